"""Guards of consent: what may be offered, who has signed, who was heard."""

from casework.events import Terms
from casework.guards.base import Asked, guard
from casework.guards.sheet import terms_are_lawful
from casework.vocabulary import AllegationState, ClockName, Seat
from policy.rules import Severity
from policy.sanctions import Proven, inside_matrix, sanction_sheet

RESPONDENT_SIDE = frozenset({Seat.RESPONDENT, Seat.REPRESENTATIVE})


@guard("Consent is not possible for a matter recorded as this serious.")
def severity_allows_consent(case: Asked) -> bool:
    """Whether the gravest of what would be admitted is within the rulebook's limit."""
    would_be = admitted(case)
    return bool(would_be) and max(each.severity for each in would_be) <= case.facts.rules.limits["consent_severity"]


@guard("The proposed sanction lies outside the range for these allegations.")
def term_is_inside_the_matrix(case: Asked) -> bool:
    """Whether the term of the offer in hand lies inside the range for what would be admitted."""
    offer = case.facts.consent.open
    return offer is not None and lies_inside(case, offer.terms)


def lies_inside(case: Asked, terms: Terms) -> bool:
    """Whether terms are ones the ladder has, at a level inside the range for what would be admitted."""
    rules, would_be = case.facts.rules, admitted(case)
    if not would_be or not terms_are_lawful(terms, rules, case.facts.today):
        return False
    return inside_matrix(terms.level, sanction_sheet(would_be, aggravating=(), mitigating=(), rules=rules).range)


def admitted(case: Asked) -> tuple[Proven, ...]:
    """Return what an admission would cover: each allegation in hand, as grave as it, or else the case, was recorded."""
    facts = case.facts
    in_hand = facts.allegations.in_state(AllegationState.IN_SCOPE, AllegationState.CHARGED)
    grave = [(one.commitment, one.severity or facts.screening.severity) for one in in_hand]
    return tuple(Proven(commitment=number, severity=Severity(how)) for number, how in grave if how)


@guard("Two offers have been made already.")
def fewer_than_two_offers(case: Asked) -> bool:
    """Whether another offer may be made."""
    return case.facts.consent.made < case.facts.rules.limits["consent_offers"]


@guard("The respondent has not signed a full admission.")
def full_admission_is_signed(case: Asked) -> bool:
    """Whether the respondent's side has signed the offer in hand; that signature is the admission."""
    offer = case.facts.consent.open
    return offer is not None and bool(offer.signed & RESPONDENT_SIDE)


@guard("Both sides have to sign the same term.")
def both_sides_signed_the_term(case: Asked) -> bool:
    """Whether the respondent's side and the investigator, for the Society, have signed the offer in hand."""
    offer = case.facts.consent.open
    return offer is not None and bool(offer.signed & RESPONDENT_SIDE) and Seat.INVESTIGATOR in offer.signed


@guard("The reporter’s time to comment on the offer is still running.")
def reporter_was_heard(case: Asked) -> bool:
    """Whether the reporter spoke, or the time for it has passed."""
    return case.facts.consent.heard or case.facts.over(ClockName.CONSENT_VIEWS)


@guard("Write the reasons for the approval.")
def approval_reasons_are_written(written: bool) -> bool:
    """Whether the reasons were written."""
    return written


@guard("The time for this offer is still running.")
def consent_time_is_over(case: Asked) -> bool:
    """Whether the days of the offer have passed."""
    return case.facts.over(ClockName.CONSENT)
