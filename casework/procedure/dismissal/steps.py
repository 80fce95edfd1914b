"""Steps of a case: dismissal, its review, and referral elsewhere."""

from uuid import UUID

from casework.procedure.dismissal import guards
from casework.procedure.screening.against_the_sheet import check_codes_fit_the_sheet
from casework.procedure.screening.guards import no_other_end_waits, risk_is_triaged
from casework.record import events
from casework.vocabulary import CaseState as S
from casework.vocabulary import ClockName, ClosingCode, Verb
from casework.workflow.guard import check_guard
from casework.workflow.signatures import INVESTIGATOR_AND_DECIDER, SCREENERS, Signatures
from casework.workflow.step import CaseMachine, close_as, not_none, step


@step(
    Verb.DISMISS_CASE,
    S.SCREENING,
    to=S.DISMISSED,
    where=[risk_is_triaged, no_other_end_waits[Verb.DISMISS_CASE]],
    signed_by=SCREENERS,
)
def dismiss_case(
    case: CaseMachine, *, allegations: tuple[UUID, ...] = (), codes: tuple[ClosingCode, ...] = ()
) -> events.CaseDismissed:
    """Dismiss the complaint, with one code for each open allegation in order, or one code for the complaint."""
    code = _closing_code(case, allegations, codes)
    case.dismissed_from = S.SCREENING
    return events.CaseDismissed(code=code, allegations=allegations, codes=codes)


@step(
    Verb.STOP_INVESTIGATION,
    S.INVESTIGATION,
    to=S.DISMISSED,
    where=[no_other_end_waits[Verb.STOP_INVESTIGATION]],
    signed_by=INVESTIGATOR_AND_DECIDER,
)
def stop_investigation(
    case: CaseMachine, *, allegations: tuple[UUID, ...] = (), codes: tuple[ClosingCode, ...] = ()
) -> events.InvestigationStopped:
    """Stop the investigation before any notice, with a code for each open allegation."""
    code = _closing_code(case, allegations, codes)
    case.dismissed_from = S.INVESTIGATION
    return events.InvestigationStopped(code=code, allegations=allegations, codes=codes)


@step(
    Verb.REVIEW_LAPSES,
    S.DISMISSED,
    to=S.CLOSED,
    where=[guards.review_time_is_over, guards.dismissal_was_served],
    on_lapse=(ClockName.REVIEW,),
)
def review_lapses(case: CaseMachine) -> events.ReviewLapsed:
    """Close the case: nobody asked for a review in time."""
    return events.ReviewLapsed(closing_code=close_as(case, not_none(case.view.dismissal.code)))


@step(
    Verb.REQUEST_REVIEW,
    S.DISMISSED,
    to=S.DISMISSAL_REVIEW,
    where=[guards.review_is_in_time, guards.dismissal_not_reviewed_before],
    by_code=True,
)
def request_review(case: CaseMachine) -> events.ReviewRequested:
    """Ask for a review of the dismissal by another person."""
    return events.ReviewRequested()


@step(Verb.UPHOLD_DISMISSAL, S.DISMISSAL_REVIEW, to=S.CLOSED)
def uphold_dismissal(case: CaseMachine) -> events.DismissalUpheld:
    """Confirm the dismissal, and close the case."""
    return events.DismissalUpheld(closing_code=close_as(case, not_none(case.view.dismissal.code)))


@step(Verb.REINSTATE_CASE, S.DISMISSAL_REVIEW, to=S.SCREENING, where=[guards.dismissed_at_screening])
def reinstate_case(case: CaseMachine) -> events.CaseReinstated:
    """Send the complaint back to screening, to a new pair of screeners."""
    return events.CaseReinstated()


@step(Verb.RESUME_INVESTIGATION, S.DISMISSAL_REVIEW, to=S.INVESTIGATION, where=[guards.stopped_in_investigation])
def resume_investigation(case: CaseMachine) -> events.InvestigationResumed:
    """Send the case back to the investigation that was stopped."""
    return events.InvestigationResumed()


@step(
    Verb.REFER_CASE,
    [S.SCREENING, S.INVESTIGATION],
    to=S.CLOSED,
    where=[no_other_end_waits[Verb.REFER_CASE]],
    signed_by=Signatures(
        first=SCREENERS.first | INVESTIGATOR_AND_DECIDER.first,
        second=SCREENERS.second | INVESTIGATOR_AND_DECIDER.second,
    ),
)
def refer_case(case: CaseMachine, *, consented: bool, duty: bool) -> events.CaseReferred:
    """Refer the matter to a body that can deal with it better."""
    check_guard(guards.reporter_consents_or_duty, consented, duty)
    return events.CaseReferred(closing_code=close_as(case, ClosingCode.REFERRED), consented=consented)


def _closing_code(case: CaseMachine, allegations: tuple[UUID, ...], codes: tuple[ClosingCode, ...]) -> ClosingCode:
    check_guard(guards.every_allegation_has_a_code_and_reasons, case, allegations, codes)
    check_codes_fit_the_sheet(case, allegations, codes)
    return guards.first_of([*codes, *(one.scope_code for one in case.view.allegations.all)])
