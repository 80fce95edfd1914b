"""Steps of a case: early resolution."""

from django_fsm import GET_STATE

from casework.procedure.early_resolution import guards
from casework.procedure.screening.guards import identity_is_decided, no_end_of_the_case_waits, respondent_is_known
from casework.record import events
from casework.vocabulary import CaseState as S
from casework.vocabulary import ClockName, ClosingCode, Verb
from casework.workflow.guard import check_guard
from casework.workflow.step import CaseMachine, close_as, not_none, step

BACK = GET_STATE(lambda case, **given: S(case.talks_from), states=[S.SCREENING, S.INVESTIGATION])
"""The state in which the talks were offered."""


@step(
    Verb.OFFER_EARLY_RESOLUTION,
    [S.SCREENING, S.INVESTIGATION],
    to=S.EARLY_RESOLUTION,
    where=[
        respondent_is_known,
        guards.severity_is_low,
        guards.matter_suits_talks,
        identity_is_decided,
        guards.no_talks_before,
        no_end_of_the_case_waits,
    ],
)
def offer_early_resolution(case: CaseMachine, *, agreed: bool, earlier_finding: bool) -> events.EarlyResolutionOffered:
    """Offer both sides early resolution. The offer informs the respondent, so every reporter has to agree first."""
    check_guard(guards.talks_are_open_here, earlier_finding)
    check_guard(guards.every_reporter_agrees_to_talks, agreed)
    case.talks_from = case.state
    return events.EarlyResolutionOffered()


@step(Verb.PROPOSE_TERMS, S.EARLY_RESOLUTION)
def propose_terms(case: CaseMachine) -> events.TermsProposed:
    """Put written terms to both sides; they replace earlier terms."""
    return events.TermsProposed()


@step(Verb.ACCEPT_TERMS, S.EARLY_RESOLUTION, where=[guards.terms_are_written, guards.terms_are_not_accepted_by_you])
def accept_terms(case: CaseMachine) -> events.TermsAccepted:
    """Accept the current terms, for oneself."""
    return events.TermsAccepted(terms=not_none(case.view.talks.terms))


@step(
    Verb.SETTLE_CASE,
    S.EARLY_RESOLUTION,
    to=S.CLOSED,
    where=[guards.terms_are_written, guards.every_side_accepted_the_terms],
)
def settle_case(case: CaseMachine) -> events.CaseSettled:
    """Close the case on written terms that every side accepted."""
    terms = not_none(case.view.talks.terms)
    return events.CaseSettled(closing_code=close_as(case, ClosingCode.RESOLVED_EARLY), terms=terms)


@step(Verb.TALKS_FAIL, S.EARLY_RESOLUTION, to=BACK)
def talks_fail(case: CaseMachine) -> events.TalksFailed:
    """End the talks; the case continues where it was."""
    return events.TalksFailed()


@step(
    Verb.TALKS_LAPSE,
    S.EARLY_RESOLUTION,
    to=BACK,
    where=[guards.talks_time_is_over],
    on_lapse=(ClockName.EARLY_RESOLUTION,),
)
def talks_lapse(case: CaseMachine) -> events.TalksLapsed:
    """End talks whose time is over; the case continues where it was."""
    return events.TalksLapsed()
