"""What an installation is still missing to take a report, as the page of people shows it to an administrator."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse_lazy
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext, gettext_lazy

from accounts.models import Appointment
from accounts.vocabulary import Office
from casework.record.rights.by_office import DESK
from operations.administration.words import TITLES
from operations.doctor.database import NEEDED, books
from policy.models import Member, OathSignature, Pending

TOGETHER = 2
"""As many administrators as sign together."""
MOST = 100
"""As many administrators as are looked at."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing to do. `how` is said until it is done; `links` are addresses and their words."""

    done: bool
    what: str | Promise
    how: str
    links: Sequence[tuple[str | Promise, str | Promise]] = ()


INVITE = (reverse_lazy("admin_invite"), gettext_lazy("Invite a person"))
UPLOAD = (reverse_lazy("admin_people_list"), gettext_lazy("Upload a list of people"))
INVITE_SECOND = (
    format_lazy("{}?office=administrator", reverse_lazy("admin_invite")),
    gettext_lazy("Invite the second administrator"),
)
NEVER_CAME = (format_lazy("{}?show=never", reverse_lazy("admin_people")), gettext_lazy("See who never came"))
ENTER = (reverse_lazy("admin_members_upload"), gettext_lazy("Upload a list of members"))
REMIND = (reverse_lazy("admin_members_unsigned"), gettext_lazy("See who has not signed, and send mails"))


def first_steps(day: date) -> Sequence[Step]:
    """Return the steps in their order; nothing once all of them are done. Eight queries at most, none of them about a case."""
    held = set(_held_offices(day))
    steps = [
        _books(),
        _second_administrator(day),
        _offices(held),
        _alternates(held),
        Step(
            done=Member.objects.exists(),
            what=gettext("Enter the members"),
            how=gettext("A CSV file names them. You see what it would change before anything is written."),
            links=[ENTER],
        ),
        Step(
            done=OathSignature.objects.exists(),
            what=gettext("Ask the members to sign the oath"),
            how=gettext("A mail leads them to it. A member is bound from the day on which they sign."),
            links=[REMIND],
        ),
    ]
    return [] if all(step.done for step in steps) else steps


def _in_force(day: date) -> QuerySet[Appointment]:
    return Appointment.objects.filter(since__lte=day, user__is_active=True).exclude(until__lt=day)


def _held_offices(day: date) -> Iterable[tuple[str, bool]]:
    """Return which offices are held on a day, and whether by an outside alternate. One query."""
    return _in_force(day).order_by().values_list("office", "alternate").distinct()


def _books() -> Step:
    missing = next(books(), None)
    return Step(
        done=missing is None,
        what=gettext("Publish the Code, the oath and the rulebook"),
        how=f"{missing.what} {missing.mend.replace('`', '')}" if missing else "",
    )


def _second_administrator(day: date) -> Step:
    administrators = _in_force(day).filter(office=Office.ADMINISTRATOR).order_by("user").distinct("user")
    seen = list(administrators.values_list("user__last_login", flat=True)[:MOST])
    invited = len(seen) >= TOGETHER
    why = gettext("Some acts need the signature of two, such as helping somebody who has lost their phone.")
    how = gettext("They are invited, and have not signed in yet.") if invited else why
    return Step(
        done=len([moment for moment in seen if moment]) >= TOGETHER,
        what=gettext("Have a second administrator sign in"),
        how=how,
        links=[NEVER_CAME if invited else INVITE_SECOND],
    )


def _offices(held: set[tuple[str, bool]]) -> Step:
    missing = [office for office in NEEDED if not {(office, True), (office, False)} & held]
    asked = set(Pending.objects.filter(kind=Pending.Kind.OFFICE).values_list("what", flat=True)) if missing else set()
    nobody, waits = (_titles(each for each in missing if (each in asked) is is_asked) for is_asked in (False, True))
    said = [gettext("Nobody yet: %(offices)s.") % {"offices": nobody}] if nobody else []
    said += [gettext("Waits for a second administrator to sign: %(offices)s.") % {"offices": waits}] if waits else []
    return Step(
        done=not missing,
        what=gettext("Give somebody each office that the first report needs"),
        how=" ".join(said),
        links=[INVITE, UPLOAD],
    )


def _alternates(held: set[tuple[str, bool]]) -> Step:
    missing = _titles(office for office in DESK if (office, True) not in held)
    return Step(
        done=not missing,
        what=gettext("Name somebody from outside as the alternate"),
        how=gettext("A report may name everybody in office: then the alternate reads it. None yet: %(offices)s.")
        % {"offices": missing},
    )


def _titles(offices: Iterable[Office]) -> str:
    return ", ".join(str(TITLES[office]) for office in offices)
