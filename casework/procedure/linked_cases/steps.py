"""Steps of a case: joining, withdrawing, ending and reopening."""

from uuid import UUID

from casework.procedure.linked_cases.guards import (
    a_case_is_linked,
    another_complaint_lives,
    case_is_not_adopted,
    case_is_undecided,
    closed_after_charge,
    closed_before_charge,
    closed_by_merging,
    coercion_is_checked,
    death_is_proven,
    link_is_in_force,
    link_is_new,
    no_other_live_complaint,
    nobody_would_hold_two_seats,
    other_case_is_not_charged,
    same_respondent_and_facts,
    withdrawal_is_asked,
    withdrawal_is_not_asked,
    withdrawal_is_yours,
    withdrawal_of_this_reporter_waits,
    withdrawal_wait_is_over,
    within_two_years_unless_fraud,
)
from casework.procedure.screening.guards import respondent_is_known
from casework.procedure.seats.guards import officers_are_new
from casework.record.events import (
    CaseAbated,
    CaseAdopted,
    CaseMerged,
    CaseReopened,
    CaseReopenedForHearing,
    CasesLinked,
    CasesSevered,
    CaseWithdrawn,
    CoercionChecked,
    ComplaintWithdrawn,
    MergeUndone,
    WithdrawalAsked,
    WithdrawalTakenBack,
)
from casework.vocabulary import CaseState as S
from casework.vocabulary import ClockName, ClosingCode, Seat, Verb
from casework.workflow.guard import refuse_unless
from casework.workflow.signatures import REVIEWERS, SCREENERS, pair
from casework.workflow.standing import content_still_exists
from casework.workflow.step import CaseMachine, step

UNDECIDED = [
    S.SUBMITTED,
    S.SCREENING,
    S.INFORMATION_REQUESTED,
    S.EARLY_RESOLUTION,
    S.INVESTIGATION,
    S.AWAITING_RESPONSE,
    S.RESPONSE_REVIEW,
    S.CASE_TO_ANSWER,
    S.CONSENT_PROPOSED,
    S.PANEL_FORMING,
    S.HEARING,
    S.DELIBERATION,
    S.BOARD_DECISION,
]
ACKNOWLEDGED = [s for s in S if s not in (S.SUBMITTED, S.CLOSED)]


AGREED_BY_PROTECTION = pair(Seat.REVIEWER, Seat.PROTECTION_OFFICER)


@step(Verb.MERGE_CASE, S.SCREENING, to=S.CLOSED, signed_by=SCREENERS)
def merge_case(case: CaseMachine, *, into: UUID, same: bool, charged: bool, clash: bool) -> CaseMerged:
    """Join the complaint to the case `into`; the caller has compared the two."""
    refuse_unless(same_respondent_and_facts(same), "same_respondent_and_facts")
    refuse_unless(other_case_is_not_charged(charged), "other_case_is_not_charged")
    refuse_unless(nobody_would_hold_two_seats(clash), "nobody_would_hold_two_seats")
    case.closing_code = ClosingCode.DUPLICATE
    return CaseMerged(closing_code=ClosingCode.DUPLICATE, into=into)


@step(Verb.UNMERGE_CASE, S.CLOSED, to=S.SCREENING, where=[closed_by_merging], signed_by=SCREENERS)
def unmerge_case(case: CaseMachine, *, charged: bool) -> MergeUndone:
    """Separate the complaint from the other case, and screen it by itself."""
    refuse_unless(other_case_is_not_charged(charged), "other_case_is_not_charged")
    case.closing_code = ""
    return MergeUndone()


@step(Verb.ASK_WITHDRAWAL, UNDECIDED, where=[case_is_undecided, case_is_not_adopted, withdrawal_is_not_asked])
def ask_withdrawal(case: CaseMachine) -> WithdrawalAsked:
    """Ask to withdraw one's complaint; the request alone stops nothing, and can be taken back while it waits."""
    return WithdrawalAsked(subject=case.acting.person)


@step(Verb.TAKE_BACK_WITHDRAWAL, UNDECIDED, where=[withdrawal_is_yours])
def take_back_withdrawal(case: CaseMachine) -> WithdrawalTakenBack:
    """Take back one's request to withdraw."""
    return WithdrawalTakenBack(subject=case.acting.person)


@step(Verb.CHECK_COERCION, UNDECIDED, where=[withdrawal_is_asked])
def check_coercion(case: CaseMachine, *, subject: UUID) -> CoercionChecked:
    """Record that a reporter who asked to withdraw was spoken with in safety about pressure."""
    refuse_unless(withdrawal_of_this_reporter_waits(case, subject), "withdrawal_of_this_reporter_waits")
    return CoercionChecked(subject=subject)


@step(
    Verb.RELEASE_COMPLAINT,
    UNDECIDED,
    where=[case_is_undecided, withdrawal_is_asked, withdrawal_wait_is_over, another_complaint_lives],
    signed_by=AGREED_BY_PROTECTION,
)
def release_complaint(case: CaseMachine, *, subject: UUID) -> ComplaintWithdrawn:
    """Release the complaint of one reporter, who wants this freely; the case continues with another reporter's."""
    refuse_unless(withdrawal_of_this_reporter_waits(case, subject), "withdrawal_of_this_reporter_waits")
    refuse_unless(case.view.over(ClockName.WITHDRAWAL_WAIT, subject), "withdrawal_wait_is_over")
    refuse_unless(subject in case.view.joining.spoken, "coercion_is_checked")
    return ComplaintWithdrawn(subject=subject)


@step(Verb.ADOPT_CASE, UNDECIDED, where=[case_is_undecided, case_is_not_adopted])
def adopt_case(case: CaseMachine) -> CaseAdopted:
    """Take the case over for the Society, with or without a withdrawal; the reporters stay protected, as its witnesses."""
    return CaseAdopted()


@step(Verb.LINK_CASES, ACKNOWLEDGED)
def link_cases(case: CaseMachine, *, other: UUID, clash: bool) -> CasesLinked:
    """Link the case to another; the caller says whether anybody's seats would conflict."""
    refuse_unless(link_is_new(case, other), "link_is_new")
    refuse_unless(nobody_would_hold_two_seats(clash), "nobody_would_hold_two_seats")
    return CasesLinked(other=other)


@step(Verb.SEVER_CASES, ACKNOWLEDGED, where=[a_case_is_linked])
def sever_cases(case: CaseMachine, *, other: UUID) -> CasesSevered:
    """End the link to another case."""
    refuse_unless(link_is_in_force(case, other), "link_is_in_force")
    return CasesSevered(other=other)


@step(
    Verb.ACCEPT_WITHDRAWAL,
    UNDECIDED,
    to=S.CLOSED,
    where=[
        case_is_undecided,
        withdrawal_is_asked,
        withdrawal_wait_is_over,
        coercion_is_checked,
        no_other_live_complaint,
        case_is_not_adopted,
    ],
    signed_by=AGREED_BY_PROTECTION,
)
def accept_withdrawal(case: CaseMachine) -> CaseWithdrawn:
    """Close the case because the only reporter wants this freely, and the Society does not take the case over."""
    case.closing_code = ClosingCode.WITHDRAWN
    return CaseWithdrawn(closing_code=ClosingCode.WITHDRAWN)


@step(
    Verb.ABATE_CASE,
    ACKNOWLEDGED,
    to=S.CLOSED,
    where=[respondent_is_known],
    signed_by=pair(Seat.REGISTRAR, Seat.REVIEWER),
)
def abate_case(case: CaseMachine, *, proof_written: bool) -> CaseAbated:
    """End the case because the member died; no finding follows, and what was final stands."""
    refuse_unless(death_is_proven(proof_written), "death_is_proven")
    case.closing_code = ClosingCode.ABATED_BY_DEATH
    return CaseAbated(closing_code=ClosingCode.ABATED_BY_DEATH)


@step(
    Verb.REOPEN_CASE,
    S.CLOSED,
    to=S.SCREENING,
    where=[content_still_exists, closed_before_charge, officers_are_new],
    signed_by=REVIEWERS,
)
def reopen_case(case: CaseMachine, *, endless: bool) -> CaseReopened:
    """Reopen a case that was closed before any charge; `endless`: its ground has no time limit."""
    refuse_unless(within_two_years_unless_fraud(case, endless), "within_two_years_unless_fraud")
    case.closing_code = ""
    return CaseReopened(endless=endless)


@step(
    Verb.REOPEN_TO_PANEL,
    S.CLOSED,
    to=S.PANEL_FORMING,
    where=[content_still_exists, closed_after_charge, officers_are_new],
    signed_by=REVIEWERS,
)
def reopen_to_panel(case: CaseMachine, *, endless: bool) -> CaseReopenedForHearing:
    """Send a case that was closed after a charge to a new panel; `endless`: its ground has no time limit."""
    refuse_unless(within_two_years_unless_fraud(case, endless), "within_two_years_unless_fraud")
    case.closing_code = ""
    return CaseReopenedForHearing(endless=endless)
