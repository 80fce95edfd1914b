"""Steps of a case: dismissal, its review, and referral elsewhere."""

from uuid import UUID

from casework.events import (
    CaseDismissed,
    CaseReferred,
    CaseReinstated,
    DismissalUpheld,
    InvestigationResumed,
    InvestigationStopped,
    ReviewLapsed,
    ReviewRequested,
)
from casework.guards.base import refuse_unless
from casework.guards.dismissal import (
    dismissal_not_reviewed_before,
    dismissal_was_served,
    dismissed_at_screening,
    every_allegation_has_a_code_and_reasons,
    first_of,
    reporter_consents_or_duty,
    review_is_in_time,
    review_time_is_over,
    stopped_in_investigation,
)
from casework.guards.screening import risk_is_triaged
from casework.vocabulary import CaseState as S
from casework.vocabulary import ClosingCode
from casework.workflow.base import CaseMachine, step
from casework.workflow.remembering import Remembering


class Dismissing(CaseMachine, Remembering):
    """Ending a case before any notice, and looking at that again."""

    class Meta:
        abstract = True

    @step(S.SCREENING, to=S.DISMISSED, where=[risk_is_triaged])
    def dismiss_case(self, *, allegations: tuple[UUID, ...] = (), codes: tuple[ClosingCode, ...] = ()) -> CaseDismissed:
        """Dismiss the complaint: one code for each allegation still open, in their order, or one for the complaint."""
        code = self._code_of(allegations, codes)
        self.dismissed_from = S.SCREENING
        return CaseDismissed(code=code, allegations=allegations, codes=codes)

    @step(S.INVESTIGATION, to=S.DISMISSED)
    def stop_investigation(
        self, *, allegations: tuple[UUID, ...] = (), codes: tuple[ClosingCode, ...] = ()
    ) -> InvestigationStopped:
        """Stop the investigation before any notice, with a code for each allegation still open."""
        code = self._code_of(allegations, codes)
        self.dismissed_from = S.INVESTIGATION
        return InvestigationStopped(code=code, allegations=allegations, codes=codes)

    @step(S.DISMISSED, to=S.CLOSED, where=[review_time_is_over, dismissal_was_served])
    def review_lapses(self) -> ReviewLapsed:
        """Close the case: nobody asked for a review in time."""
        code = self._dismissed_with()
        self.closing_code = code
        return ReviewLapsed(closing_code=code)

    @step(S.DISMISSED, to=S.DISMISSAL_REVIEW, where=[review_is_in_time, dismissal_not_reviewed_before])
    def request_review(self) -> ReviewRequested:
        """Ask that another person look at the dismissal again."""
        return ReviewRequested()

    @step(S.DISMISSAL_REVIEW, to=S.CLOSED)
    def uphold_dismissal(self) -> DismissalUpheld:
        """Find the dismissal right, and close the case."""
        code = self._dismissed_with()
        self.closing_code = code
        return DismissalUpheld(closing_code=code)

    @step(S.DISMISSAL_REVIEW, to=S.SCREENING, where=[dismissed_at_screening])
    def reinstate_case(self) -> CaseReinstated:
        """Send the complaint back to screening, to a new pair of screeners."""
        return CaseReinstated()

    @step(S.DISMISSAL_REVIEW, to=S.INVESTIGATION, where=[stopped_in_investigation])
    def resume_investigation(self) -> InvestigationResumed:
        """Send the case back to the investigation that was stopped."""
        return InvestigationResumed()

    @step([S.SCREENING, S.INVESTIGATION], to=S.CLOSED)
    def refer_case(self, *, consented: bool, duty: bool) -> CaseReferred:
        """Refer the matter to a body that can deal with it better."""
        refuse_unless(reporter_consents_or_duty(consented, duty), "reporter_consents_or_duty")
        self.closing_code = ClosingCode.REFERRED
        return CaseReferred(closing_code=ClosingCode.REFERRED, consented=consented)

    def _code_of(self, allegations: tuple[UUID, ...], codes: tuple[ClosingCode, ...]) -> ClosingCode:
        complete = every_allegation_has_a_code_and_reasons(self, allegations, codes)
        refuse_unless(complete, "every_allegation_has_a_code_and_reasons")
        return first_of([*codes, *(one.scope_code for one in self.facts.allegations.all)])

    def _dismissed_with(self) -> ClosingCode:
        code = self.facts.dismissal.code
        assert code is not None
        return code
