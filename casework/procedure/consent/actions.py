"""Actions of consent: each checks the right, takes its step, and records it in one transaction."""

from django.db import transaction

from casework import access
from casework.models import Case
from casework.procedure.consent import steps
from casework.procedure.keep_and_record import keep_and_record
from casework.queries.evidence.outgoing import check_outgoing
from casework.queries.rulebook.worded_conditions import as_one_text
from casework.record.events import TermsWithLower
from casework.recording import open_texts
from casework.vocabulary import CaseCompartment, Verb


@transaction.atomic(durable=True)
def propose_consent(
    *,
    reference: str,
    by: access.Actor,
    terms: TermsWithLower,
    admission: str,
    wording: str,
    conditions: list[dict[str, str]],
    reasons: str,
) -> Case:
    """Offer terms to the other side. `conditions` has the words and proof of each, in order. The reporter may comment.

    What an officer writes is checked for what the respondent may not read; what the respondent writes is not.
    """
    case = access.case_for(by, reference, Verb.PROPOSE_CONSENT)
    texts = {"Admission": admission, "Term": wording, "Conditions": as_one_text(conditions), "Reasons": reasons}
    check_outgoing(case, Verb.PROPOSE_CONSENT, texts)
    event = steps.propose_consent(case, terms=terms)
    term = {"sanction": wording, "conditions": conditions}
    return keep_and_record(case, event, {"admission": admission, "wording": term, "reasons": reasons})


@transaction.atomic(durable=True)
def accept_consent(*, reference: str, by: access.Actor, reasons: str) -> Case:
    """Approve the open offer: its admission replaces the findings and its term the recommendation, word for word."""
    case = access.case_for(by, reference, Verb.ACCEPT_CONSENT)
    check_outgoing(case, Verb.ACCEPT_CONSENT, {"Reasons": reasons})
    event = steps.accept_consent(case, reasons_written=bool(reasons))
    offered = open_texts(case, CaseCompartment.RESPONDENT, [(event.offer, "admission"), (event.offer, "wording")])
    agreed = {name: offered[event.offer, name] for name in ("admission", "wording")}
    return keep_and_record(case, event, {**agreed, "reasons": reasons})
