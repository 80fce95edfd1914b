"""Steps of a case: dismissal, its review, and referral elsewhere."""

from uuid import UUID

from casework.procedure.dismissal.guards import (
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
from casework.procedure.screening.guards import risk_is_triaged
from casework.record.events import (
    CaseDismissed,
    CaseReferred,
    CaseReinstated,
    DismissalUpheld,
    InvestigationResumed,
    InvestigationStopped,
    ReviewLapsed,
    ReviewRequested,
)
from casework.vocabulary import CaseState as S
from casework.vocabulary import ClosingCode, Verb
from casework.workflow.guard import refuse_unless
from casework.workflow.signatures import INQUIRY, SCREENERS, Signatures
from casework.workflow.step import CaseMachine, step


@step(Verb.DISMISS_CASE, S.SCREENING, to=S.DISMISSED, where=[risk_is_triaged], signed_by=SCREENERS)
def dismiss_case(
    case: CaseMachine, *, allegations: tuple[UUID, ...] = (), codes: tuple[ClosingCode, ...] = ()
) -> CaseDismissed:
    """Dismiss the complaint: one code for each allegation still open, in their order, or one for the complaint."""
    code = _code_of(case, allegations, codes)
    case.dismissed_from = S.SCREENING
    return CaseDismissed(code=code, allegations=allegations, codes=codes)


@step(Verb.STOP_INVESTIGATION, S.INVESTIGATION, to=S.DISMISSED, signed_by=INQUIRY)
def stop_investigation(
    case: CaseMachine, *, allegations: tuple[UUID, ...] = (), codes: tuple[ClosingCode, ...] = ()
) -> InvestigationStopped:
    """Stop the investigation before any notice, with a code for each allegation still open."""
    code = _code_of(case, allegations, codes)
    case.dismissed_from = S.INVESTIGATION
    return InvestigationStopped(code=code, allegations=allegations, codes=codes)


@step(Verb.REVIEW_LAPSES, S.DISMISSED, to=S.CLOSED, where=[review_time_is_over, dismissal_was_served])
def review_lapses(case: CaseMachine) -> ReviewLapsed:
    """Close the case: nobody asked for a review in time."""
    code = _dismissed_with(case)
    case.closing_code = code
    return ReviewLapsed(closing_code=code)


@step(Verb.REQUEST_REVIEW, S.DISMISSED, to=S.DISMISSAL_REVIEW, where=[review_is_in_time, dismissal_not_reviewed_before])
def request_review(case: CaseMachine) -> ReviewRequested:
    """Ask for a review of the dismissal by another person."""
    return ReviewRequested()


@step(Verb.UPHOLD_DISMISSAL, S.DISMISSAL_REVIEW, to=S.CLOSED)
def uphold_dismissal(case: CaseMachine) -> DismissalUpheld:
    """Find the dismissal right, and close the case."""
    code = _dismissed_with(case)
    case.closing_code = code
    return DismissalUpheld(closing_code=code)


@step(Verb.REINSTATE_CASE, S.DISMISSAL_REVIEW, to=S.SCREENING, where=[dismissed_at_screening])
def reinstate_case(case: CaseMachine) -> CaseReinstated:
    """Send the complaint back to screening, to a new pair of screeners."""
    return CaseReinstated()


@step(Verb.RESUME_INVESTIGATION, S.DISMISSAL_REVIEW, to=S.INVESTIGATION, where=[stopped_in_investigation])
def resume_investigation(case: CaseMachine) -> InvestigationResumed:
    """Send the case back to the investigation that was stopped."""
    return InvestigationResumed()


@step(
    Verb.REFER_CASE,
    [S.SCREENING, S.INVESTIGATION],
    to=S.CLOSED,
    signed_by=Signatures(first=SCREENERS.first | INQUIRY.first, second=SCREENERS.second | INQUIRY.second),
)
def refer_case(case: CaseMachine, *, consented: bool, duty: bool) -> CaseReferred:
    """Refer the matter to a body that can deal with it better."""
    refuse_unless(reporter_consents_or_duty(consented, duty), "reporter_consents_or_duty")
    case.closing_code = ClosingCode.REFERRED
    return CaseReferred(closing_code=ClosingCode.REFERRED, consented=consented)


def _code_of(case: CaseMachine, allegations: tuple[UUID, ...], codes: tuple[ClosingCode, ...]) -> ClosingCode:
    complete = every_allegation_has_a_code_and_reasons(case, allegations, codes)
    refuse_unless(complete, "every_allegation_has_a_code_and_reasons")
    return first_of([*codes, *(one.scope_code for one in case.view.allegations.all)])


def _dismissed_with(case: CaseMachine) -> ClosingCode:
    code = case.view.dismissal.code
    assert code is not None
    return code
