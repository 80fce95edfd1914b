"""Steps of a case: joining, withdrawing, ending and reopening."""

from uuid import UUID

from casework.events import (
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
from casework.guards.base import refuse_unless
from casework.guards.board import officers_are_new
from casework.guards.joining import (
    a_case_is_linked,
    another_complaint_lives,
    case_is_not_adopted,
    case_is_undecided,
    closed_after_charge,
    closed_before_charge,
    closed_by_merging,
    coercion_is_checked,
    content_still_exists,
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
from casework.guards.screening import respondent_is_known
from casework.vocabulary import CaseState as S
from casework.vocabulary import ClockName, ClosingCode
from casework.workflow.base import CaseMachine, step
from casework.workflow.remembering import Remembering

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


class Joining(CaseMachine, Remembering):
    """Joining two complaints, withdrawing one, death, and reopening."""

    class Meta:
        abstract = True

    @step(S.SCREENING, to=S.CLOSED)
    def merge_case(self, *, into: UUID, same: bool, charged: bool, clash: bool) -> CaseMerged:
        """Let the complaint go on in the case `into`, of which the caller says what it compared."""
        refuse_unless(same_respondent_and_facts(same), "same_respondent_and_facts")
        refuse_unless(other_case_is_not_charged(charged), "other_case_is_not_charged")
        refuse_unless(nobody_would_hold_two_seats(clash), "nobody_would_hold_two_seats")
        self.closing_code = ClosingCode.DUPLICATE
        return CaseMerged(closing_code=ClosingCode.DUPLICATE, into=into)

    @step(S.CLOSED, to=S.SCREENING, where=[closed_by_merging])
    def unmerge_case(self, *, charged: bool) -> MergeUndone:
        """Take the complaint out of the other case again, and screen it on its own."""
        refuse_unless(other_case_is_not_charged(charged), "other_case_is_not_charged")
        self.closing_code = ""
        return MergeUndone()

    @step(UNDECIDED, where=[case_is_undecided, case_is_not_adopted, withdrawal_is_not_asked])
    def ask_withdrawal(self) -> WithdrawalAsked:
        """Ask to withdraw one's complaint; nothing stops by asking, and it can be taken back while it waits."""
        return WithdrawalAsked(subject=self.acting.person)

    @step(UNDECIDED, where=[withdrawal_is_yours])
    def take_back_withdrawal(self) -> WithdrawalTakenBack:
        """Say that one does not want to withdraw any more."""
        return WithdrawalTakenBack(subject=self.acting.person)

    @step(UNDECIDED, where=[withdrawal_is_asked])
    def check_coercion(self, *, subject: UUID) -> CoercionChecked:
        """Record that a reporter who asked to withdraw was spoken with in safety about pressure."""
        refuse_unless(withdrawal_of_this_reporter_waits(self, subject), "withdrawal_of_this_reporter_waits")
        return CoercionChecked(subject=subject)

    @step(UNDECIDED, where=[case_is_undecided, withdrawal_is_asked, withdrawal_wait_is_over, another_complaint_lives])
    def release_complaint(self, *, subject: UUID) -> ComplaintWithdrawn:
        """Let one reporter's complaint go, when that reporter is free to; the case goes on with another's."""
        refuse_unless(withdrawal_of_this_reporter_waits(self, subject), "withdrawal_of_this_reporter_waits")
        refuse_unless(self.facts.over(ClockName.WITHDRAWAL_WAIT, subject), "withdrawal_wait_is_over")
        refuse_unless(subject in self.facts.joining.spoken, "coercion_is_checked")
        return ComplaintWithdrawn(subject=subject)

    @step(UNDECIDED, where=[case_is_undecided, case_is_not_adopted])
    def adopt_case(self) -> CaseAdopted:
        """Go on with the case as the Society's own, withdrawal or not; the reporters stay protected, as its witnesses."""
        return CaseAdopted()

    @step(ACKNOWLEDGED)
    def link_cases(self, *, other: UUID, clash: bool) -> CasesLinked:
        """Link the case to another, of which the caller says whether anybody's seats would clash."""
        refuse_unless(link_is_new(self, other), "link_is_new")
        refuse_unless(nobody_would_hold_two_seats(clash), "nobody_would_hold_two_seats")
        return CasesLinked(other=other)

    @step(ACKNOWLEDGED, where=[a_case_is_linked])
    def sever_cases(self, *, other: UUID) -> CasesSevered:
        """End the link to another case."""
        refuse_unless(link_is_in_force(self, other), "link_is_in_force")
        return CasesSevered(other=other)

    @step(
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
    )
    def accept_withdrawal(self) -> CaseWithdrawn:
        """Close the case because the only reporter wants it, is free to, and the Society does not go on itself."""
        self.closing_code = ClosingCode.WITHDRAWN
        return CaseWithdrawn(closing_code=ClosingCode.WITHDRAWN)

    @step(ACKNOWLEDGED, to=S.CLOSED, where=[respondent_is_known])
    def abate_case(self, *, proof_written: bool) -> CaseAbated:
        """End the case because the member died; no finding follows, and what was final stands."""
        refuse_unless(death_is_proven(proof_written), "death_is_proven")
        self.closing_code = ClosingCode.ABATED_BY_DEATH
        return CaseAbated(closing_code=ClosingCode.ABATED_BY_DEATH)

    @step(S.CLOSED, to=S.SCREENING, where=[content_still_exists, closed_before_charge, officers_are_new])
    def reopen_case(self, *, endless: bool) -> CaseReopened:
        """Take a case up again that was closed before any charge; `endless`: its ground has no time limit."""
        refuse_unless(within_two_years_unless_fraud(self, endless), "within_two_years_unless_fraud")
        self.closing_code = ""
        return CaseReopened(endless=endless)

    @step(S.CLOSED, to=S.PANEL_FORMING, where=[content_still_exists, closed_after_charge, officers_are_new])
    def reopen_to_panel(self, *, endless: bool) -> CaseReopenedForHearing:
        """Send a case closed after a charge to a new panel; `endless`: its ground has no time limit."""
        refuse_unless(within_two_years_unless_fraud(self, endless), "within_two_years_unless_fraud")
        self.closing_code = ""
        return CaseReopenedForHearing(endless=endless)
