"""Guards of seats, conflicts and escalation."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from casework.record.clocks import RunningClock
from casework.record.state import CaseView
from casework.record.state.eligibility import FULL, free_to_sit
from casework.record.state.people import DECIDING
from casework.vocabulary import ClockName, Mention, Seat
from casework.workflow.guard import Asked, guard
from policy.rules import Rules

OFFICERS = frozenset(FULL) - {Seat.CONSENT_APPROVER, Seat.INTERIM_MEMBER, Seat.MONITOR}
ADJUDICATORS = frozenset({Seat.CONSENT_APPROVER, Seat.INTERIM_MEMBER})
FILLS: Mapping[Seat, frozenset[Seat]] = {
    Seat.INTAKE: OFFICERS,
    Seat.ADVISER: ADJUDICATORS,
    Seat.BOARD_SECRETARY: frozenset({Seat.MONITOR}),
}
"""The seats that may fill each empty seat; panels have their own verbs."""


def places(seat: Seat, rules: Rules) -> int:
    """Return how many people may sit in a seat that is given one by one, by the rulebook's bodies and limits."""
    match seat:
        case Seat.DECIDER:
            return max(rules.bodies["deciders"].sizes)
        case Seat.INTERIM_MEMBER:
            return max(rules.bodies["interim"].sizes)
        case Seat.MONITOR:
            return rules.limits["monitors"]
    return FULL.get(seat, 0)


def has_room(view: CaseView, seat: Seat) -> bool:
    return len(view.people.holding(seat) - view.people.barred) < places(seat, view.rules)


def left_seats(view: CaseView) -> list[Seat]:
    """Return the seats with room in which somebody has acted in this case."""
    return sorted(seat for seat in {seat for _person, seat in view.people.acts} & FULL.keys() if has_room(view, seat))


@guard("No seat stands empty that somebody has left.")
def a_seat_was_left(case: Asked) -> bool:
    return bool(left_seats(case.view))


@guard("All monitors have their seats.")
def a_monitor_is_wanted(case: Asked) -> bool:
    return has_room(case.view, Seat.MONITOR)


@guard("This person cannot be chosen here. Take the next on the rota.")
def person_is_free_of_conflict(case: Asked, person: UUID) -> bool:
    """Whether nothing denies this case to a person. Its sentence is the same for leave, load and conflict."""
    return person not in case.view.people.barred


@guard("This person has acted in this case, or a linked one, in a role that cannot be combined.")
def person_is_free_to_sit(case: Asked, person: UUID, seat: Seat) -> bool:
    return free_to_sit(case.view, person, seat)


@guard("Take the next person on the rota, or write why not.")
def rota_is_followed_or_reason_given(by_rota: bool, reason: bool) -> bool:
    return by_rota or reason


@guard("The seat is taken.")
def seat_is_empty(case: Asked, seat: Seat) -> bool:
    return has_room(case.view, seat)


@guard("This seat is filled by another role.")
def seat_is_yours_to_fill(case: Asked, seat: Seat) -> bool:
    return any(seat in FILLS.get(mine, ()) for mine in case.acting.seats)


@guard("Choose two different people.")
def two_monitors_are_chosen(case: Asked, persons: tuple[UUID, ...]) -> bool:
    return len(set(persons)) == len(persons) == case.view.rules.limits["monitors"]


@guard("There is nothing to rule on for this person.")
def mention_of_this_person_waits(case: Asked, person: UUID) -> bool:
    return case.view.people.conflict_of(person) is Mention.PROVISIONAL


@guard("The clock is still running.")
def clock_has_lapsed(case: Asked, clock: ClockName, subject: UUID | None) -> bool:
    return case.view.over(clock, subject)


@guard("This has been passed on already.")
def escalation_is_new(case: Asked, clock: ClockName, subject: UUID | None) -> bool:
    """Whether this lapse was not escalated before. If screening takes too long, its lapse is escalated twice."""
    run = case.view.clock(clock, subject)
    if run is None:
        return False
    passed_on = [
        e for e in case.view.people.escalations if (e.clock, e.subject) == (clock, subject) and e.at >= run.started
    ]
    return len(passed_on) < _due_escalations(case, run)


def _due_escalations(case: Asked, run: RunningClock) -> int:
    if run.name is not ClockName.SCREEN or run.due is None:
        return 1
    later = timedelta(days=case.view.rules.limits["screen_second_escalation_days"] - run.days)
    return 2 if case.view.now > run.due + later else 1


@guard("This needs people who have not decided anything in this case.")
def officers_are_new(case: Asked) -> bool:
    return not any(person == case.acting.person and seat in DECIDING for person, seat in case.view.people.acts)
