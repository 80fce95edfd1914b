"""Whom an officer would ask for progress in each of several cases, before anybody is asked."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from casework import access
from casework.access import Actor
from casework.models import Case, CaseGrant, Turn
from casework.queries.case_tasks import own_tasks
from casework.queries.colleagues import Colleague, own_note_rights, team_of
from casework.queries.own_cases import PARTY_SEATS
from casework.queries.queue_bulk import NOT_YOURS
from casework.record.turns import late_seat
from casework.vocabulary import NoRight, NotSeen, Reading, Seat

MOST_ASKED = 4
"""If a step is expected of more people than this, it is expected of an office, and of nobody in particular."""


@dataclass(frozen=True, kw_only=True)
class Asking:
    """Who would be asked in one case, or why nobody can be. `version` changes with the people and with the reason."""

    reference: str
    code_name: str
    words: str
    people: tuple[UUID, ...] = ()

    @property
    def can(self) -> bool:
        return bool(self.people)

    @property
    def version(self) -> str:
        return hashlib.sha256(b"".join(sorted(one.bytes for one in self.people))).hexdigest()[:16]


def cases_seen(by: Actor, references: Collection[str]) -> list[UUID]:
    """Return those of these cases that the actor sees now. One query."""
    seen = CaseGrant.objects.giving(by.user, Reading.SEE_CASE).filter(content_object__reference__in=references)
    return list(seen.values_list("content_object", flat=True))


def askings(by: Actor, references: Collection[str]) -> list[Asking]:
    """Return whom the actor would ask in each case, in this order. A case that is not there is like one that is not theirs."""
    return [asking(by, reference) for reference in references]


def asking(by: Actor, reference: str) -> Asking:
    """Return whom the actor would ask in a case: those of its team of whom the next step is expected."""
    try:
        case = access.case_shown(by, reference, Reading.SEE_CASE)
        if not own_note_rights(case).working:
            raise NoRight
    except (NotSeen, NoRight):
        access.note_refusal(by, "ask_progress", reference)
        return Asking(reference=reference, code_name="", words=str(NOT_YOURS))
    people, words = _people_of_turn(case, by.user.pk)
    return Asking(
        reference=reference, code_name=case.code_name, words=words, people=tuple(sorted(one.user for one in people))
    )


def _people_of_turn(case: Case, own: UUID) -> tuple[Sequence[Colleague], str]:
    """Return the people who can be asked, and who they are in words; or nobody, and the reason. At most eight queries.

    Those whose step is late come first, as the list shows it. Only people who may know who has a seat see what is late.
    """
    late = late_seat(case.view) if Reading.READ_PEOPLE.value in case.rights else None
    if late is not None and late != case.waiting_on:
        people, words = _people_in_seat(case, late, own)
        if people or late in case.seats or not case.waiting_on:
            return people, words
    if not case.waiting_on:
        return (), _("No step is expected of anybody.")
    return _people_in_seat(case, Seat(case.waiting_on), own)


def _people_in_seat(case: Case, seat: Seat, own: UUID) -> tuple[Sequence[Colleague], str]:
    if seat in PARTY_SEATS:
        return (), _("It waits for somebody outside the team: %(seat)s.") % {"seat": seat.label}
    turns = set(Turn.objects.filter(case=case.pk, seat=seat.value).values_list("user", flat=True))
    people = [one for one in team_of(case).values() if one.user in turns]
    names = ", ".join(one.name for one in people)
    if own in turns:
        return (), _("It is your own turn.")
    if not people:
        return (), _("Nobody in your team can take this turn. It is the turn of: %(seat)s.") % {"seat": seat.label}
    if len(people) > MOST_ASKED:
        return (), _("It is the turn of nobody in particular: %(seat)s.") % {"seat": seat.label}
    waiting = own_tasks(case).filter(writer=own, person__in=[one.user for one in people], done_at__isnull=True)
    if waiting.exists():
        return (), _("A task that you gave them is still open: %(names)s.") % {"names": names}
    return people, _("%(seat)s: %(names)s.") % {"seat": seat.label, "names": names}
