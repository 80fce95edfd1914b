"""Steps of a case: joining, withdrawing, ending and reopening."""

from uuid import UUID

from casework.procedure.linked_cases import guards
from casework.procedure.screening.guards import respondent_is_known
from casework.procedure.seats.guards import officers_are_new
from casework.record import events
from casework.vocabulary import CaseState as S
from casework.vocabulary import ClockName, ClosingCode, Seat, Verb
from casework.workflow.common_guards import content_still_exists
from casework.workflow.guard import check_guard, refuse_unless
from casework.workflow.signatures import REVIEWERS, SCREENERS, pair
from casework.workflow.step import ACKNOWLEDGED, CaseMachine, close_as, step

STOPPED_OR_DECIDED = (S.DISMISSED, S.DISMISSAL_REVIEW, S.APPEAL_WINDOW, S.APPEAL, S.MONITORING, S.CLOSED)
UNDECIDED = [s for s in S if s not in STOPPED_OR_DECIDED]


AGREED_BY_PROTECTION = pair(Seat.REVIEWER, Seat.PROTECTION_OFFICER)


@step(Verb.MERGE_CASE, S.SCREENING, to=S.CLOSED, signed_by=SCREENERS)
def merge_case(case: CaseMachine, *, into: UUID, same: bool, charged: bool, clash: bool) -> events.CaseMerged:
    """Join the complaint to the case `into`; the caller has compared the two."""
    check_guard(guards.same_respondent_and_facts, same)
    check_guard(guards.other_case_is_not_charged, charged)
    check_guard(guards.nobody_would_hold_two_seats, clash)
    return events.CaseMerged(closing_code=close_as(case, ClosingCode.DUPLICATE), into=into)


@step(Verb.UNMERGE_CASE, S.CLOSED, to=S.SCREENING, where=[guards.closed_by_merging], signed_by=SCREENERS)
def unmerge_case(case: CaseMachine, *, charged: bool) -> events.MergeUndone:
    """Separate the complaint from the other case, and screen it on its own."""
    check_guard(guards.other_case_is_not_charged, charged)
    case.closing_code = ""
    return events.MergeUndone()


@step(
    Verb.ASK_WITHDRAWAL,
    UNDECIDED,
    where=[guards.case_is_undecided, guards.case_is_not_adopted, guards.withdrawal_is_not_asked],
    by_code=True,
)
def ask_withdrawal(case: CaseMachine) -> events.WithdrawalAsked:
    """Ask to withdraw one's complaint; the request alone stops nothing, and can be taken back while it waits."""
    return events.WithdrawalAsked(subject=case.acting.person)


@step(Verb.TAKE_BACK_WITHDRAWAL, UNDECIDED, where=[guards.withdrawal_is_yours], by_code=True)
def take_back_withdrawal(case: CaseMachine) -> events.WithdrawalTakenBack:
    """Take back one's request to withdraw."""
    return events.WithdrawalTakenBack(subject=case.acting.person)


@step(Verb.CHECK_COERCION, UNDECIDED, where=[guards.withdrawal_is_asked])
def check_coercion(case: CaseMachine, *, subject: UUID) -> events.CoercionChecked:
    """Record that a reporter who asked to withdraw was spoken with in safety about pressure."""
    check_guard(guards.withdrawal_of_this_reporter_waits, case, subject)
    return events.CoercionChecked(subject=subject)


@step(
    Verb.RELEASE_COMPLAINT,
    UNDECIDED,
    where=[
        guards.case_is_undecided,
        guards.withdrawal_is_asked,
        guards.withdrawal_wait_is_over,
        guards.another_complaint_lives,
    ],
    signed_by=AGREED_BY_PROTECTION,
)
def release_complaint(case: CaseMachine, *, subject: UUID) -> events.ComplaintWithdrawn:
    """Release the complaint of one reporter, who wants this freely; the case continues with another reporter's."""
    check_guard(guards.withdrawal_of_this_reporter_waits, case, subject)
    refuse_unless(case.view.over(ClockName.WITHDRAWAL_WAIT, subject), "withdrawal_wait_is_over")
    refuse_unless(subject in case.view.joining.spoken, "coercion_is_checked")
    return events.ComplaintWithdrawn(subject=subject)


@step(Verb.ADOPT_CASE, UNDECIDED, where=[guards.case_is_undecided, guards.case_is_not_adopted])
def adopt_case(case: CaseMachine) -> events.CaseAdopted:
    """Take the case over for the Society, with or without a withdrawal; the reporters stay protected, as its witnesses."""
    return events.CaseAdopted()


@step(Verb.LINK_CASES, ACKNOWLEDGED)
def link_cases(case: CaseMachine, *, other: UUID, clash: bool) -> events.CasesLinked:
    """Link the case to another; the caller says whether anybody's seats would conflict."""
    check_guard(guards.link_is_new, case, other)
    check_guard(guards.nobody_would_hold_two_seats, clash)
    return events.CasesLinked(other=other)


@step(Verb.SEVER_CASES, ACKNOWLEDGED, where=[guards.a_case_is_linked])
def sever_cases(case: CaseMachine, *, other: UUID) -> events.CasesSevered:
    """End the link to another case."""
    check_guard(guards.link_is_in_force, case, other)
    return events.CasesSevered(other=other)


@step(
    Verb.ACCEPT_WITHDRAWAL,
    UNDECIDED,
    to=S.CLOSED,
    where=[
        guards.case_is_undecided,
        guards.withdrawal_is_asked,
        guards.withdrawal_wait_is_over,
        guards.coercion_is_checked,
        guards.no_other_live_complaint,
        guards.case_is_not_adopted,
    ],
    signed_by=AGREED_BY_PROTECTION,
)
def accept_withdrawal(case: CaseMachine) -> events.CaseWithdrawn:
    """Close the case: its only reporter wants this freely, and the Society does not take the case over."""
    return events.CaseWithdrawn(closing_code=close_as(case, ClosingCode.WITHDRAWN))


@step(
    Verb.ABATE_CASE,
    ACKNOWLEDGED,
    to=S.CLOSED,
    where=[respondent_is_known],
    signed_by=pair(Seat.REGISTRAR, Seat.REVIEWER),
)
def abate_case(case: CaseMachine, *, proof_written: bool) -> events.CaseAbated:
    """End the case because the member died; no finding follows, and what was final stands."""
    check_guard(guards.death_is_proven, proof_written)
    return events.CaseAbated(closing_code=close_as(case, ClosingCode.ABATED_BY_DEATH))


@step(
    Verb.REOPEN_CASE,
    S.CLOSED,
    to=S.SCREENING,
    where=[content_still_exists, guards.closed_before_charge, officers_are_new],
    signed_by=REVIEWERS,
)
def reopen_case(case: CaseMachine, *, endless: bool) -> events.CaseReopened:
    """Reopen a case that was closed before its deciders found a case to answer; `endless`: its ground has no time limit."""
    check_guard(guards.within_two_years_unless_fraud, case, endless)
    case.closing_code = ""
    return events.CaseReopened(endless=endless)


@step(
    Verb.REOPEN_TO_PANEL,
    S.CLOSED,
    to=S.PANEL_FORMING,
    where=[content_still_exists, guards.closed_after_charge, officers_are_new],
    signed_by=REVIEWERS,
)
def reopen_to_panel(case: CaseMachine, *, endless: bool) -> events.CaseReopenedForHearing:
    """Send a closed case in which there is a case to answer to a new panel; `endless`: its ground has no time limit."""
    check_guard(guards.within_two_years_unless_fraud, case, endless)
    case.closing_code = ""
    return events.CaseReopenedForHearing(endless=endless)
