"""Guards of dismissal, its review, and referral."""

from collections.abc import Iterable
from uuid import UUID

from casework.procedure.screening.guards import DISMISSING
from casework.record.state import CaseView
from casework.vocabulary import AllegationState, CaseState, ClockName, ClosingCode
from casework.workflow.guard import Asked, guard

LIVE = (AllegationState.DRAFTED, AllegationState.IN_SCOPE)


@guard("Every allegation, or the complaint itself when none is framed, needs a code and written reasons.")
def every_allegation_has_a_code_and_reasons(
    case: Asked, allegations: tuple[UUID, ...], codes: tuple[ClosingCode, ...]
) -> bool:
    """Whether each open allegation has one dismissal code, or the complaint has one if no allegation gives a code."""
    known = case.view.allegations
    live = {one.id for one in known.in_state(*LIVE)}
    if not set(codes) <= set(DISMISSING):
        return False
    if complaint_needs_a_code(case.view):
        return not allegations and len(codes) == 1
    return set(allegations) == live and len(allegations) == len(live) == len(codes)


def complaint_needs_a_code(view: CaseView) -> bool:
    """Whether no allegation is open, and none went out of scope with a code with which the case could close."""
    known = view.allegations
    return not known.in_state(*LIVE) and not any(one.scope_code for one in known.all)


@guard("The time to ask for a review is still running.", until=ClockName.REVIEW)
def review_time_is_over(case: Asked) -> bool:
    return case.view.over(ClockName.REVIEW)


@guard("It is not proven yet that the dismissal letter arrived.")
def dismissal_was_served(case: Asked) -> bool:
    """Whether the time for a review has begun. It begins with service."""
    run = case.view.clock(ClockName.REVIEW)
    return run is not None and run.counts_from is not None


@guard("The time to ask for a review has ended.", within=ClockName.REVIEW)
def review_is_in_time(case: Asked) -> bool:
    return case.view.open(ClockName.REVIEW)


@guard("This dismissal has already been reviewed.")
def dismissal_not_reviewed_before(case: Asked) -> bool:
    return not case.view.dismissal.reviewed


@guard("This case was stopped during the investigation, so it goes back there.")
def dismissed_at_screening(case: Asked) -> bool:
    return case.view.dismissal.stopped_in is CaseState.SCREENING


@guard("This case was dismissed at screening, so it goes back there.")
def stopped_in_investigation(case: Asked) -> bool:
    return case.view.dismissal.stopped_in is CaseState.INVESTIGATION


@guard("The reporter has not agreed, and no duty or immediate danger is recorded.")
def reporter_consents_or_duty(consented: bool, duty: bool) -> bool:
    return consented or duty


def first_of(codes: Iterable[ClosingCode | None]) -> ClosingCode:
    """Return the code with which the case will close; ValueError if there is none."""
    given = set(codes)
    return next(code for code in DISMISSING if code in given)
