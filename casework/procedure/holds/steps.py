"""Steps of a case: clocks that wait for a reason, and files that may not be deleted."""

from casework.procedure.holds.guards import (
    clocks_are_named,
    clocks_may_be_held,
    hold_is_in_force,
    keeping_time_is_over,
    legal_hold_is_in_force,
    no_data_request_is_open,
    no_legal_hold,
)
from casework.procedure.publication.guards import entry_is_not_live
from casework.record.events import (
    ContentErased,
    HoldPlaced,
    HoldReleased,
    HoldReviewed,
    LegalHoldLifted,
    LegalHoldPlaced,
)
from casework.vocabulary import CaseState as S
from casework.vocabulary import ClockName, Seat, Verb
from casework.workflow.guard import refuse_unless
from casework.workflow.signatures import Signatures, pair
from casework.workflow.standing import content_still_exists
from casework.workflow.step import CaseMachine, step

RUNNING = [s for s in S if s not in (S.SUBMITTED, S.CLOSED)]


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


@step(Verb.PLACE_HOLD, RUNNING, signed_by=HOLDERS)
def place_hold(case: CaseMachine, *, clocks: tuple[ClockName, ...]) -> HoldPlaced:
    """Let the named clocks wait, and no other."""
    refuse_unless(clocks_are_named(clocks), "clocks_are_named")
    refuse_unless(clocks_may_be_held(case, clocks), "clocks_may_be_held")
    return HoldPlaced(clocks=clocks)


@step(Verb.REVIEW_HOLD, RUNNING, where=[hold_is_in_force], signed_by=HOLDERS)
def review_hold(case: CaseMachine) -> HoldReviewed:
    """Review the reason, and let the clocks keep waiting."""
    return HoldReviewed()


@step(Verb.RELEASE_HOLD, RUNNING, where=[hold_is_in_force], signed_by=HOLDERS)
def release_hold(case: CaseMachine) -> HoldReleased:
    """Let all clocks continue; the days that they waited do not count."""
    return HoldReleased()


@step(Verb.PLACE_LEGAL_HOLD, list(S), where=[no_legal_hold, content_still_exists])
def place_legal_hold(case: CaseMachine) -> LegalHoldPlaced:
    """Keep the file, whatever the rules on keeping say."""
    return LegalHoldPlaced()


@step(Verb.LIFT_LEGAL_HOLD, list(S), where=[legal_hold_is_in_force], signed_by=pair(Seat.DPO, Seat.ADVISER))
def lift_legal_hold(case: CaseMachine) -> LegalHoldLifted:
    """Let the rules on keeping apply again."""
    return LegalHoldLifted()


@step(
    Verb.ERASE_CONTENT,
    S.CLOSED,
    where=[
        content_still_exists,
        keeping_time_is_over,
        no_legal_hold,
        no_data_request_is_open,
        entry_is_not_live,
    ],
    signed_by=pair(Seat.DPO, Seat.CUSTODIAN),
)
def erase_content(case: CaseMachine, *, keys: int) -> ContentErased:
    """Destroy the keys of the file: nobody can read it any more, and nothing reopens it."""
    return ContentErased(keys=keys)
