"""The list of people: a page of it, as the administrator who looks filtered it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.contrib.postgres.search import SearchQuery
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from accounts.models import Absence, AccountChange, Appointment, Invitation, User
from accounts.models.user import SEARCHED
from accounts.offices import with_right_seal
from accounts.vocabulary import Office
from operations.administration.words import ALTERNATE, TITLES, offices_found
from policy.models import Pending

ROWS = 20
UUID_FORM = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Shown(StrEnum):
    """Which people are listed."""

    ALL = "all"
    WAITING = "waiting"
    NEVER = "never"
    AWAY = "away"


@dataclass(frozen=True)
class Row:
    """A person of the list. `tone` and `word` say how things stand with the account."""

    key: UUID
    name: str
    offices: str
    tone: str
    word: str


@dataclass(frozen=True, kw_only=True)
class PeopleList:
    """A page of the list, how many there are under each filter, and where the next page begins."""

    rows: Sequence[Row]
    counts: Mapping[Shown, int]
    after: str


def waiting_for(viewer: User) -> Q:
    """Return which people something is about that the viewer may sign: another put it forward, and it is not about them."""
    pending = Pending.objects.exclude(by=viewer).filter(about=OuterRef("pk"))
    changes = AccountChange.objects.exclude(by=viewer).filter(user=OuterRef("pk"))
    unsigned = changes.filter(ended_at__isnull=True, signed_at__isnull=True)
    return (Q(Exists(pending)) | Q(Exists(unsigned))) & ~Q(pk=viewer.pk)


def _staff() -> QuerySet[User]:
    """Everybody ever given an office, put forward for one, or invited; other members are found by a search."""
    held, asked = Appointment.objects.values("user"), Pending.objects.values("about")
    invited = Invitation.objects.filter(accepted_at__isnull=True).values("user")
    return User.objects.filter(pk__in=held.union(asked, invited), is_active=True)


def _search(words: str, day: date) -> QuerySet[User]:
    """Everybody whose name or address has words that begin so, or whose office is called so; closed accounts too."""
    parts = [part for part in "".join(c if c.isalnum() else " " for c in words).split() if part]
    typed = " & ".join(f"{part}:*" for part in parts)
    offices = Appointment.objects.filter(office__in=offices_found(words), since__lte=day).exclude(until__lt=day)
    holders = list(offices.values_list("user", flat=True)[:1000]) if offices_found(words) else []
    people = User.objects.filter(kind=User.Kind.PERSON).annotate(searched=SEARCHED)
    named = Q(searched=SearchQuery(typed, config="simple", search_type="raw")) if typed else Q(pk__in=[])
    return people.filter(named | Q(pk__in=holders))


def _filters(viewer: User, day: date) -> Mapping[Shown, Q]:
    return {
        Shown.ALL: Q(),
        Shown.WAITING: waiting_for(viewer),
        Shown.NEVER: Q(last_login__isnull=True),
        Shown.AWAY: Q(absence__since__lte=day, absence__until__gte=day),
    }


def people_list(*, viewer: User, words: str, shown: Shown, after: str, now: datetime) -> PeopleList:
    """Return a page of the list by name, from behind the person at whom the page before ended. Seven queries at most."""
    day = now.date()
    people, filters = _search(words, day) if words.strip() else _staff(), _filters(viewer, day)
    counts = {} if words.strip() else {name: people.filter(each).count() for name, each in filters.items()}
    listed = people.filter(filters[shown]).order_by("name", "pk")
    if last := User.objects.filter(pk=after).first() if UUID_FORM.fullmatch(after) else None:
        listed = listed.filter(Q(name__gt=last.name) | Q(name=last.name, pk__gt=last.pk))
    waits = set(people.filter(filters[Shown.WAITING]).values_list("pk", flat=True)[:1000])
    found = list(listed.select_related("invitation", "absence")[: ROWS + 1])
    offices = _offices(found, day)
    rows = [
        Row(user.pk, user.name, offices.get(user.pk, ""), *_standing(user, user.pk in waits, now))
        for user in found[:ROWS]
    ]
    return PeopleList(rows=rows, counts=counts, after=str(found[ROWS - 1].pk) if len(found) > ROWS else "")


def _offices(people: Sequence[User], day: date) -> dict[UUID, str]:
    held = with_right_seal(Appointment.objects.filter(user__in=people, since__lte=day).exclude(until__lt=day))
    words: dict[UUID, list[str]] = {}
    for row in held:
        alternate = f" ({ALTERNATE})" if row.alternate else ""
        words.setdefault(row.user_id, []).append(f"{TITLES[Office(row.office)]}{alternate}")
    return {user: ", ".join(each) for user, each in words.items()}


def _standing(user: User, waits: bool, now: datetime) -> tuple[str, str]:
    """Return how things stand with an account, as tone and words: the first that holds."""
    invitation: Invitation | None = getattr(user, "invitation", None)
    absence: Absence | None = getattr(user, "absence", None)
    if not user.is_active:
        return "done", gettext("Closed")
    if waits:
        return "caution", gettext("Waits for you")
    if absence is not None and absence.holds_on(now.date()):
        return "wait", gettext("Away to %(day)s") % {"day": date_format(absence.until, "j M")}
    if user.last_login is not None:
        return "calm", gettext("Here")
    if invitation is None or invitation.accepted_at is not None:
        return "new", gettext("Never came")
    if not invitation.is_open(now):
        return "caution", gettext("Invitation ended")
    days = (now - invitation.at).days
    if not days:
        return "new", gettext("Invited")
    return "new", ngettext("Invited %(n)d day ago", "Invited %(n)d days ago", days) % {"n": days}
