"""Approve a signed offer and take it to the board."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import opened, record
from casework.vocabulary import Kept, Verb
from casework.workflow import consent as steps


@transaction.atomic(durable=True)
def accept_consent(*, case: str, by: Actor, reasons: str) -> Case:
    """Approve the offer in hand: its admission stands for findings and its term for the recommendation, word for word."""
    found = access.case_for(by, case, Verb.ACCEPT_CONSENT)
    fact = steps.accept_consent(found, reasons_written=bool(reasons))
    offered = opened(found, Kept.RESPONDENT, [(fact.offer, "admission"), (fact.offer, "wording")])
    found.keep(fact)
    access.reconcile(found)
    agreed = {name: offered[fact.offer, name] for name in ("admission", "wording")}
    record(fact, subject=found, sealed={**agreed, "reasons": reasons})
    return found
