"""The respondent asks for more time to answer."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def ask_extension(*, case: str, by: Actor, days: int, reasons: str) -> Case:
    """Ask for `days` more, with reasons, before the time has ended."""
    found = access.case_for(by, case, Verb.ASK_EXTENSION)
    fact = found.ask_extension(days=days)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"reasons": reasons})
    return found
