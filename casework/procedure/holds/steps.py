"""Steps of a case: clocks that wait for a reason, and files that may not be deleted."""

from collections.abc import Collection

from casework.procedure.holds import guards
from casework.procedure.publication.guards import entry_is_not_live
from casework.record import events
from casework.vocabulary import CaseState as S
from casework.vocabulary import ClockName, Seat, Verb
from casework.workflow.common_guards import content_still_exists
from casework.workflow.guard import check_guard
from casework.workflow.signatures import Signatures, pair
from casework.workflow.step import ACKNOWLEDGED, CaseMachine, step

HOLDERS = Signatures(
    first=frozenset({Seat.SCREENER, Seat.ADVISER}),
    second=frozenset({Seat.SCREENER, Seat.REVIEWER}),
    only_in=frozenset(
        {
            S.SCREENING,
            S.INFORMATION_REQUESTED,
            S.EARLY_RESOLUTION,
            S.PANEL_FORMING,
            S.HEARING,
            S.DELIBERATION,
            S.BOARD_DECISION,
            S.APPEAL_WINDOW,
            S.MONITORING,
        }
    ),
)


@step(Verb.PLACE_HOLD, ACKNOWLEDGED, choices=guards.a_clock_can_be_held, signed_by=HOLDERS)
def place_hold(case: CaseMachine, *, clocks: Collection[ClockName]) -> events.HoldPlaced:
    """Let only the named clocks wait."""
    check_guard(guards.clocks_are_named, clocks)
    check_guard(guards.clocks_may_be_held, case, clocks)
    return events.HoldPlaced(clocks=tuple(clocks))


@step(Verb.REVIEW_HOLD, ACKNOWLEDGED, where=[guards.hold_is_in_force], signed_by=HOLDERS)
def review_hold(case: CaseMachine) -> events.HoldReviewed:
    """Review the reason, and let the clocks keep waiting."""
    return events.HoldReviewed()


@step(Verb.RELEASE_HOLD, ACKNOWLEDGED, where=[guards.hold_is_in_force], signed_by=HOLDERS)
def release_hold(case: CaseMachine) -> events.HoldReleased:
    """Let all clocks continue; the days of waiting do not count."""
    return events.HoldReleased()


@step(Verb.PLACE_LEGAL_HOLD, list(S), where=[guards.no_legal_hold, content_still_exists])
def place_legal_hold(case: CaseMachine) -> events.LegalHoldPlaced:
    """Keep the file, even if its retention time ends."""
    return events.LegalHoldPlaced()


@step(Verb.LIFT_LEGAL_HOLD, list(S), where=[guards.legal_hold_is_in_force], signed_by=pair(Seat.DPO, Seat.ADVISER))
def lift_legal_hold(case: CaseMachine) -> events.LegalHoldLifted:
    """Let the retention rules apply again."""
    return events.LegalHoldLifted()


@step(
    Verb.ERASE_CONTENT,
    S.CLOSED,
    where=[
        content_still_exists,
        guards.keeping_time_is_over,
        guards.no_legal_hold,
        guards.no_data_request_is_open,
        entry_is_not_live,
    ],
    signed_by=pair(Seat.DPO, Seat.CUSTODIAN),
)
def erase_content(case: CaseMachine, *, keys: int) -> events.ContentErased:
    """Destroy the keys of the file: nobody can read it any more, and nothing reopens it."""
    return events.ContentErased(keys=keys)
