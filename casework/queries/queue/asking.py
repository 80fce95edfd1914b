"""Whom an officer would ask for progress, or to step out, in each of several cases, before anybody is asked."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from casework import access
from casework.access import Actor
from casework.models import Case, CaseGrant, Turn
from casework.queries.case.tasks import asks_to_step_out, own_tasks
from casework.queries.people.colleagues import Colleague, own_note_rights, team_of
from casework.queries.people.own_cases import PARTY_SEATS
from casework.queries.queue.bulk import NOT_YOURS
from casework.record.rights.notes import is_asked_for_progress
from casework.record.turns import LateDuty, late_duties
from casework.vocabulary import ClockName, NoRight, NotSeen, Reading, Seat, Thread, Verb

MOST_ASKED = 4
"""If a step is expected of more people than this, it is expected of an office, and of nobody in particular."""


@dataclass(frozen=True, kw_only=True)
class Officer:
    """The officer whose cases are listed, who would be asked to step out of them."""

    user: UUID
    name: str


@dataclass(frozen=True, kw_only=True)
class Asking:
    """Who would be asked in one case, or why nobody can be. `version` changes with the people and with the reason.

    `asked`: the actor has asked them, and they have not done it yet. `missed` is what is late of those who would be asked.
    `step` is the one that is expected of them. Nobody is shown it here: the actor may not know of it.
    """

    reference: str
    code_name: str
    words: str
    people: tuple[UUID, ...] = ()
    asked: bool = False
    missed: str = ""
    step: Verb | None = None

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


def askings(by: Actor, references: Collection[str], officer: Officer | None = None) -> list[Asking]:
    """Return whom the actor would ask in each case, in this order. A case that is not there is like one that is not theirs."""
    return [asking(by, reference, officer) for reference in references]


def asking(by: Actor, reference: str, officer: Officer | None = None) -> Asking:
    """Return whom the actor would ask in a case: those of its team of whom the next step is expected.

    With an officer, it is they who would be asked to step out, no matter whose turn it is.
    """
    try:
        case = access.case_shown(by, reference, Reading.SEE_CASE)
        if not own_note_rights(case).working:
            raise NoRight
    except (NotSeen, NoRight):
        access.note_refusal(by, "ask_progress", reference)
        return Asking(reference=reference, code_name="", words=str(NOT_YOURS))
    found = _seated(case, by.user.pk, officer) if officer else _people_of_turn(case, by.user.pk)
    people = tuple(sorted(one.user for one in found.people))
    return Asking(
        reference=reference,
        code_name=case.code_name,
        words=found.words,
        people=people,
        asked=found.asked,
        missed=found.missed if people else "",
        step=found.step,
    )


@dataclass(frozen=True, kw_only=True)
class Found:
    """The people who can be asked, and who they are in words; or nobody, and why. `asked`: the actor asked them before."""

    people: Sequence[Colleague] = ()
    words: str
    asked: bool = False
    missed: str = ""
    step: Verb | None = None


def _seated(case: Case, own: UUID, officer: Officer) -> Found:
    """Return the officer if they have a seat in the team, and the viewer may know who has one. At most three queries."""
    people = team_of(case) if Reading.READ_PEOPLE.value in case.rights else {}
    one = people.get(officer.user)
    if one is None:
        return Found(words=_("%(name)s is not in the team of this case now.") % {"name": officer.name})
    if officer.user == own:
        return Found(words=_("It is your own seat. “Step aside” is among the steps of the case."))
    words = _("%(seat)s: %(names)s.") % {"seat": one.seats[0].label, "names": one.name}
    return _asked_before(case, [one], own, step_out=True) or Found(people=[one], words=words)


def _people_of_turn(case: Case, own: UUID) -> Found:
    """Return the people who can be asked, or why nobody can be. At most eight queries.

    Those whose step is late come first, and of these those in the team. Only people who may know who has a seat see what
    is late.
    """
    late = _late_of_team(case) if Reading.READ_PEOPLE.value in case.rights else None
    missed = str(late.clock.label) if late is not None and late.clock else ""
    if late is not None and late.seat != case.waiting_on:
        found = _people_in_seat(case, late.seat, own, late.clock)
        if found.people or found.asked or late.seat in case.seats or not case.waiting_on:
            return replace(found, missed=missed)
    if not case.waiting_on:
        return Found(words=_("No step is expected of anybody."))
    day = case.view.conversation.get(Thread.REPORTER).answer_by(case.view.today)
    if day is not None and case.answer_by is not None:
        return Found(words=_waits_for_answer(case, day))
    late = late if late is not None and late.seat == case.waiting_on else None
    found = _people_in_seat(case, Seat(case.waiting_on), own, late.clock if late else None)
    return replace(found, missed=missed) if late else found


def _late_of_team(case: Case) -> LateDuty | None:
    """Return what has been late the longest among what the team is late with; if that is nothing, what anybody is."""
    late = late_duties(case.view)
    return next((one for one in late if is_asked_for_progress(one.seat, case.view.state)), next(iter(late), None))


def _waits_for_answer(case: Case, day: date) -> str:
    """Say that a step waits for the reporter, and until when, if the actor may read their messages."""
    waits = _("It waits for somebody outside the team: %(seat)s.") % {"seat": Seat.COMPLAINANT.label}
    if Reading.READ_REPORTER_MESSAGES.value not in case.rights:
        return waits
    return f"{waits} {_('They can answer until %(day)s.') % {'day': date_format(day, 'j F')}}"


def _people_in_seat(case: Case, seat: Seat, own: UUID, late: ClockName | None) -> Found:
    """Return the people of a seat whose turn it is; with the clock that is `late`, the step that is expected by it."""
    if seat in PARTY_SEATS:
        return Found(words=_("It waits for somebody outside the team: %(seat)s.") % {"seat": seat.label})
    rows = list(Turn.objects.filter(case=case.pk, seat=seat.value).values_list("user", "step", "clock", "signs"))
    turns = {user for user, *_rest in rows}
    people = [one for one in team_of(case).values() if one.user in turns]
    if own in turns:
        return Found(words=_("It is your own turn."))
    if not people:
        words = _("Nobody in your team can take this turn. It is the turn of: %(seat)s.")
        return Found(words=words % {"seat": seat.label})
    if len(people) > MOST_ASKED:
        return Found(words=_("It is the turn of an office, not of one person: %(seat)s.") % {"seat": seat.label})
    steps = {
        step for _user, step, by, signs in rows if not signs and (by == late if late else step == case.expected_step)
    }
    return _asked_before(case, people, own, step_out=False) or Found(
        people=people,
        words=_("%(seat)s: %(names)s.") % {"seat": seat.label, "names": _names(people)},
        step=_step_of_all(people, steps),
    )


def _step_of_all(people: Sequence[Colleague], steps: Collection[str]) -> Verb | None:
    """Return the step if it is the only one, and all of these people may always take it; None otherwise."""
    step = Verb(*steps) if len(steps) == 1 else None
    return step if all(step in one.steps for one in people) else None


def _asked_before(case: Case, people: Sequence[Colleague], own: UUID, *, step_out: bool) -> Found | None:
    """Say since when these people have an open task from the actor; None if they have none. One query.

    A request to step out is another one than a request for progress.
    """
    waiting = own_tasks(case).filter(writer=own, person__in=[one.user for one in people], done_at__isnull=True)
    rows = waiting.select_related("key").order_by("at", "pk")
    first = next((row for row in rows if asks_to_step_out(row) is step_out), None)
    if first is None:
        return None
    said = {"day": date_format(case.view.day_of(first.at), "j F"), "names": _names(people)}
    return Found(words=_("You asked on %(day)s, and that task is still open: %(names)s.") % said, asked=True)


def _names(people: Sequence[Colleague]) -> str:
    return ", ".join(one.name for one in people)
