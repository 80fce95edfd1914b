"""Steps that correct a slip, and steps that open a separate case."""

from uuid import UUID

from casework.procedure.corrections import guards
from casework.procedure.seats.guards import officers_are_new
from casework.record import events
from casework.vocabulary import CaseState as S
from casework.vocabulary import ClockName, Seat, Verb
from casework.workflow.common_guards import content_still_exists
from casework.workflow.guard import check_guard
from casework.workflow.signatures import REVIEWERS, Signatures
from casework.workflow.step import CaseMachine, not_none, step

SLIP = Signatures(first=frozenset({Seat.BOARD_SECRETARY, Seat.APPEAL_CHAIR}), second=frozenset({Seat.ADVISER}))


@step(
    Verb.CORRECT_SLIP,
    [S.APPEAL_WINDOW, S.APPEAL, S.MONITORING, S.CLOSED],
    where=[guards.slip_time_is_open],
    signed_by=SLIP,
)
def correct_slip(case: CaseMachine, *, clerical: bool, heard: bool, afresh: bool) -> events.SlipCorrected:
    """Correct a clerical slip in a decision."""
    check_guard(guards.error_is_clerical, clerical)
    check_guard(guards.both_sides_were_heard, heard)
    return events.SlipCorrected(decision=not_none(case.view.clock(ClockName.SLIP)).about, afresh=afresh)


@step(Verb.REFER_BAD_FAITH, S.CLOSED, where=[content_still_exists, officers_are_new], signed_by=REVIEWERS)
def refer_bad_faith(case: CaseMachine, *, shown: bool, other: UUID) -> events.BadFaithReferred:
    """Say that somebody knowingly lied here; other people examine it in a separate case."""
    check_guard(guards.knowing_falsehood_is_shown, shown)
    return events.BadFaithReferred(other=other)


@step(Verb.REPORT_RETALIATION, list(S), by_code=True)
def report_retaliation(case: CaseMachine, *, described: bool, other: UUID) -> events.RetaliationReported:
    """Say that somebody is treated worse for having taken part; other people examine it in a separate case."""
    check_guard(guards.detriment_is_described, described)
    return events.RetaliationReported(other=other)


@step(Verb.SAY_HOW_IT_IS, S.CLOSED, where=[content_still_exists, guards.reporter_is_asked_how_they_are], by_code=True)
def say_how_it_is(case: CaseMachine) -> events.WellbeingTold:
    """Say how the reporter is after the case, and how it was for them."""
    return events.WellbeingTold()
