"""Take a notice of breach back."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def withdraw_breach_notice(*, case: str, by: Actor, reasons: str) -> Case:
    """Take the notice of breach back, with reasons; nothing follows from it, and the condition runs on."""
    found = access.case_for(by, case, Verb.WITHDRAW_BREACH_NOTICE)
    fact = found.withdraw_breach_notice()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"reasons": reasons})
    return found
