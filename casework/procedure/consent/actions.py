"""Actions of consent: each checks the right, takes its step, and records it in one transaction."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.procedure.consent import steps
from casework.queries.outgoing import check_outgoing
from casework.record.events import Terms
from casework.recording import opened, record
from casework.vocabulary import Kept, Verb


@transaction.atomic(durable=True)
def propose_consent(
    *, case: str, by: Actor, terms: Terms, admission: str, wording: str, conditions: list[str], reasons: str
) -> Case:
    """Offer terms to the other side; `conditions` are worded in the terms' order. The reporter is asked for their views.

    What an officer writes is checked for what the respondent may not read; what the respondent writes is their own.
    """
    found = access.case_for(by, case, Verb.PROPOSE_CONSENT)
    texts = {"Admission": admission, "Term": wording, "Conditions": "\n".join(conditions), "Reasons": reasons}
    check_outgoing(found, Verb.PROPOSE_CONSENT, texts)
    event = steps.propose_consent(found, terms=terms)
    found.keep(event)
    access.reconcile(found)
    term = {"sanction": wording, "conditions": conditions}
    record(event, subject=found, sealed={"admission": admission, "wording": term, "reasons": reasons})
    return found


@transaction.atomic(durable=True)
def accept_consent(*, case: str, by: Actor, reasons: str) -> Case:
    """Approve the offer in hand: its admission stands for findings and its term for the recommendation, word for word."""
    found = access.case_for(by, case, Verb.ACCEPT_CONSENT)
    event = steps.accept_consent(found, reasons_written=bool(reasons))
    offered = opened(found, Kept.RESPONDENT, [(event.offer, "admission"), (event.offer, "wording")])
    found.keep(event)
    access.reconcile(found)
    agreed = {name: offered[event.offer, name] for name in ("admission", "wording")}
    record(event, subject=found, sealed={**agreed, "reasons": reasons})
    return found
