"""Steps of a case: an admission against an agreed term."""

from datetime import date, time
from uuid import UUID

from django_fsm import GET_STATE

from casework.procedure.board.guards import (
    ballot_carried_a_remittal,
    board_has_not_remitted,
    defect_is_written,
    route_is_consent,
)
from casework.procedure.consent import guards
from casework.procedure.panel.guards import hearing_has_an_hour, hearing_is_30_days_ahead, hearing_is_within_a_year
from casework.record import events
from casework.record.events.hearing_time import USUAL_HOUR, USUAL_MINUTES
from casework.vocabulary import CaseState as S
from casework.vocabulary import ClockName, Route, Verb
from casework.workflow.common_guards import lower_levels_have_terms
from casework.workflow.docket import task
from casework.workflow.guard import check_guard, refuse_unless
from casework.workflow.step import CaseMachine, not_none, step

OFFERED_IN = [S.CASE_TO_ANSWER, S.PANEL_FORMING, S.HEARING]
BACK = GET_STATE(lambda case, **given: S(case.consent_from), states=OFFERED_IN)
"""The state in which the offer was made."""


@step(
    Verb.PROPOSE_CONSENT,
    OFFERED_IN,
    to=S.CONSENT_PROPOSED,
    where=[
        guards.severity_allows_consent,
        guards.fewer_than_two_offers,
        guards.hearing_is_not_near_or_leave_was_given,
    ],
)
def propose_consent(case: CaseMachine, *, terms: events.TermsWithLower) -> events.ConsentProposed:
    """Offer a term inside the range for what would be admitted."""
    refuse_unless(guards.lies_inside(case, terms), "term_is_inside_the_matrix")
    check_guard(lower_levels_have_terms, case, terms)
    case.consent_from = case.state
    return events.ConsentProposed(**events.terms_of(terms, events.TermsWithLower))


@step(Verb.SIGN_CONSENT, S.CONSENT_PROPOSED, where=[guards.side_has_not_signed])
def sign_consent(case: CaseMachine, *, offer: UUID) -> events.ConsentSigned:
    """Sign the offer that was read; on the respondent's side this is the full admission."""
    check_guard(guards.term_is_unchanged, case, offer)
    return events.ConsentSigned(offer=offer)


@step(
    Verb.COMMENT_ON_CONSENT,
    S.CONSENT_PROPOSED,
    where=[guards.consent_views_are_open, guards.consent_is_not_commented_by_you],
)
def comment_on_consent(case: CaseMachine) -> events.ConsentCommented:
    """Comment on the offer as a reporter; the comment binds nobody."""
    return events.ConsentCommented(offer=not_none(case.view.consent.open_offer).id)


@step(
    Verb.ACCEPT_CONSENT,
    S.CONSENT_PROPOSED,
    to=S.BOARD_DECISION,
    where=[
        guards.approver_had_no_hand_in_it,
        guards.full_admission_is_signed,
        guards.both_sides_signed_the_term,
        guards.term_is_inside_the_matrix,
        guards.reporter_was_heard,
    ],
    docket=task(ClockName.CONSENT),
)
def accept_consent(case: CaseMachine, *, reasons_written: bool) -> events.ConsentAccepted:
    """Pass the signed offer to the board, which may not go above its term."""
    check_guard(guards.approval_reasons_are_written, reasons_written)
    case.route = Route.CONSENT
    offer = not_none(case.view.consent.open_offer)
    return events.ConsentAccepted(offer=offer.id, **events.terms_of(offer.terms, events.TermsWithLower))


@step(Verb.REJECT_CONSENT, S.CONSENT_PROPOSED, to=BACK)
def reject_consent(case: CaseMachine, *, reasons_written: bool) -> events.ConsentRejected:
    """Reject the offer, as either side or as approver; an approver gives reasons. The panel learns nothing of it."""
    check_guard(guards.rejection_reasons_are_written, case, reasons_written)
    return events.ConsentRejected(offer=not_none(case.view.consent.open_offer).id)


@step(
    Verb.CONSENT_LAPSES, S.CONSENT_PROPOSED, to=BACK, where=[guards.consent_time_is_over], on_lapse=(ClockName.CONSENT,)
)
def consent_lapses(case: CaseMachine) -> events.ConsentLapsed:
    """End an offer whose time is over."""
    return events.ConsentLapsed(offer=not_none(case.view.consent.open_offer).id)


@step(
    Verb.RETURN_CONSENT,
    S.BOARD_DECISION,
    to=BACK,
    where=[ballot_carried_a_remittal, board_has_not_remitted, route_is_consent],
    docket=task(ClockName.BOARD_VOTE),
)
def return_consent(
    case: CaseMachine,
    *,
    defect_written: bool,
    hearing_on: date | None = None,
    hearing_at: time = USUAL_HOUR,
    hearing_minutes: int = USUAL_MINUTES,
) -> events.ConsentReturned:
    """Send an accepted offer back as if nobody had made it. A hearing of which notice was given gets a new day."""
    check_guard(defect_is_written, defect_written)
    if case.consent_from != S.HEARING:
        return events.ConsentReturned()
    refuse_unless(hearing_on and hearing_is_30_days_ahead(case.view, hearing_on), "hearing_is_30_days_ahead")
    refuse_unless(hearing_on and hearing_is_within_a_year(case.view, hearing_on), "hearing_is_within_a_year")
    check_guard(hearing_has_an_hour, hearing_at, hearing_minutes)
    return events.ConsentReturned(hearing_on=hearing_on, hearing_at=hearing_at, hearing_minutes=hearing_minutes)
