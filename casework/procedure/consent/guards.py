"""Guards of consent: what may be offered, who has signed, who was heard."""

from uuid import UUID

from casework.record.events import Terms
from casework.record.state import CaseView
from casework.record.state.terms import terms_are_lawful
from casework.vocabulary import AllegationState, CaseState, ClockName, RequestKind, Seat
from casework.workflow.guard import Asked, answer_guard, guard
from policy.rules import Severity
from policy.sanctions import Proven, Range, sanction_sheet

RESPONDENT_SIDE = frozenset({Seat.RESPONDENT, Seat.REPRESENTATIVE})


@guard("Consent is not possible for a matter recorded as this serious.")
def severity_allows_consent(case: Asked) -> bool:
    would_be = admitted_allegations(case.view)
    return bool(would_be) and max(each.severity for each in would_be) <= case.view.rules.limits["consent_severity"]


@guard("The proposed sanction lies outside the range for these allegations.")
def term_is_inside_the_matrix(case: Asked) -> bool:
    offer = case.view.consent.open_offer
    return offer is not None and lies_inside(case, offer.terms)


def lies_inside(case: Asked, terms: Terms) -> bool:
    """Whether the ladder has these terms, and their level is inside the range for what would be admitted."""
    scale = range_of_an_admission(case.view)
    lawful = terms_are_lawful(terms, case.view.rules, case.view.today)
    return scale is not None and lawful and terms.level in scale


def range_of_an_admission(view: CaseView) -> Range | None:
    """Return the lowest and the highest level of a term; None if there is no allegation that could be admitted."""
    would_be = admitted_allegations(view)
    return sanction_sheet(would_be, aggravating=(), mitigating=(), rules=view.rules).range if would_be else None


def admitted_allegations(view: CaseView) -> tuple[Proven, ...]:
    """Return what an admission would cover: each current allegation whose severity, or else the case's, was recorded."""
    in_hand = view.allegations.in_state(AllegationState.IN_SCOPE, AllegationState.CHARGED)
    grave = [(one.commitment, one.severity or view.screening.severity) for one in in_hand]
    return tuple(Proven(commitment=number, severity=Severity(how)) for number, how in grave if how)


@guard("The hearing is too near. The member first asks the chair for leave to offer consent: “Ask for something”.")
def hearing_is_not_near_or_leave_was_given(case: Asked) -> bool:
    """Whether no hearing is near, or its chair gave leave; a leave given before an earlier day of it does not count."""
    hearing, view = case.view.hearing, case.view
    if view.state is not CaseState.HEARING or not hearing.is_near(view.today, view.rules):
        return True
    given = (one for one in view.requests.all if one.kind is RequestKind.LATE_OFFER and one.granted)
    return any(hearing.is_near(one.on, view.rules) for one in given)


@guard("Two offers have been made already.")
def fewer_than_two_offers(case: Asked) -> bool:
    return case.view.consent.offers_made < case.view.rules.limits["consent_offers"]


@guard("The respondent has not signed a full admission.")
def full_admission_is_signed(case: Asked) -> bool:
    """Whether the respondent's side has signed the open offer; that signature is the admission."""
    offer = case.view.consent.open_offer
    return offer is not None and bool(offer.signed & RESPONDENT_SIDE)


@guard("Both sides have to sign the same term.")
def both_sides_signed_the_term(case: Asked) -> bool:
    offer = case.view.consent.open_offer
    return offer is not None and bool(offer.signed & RESPONDENT_SIDE) and Seat.INVESTIGATOR in offer.signed


@guard("The reporter’s time to comment on the offer is still running.", until=ClockName.CONSENT_VIEWS)
def reporter_was_heard(case: Asked) -> bool:
    offer, reporters = case.view.consent.open_offer, case.view.people.holding(Seat.COMPLAINANT)
    spoke = offer is not None and reporters <= offer.heard
    return spoke or case.view.over(ClockName.CONSENT_VIEWS)


@guard("Your time to comment on the offer has ended.", within=ClockName.CONSENT_VIEWS)
def consent_views_are_open(case: Asked) -> bool:
    return not case.view.over(ClockName.CONSENT_VIEWS)


@guard("Your comment on this offer is in. The person who decides on the offer reads it.")
def consent_is_not_commented_by_you(case: Asked) -> bool:
    offer = case.view.consent.open_offer
    return offer is not None and case.acting.person not in offer.heard


@guard("Your side has signed this offer. The other side, and then the approver, are next.")
def side_has_not_signed(case: Asked) -> bool:
    offer = case.view.consent.open_offer
    side = RESPONDENT_SIDE if case.acting.as_(*RESPONDENT_SIDE) else case.acting.seats
    return offer is not None and not offer.signed & side


@guard("The offer you read is not the one that is open now. Read that one before you sign.")
def term_is_unchanged(case: Asked, offer: UUID) -> bool:
    in_hand = case.view.consent.open_offer
    return in_hand is not None and in_hand.id == offer


@guard("A person who made or signed the offer cannot approve it. Another approver has to.")
def approver_had_no_hand_in_it(case: Asked) -> bool:
    offer = case.view.consent.open_offer
    return offer is not None and case.acting.person not in offer.signatories


@guard("Write why the offer is not approved.")
def rejection_reasons_are_written(case: Asked, written: bool) -> bool:
    return written or not case.acting.as_(Seat.CONSENT_APPROVER)


approval_reasons_are_written = answer_guard("approval_reasons_are_written", "Write the reasons for the approval.")


@guard("The time for this offer is still running.", until=ClockName.CONSENT)
def consent_time_is_over(case: Asked) -> bool:
    return case.view.over(ClockName.CONSENT)
