"""Whose turn it is in a case. Every page that says so to its viewer reads it here. No query."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.functional import Promise

from casework.models import NOBODY, Case
from casework.record.rights import STANDING, Holder
from casework.record.state import CaseView
from casework.record.state.people import APPEAL_PANEL
from casework.record.turns import expected_first
from casework.record.turns.expected import Expected
from casework.vocabulary import Seat, Verb
from casework.workflow.step import question_of, steps_by_code
from casework.workflow.turns import DueTurn, holding_up, rows_due, turns_due


@dataclass(frozen=True, kw_only=True)
class WhoseTurn:
    """What is due from the viewer of a case, and for whom else it waits.

    `own`: something is due from the viewer. `steps` are the verbs that answer it: those that wait for the viewer's signature,
    then those of each step that is expected, where one may be shut and another open. `is_first`: it is due in the seat that
    lists name. `others` is that seat, if somebody else has to act in it; None if nobody else has to.
    `later`: the case waits for the viewer's own seat, and nobody in it can act yet; `steps` are then shut. `days`: the last day
    of each step that is due from the viewer by a clock, as on Today.

    No other seat is told: a turn of the protection officer would say that a reporter asks to withdraw.
    """

    own: bool
    steps: tuple[Verb, ...]
    is_first: bool
    others: Seat | None
    later: bool
    days: tuple[tuple[Verb, date], ...] = ()


def whose_turn(case: Case) -> WhoseTurn:
    """Return whose turn it is, for the person who has entered the case. No query."""
    view, seat = case.view, Seat(case.waiting_on) if case.waiting_on else None
    own = own_turns(case)
    is_first = any(turn.seat is seat for turn in own)
    left_to_others = seat is not None and not is_first and (seat not in case.seats or _others_can_act(case, seat))
    later = seat in case.seats and not own and not left_to_others
    first = expected_first(view) if later else None
    return WhoseTurn(
        own=bool(own),
        steps=first.verbs if first else tuple(dict.fromkeys(_steps(own, rows_due(view)))),
        is_first=is_first,
        others=seat if left_to_others else None,
        later=later,
        days=tuple(sorted((turn.step, view.day_of(turn.due)) for turn in own if turn.due)),
    )


def asks_only_who_gave_a_name(view: CaseView) -> bool:
    """Whether the case waits for a step of the reporter that is closed to one without a name, and this may be one.

    The record does not say whether a reporter who is not open gave a name. Such a step would tell that the person is a member.
    """
    first = expected_first(view)
    if first is None or first.waits_for_the_reporter(view) or not view.filing.is_sealed:
        return False
    return first.seat_now(view) is Seat.COMPLAINANT and steps_by_code().isdisjoint(first.verbs)


def own_turns(case: Case) -> frozenset[DueTurn]:
    """Return what is due from the person who has entered a case."""
    return turns_due(case.view, [Holder(person=case.acting.person, seat=seat) for seat in case.seats])


def has_signed(case: Case, person: UUID) -> bool:
    """Whether a person has signed the step that holds the case up, which still needs another signature."""
    return any(person in {signer for signer, _ in one.signers} for one in holding_up(case.view))


def question_asked(verb: Verb, *, begun: bool) -> Promise | None:
    """Return the question that a step answers together with others; None if it stands alone, or somebody has begun it."""
    return None if begun else question_of(verb)


def page_of_question(verb: Verb | None, seat: Seat, *, begun: bool) -> str:
    """Return the name of the page that has all answers to such a question; empty where the step has a page of its own."""
    asks = verb is not None and question_asked(verb, begun=begun) is not None
    return "appeal_decision" if asks and seat in APPEAL_PANEL else ""


def _steps(own: frozenset[DueTurn], rows: Iterable[Expected]) -> Iterator[Verb]:
    yield from sorted(turn.step for turn in own if turn.signs)
    for row in rows:
        due = [turn.step for turn in own if turn.step in row.verbs and not turn.signs]
        yield from (*due, *row.verbs) if due else ()


def _others_can_act(case: Case, seat: Seat) -> bool:
    """Whether somebody else can act now in a seat of the viewer.

    A board always has others: lists name it until a ballot closes, and nothing more is due from somebody who has voted.
    """
    view, person = case.view, case.acting.person
    if seat is Seat.BOARD_MEMBER or has_signed(case, person):
        return True
    others = (view.people.holding(seat) | _by_office(view, seat)) - {person}
    return any(turn.seat is seat for turn in turns_due(view, [Holder(person=one, seat=seat) for one in others]))


def _by_office(view: CaseView, seat: Seat) -> frozenset[UUID]:
    """Return `NOBODY` for somebody who has a seat by office and whom the record does not name."""
    has_office = any(seat is held and view.state in states for held, states in STANDING.values())
    return frozenset({NOBODY} if has_office else ())
