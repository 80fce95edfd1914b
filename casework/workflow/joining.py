"""Steps of a case: joining, withdrawing, ending and reopening."""

from uuid import UUID

from casework.events import (
    CaseAbated,
    CaseMerged,
    CaseReopened,
    CaseReopenedForHearing,
    CaseWithdrawn,
    MergeUndone,
)
from casework.guards.base import refuse_unless
from casework.guards.board import officers_are_new
from casework.guards.joining import (
    closed_after_charge,
    closed_before_charge,
    closed_by_merging,
    coercion_is_checked,
    content_still_exists,
    death_is_proven,
    no_other_live_complaint,
    nobody_would_hold_two_seats,
    other_case_is_not_charged,
    same_respondent_and_facts,
    withdrawal_is_asked,
    withdrawal_wait_is_over,
    within_two_years_unless_fraud,
)
from casework.guards.screening import respondent_is_known
from casework.vocabulary import CaseState as S
from casework.vocabulary import ClosingCode
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

    @step(UNDECIDED, to=S.CLOSED, where=[withdrawal_is_asked, withdrawal_wait_is_over])
    def accept_withdrawal(self, *, coercion_checked: bool, only_complaint: bool) -> CaseWithdrawn:
        """Close the case because the only reporter wants it, is free to, and the Society does not go on itself."""
        refuse_unless(coercion_is_checked(coercion_checked), "coercion_is_checked")
        refuse_unless(no_other_live_complaint(only_complaint), "no_other_live_complaint")
        self.closing_code = ClosingCode.WITHDRAWN
        return CaseWithdrawn(closing_code=ClosingCode.WITHDRAWN)

    @step(ACKNOWLEDGED, to=S.CLOSED, where=[respondent_is_known])
    def abate_case(self, *, proven: bool) -> CaseAbated:
        """End the case because the member died; no finding follows, and what was final stands."""
        refuse_unless(death_is_proven(proven), "death_is_proven")
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
