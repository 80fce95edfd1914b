"""A case closed after a charge goes to a new panel."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def reopen_to_panel(*, case: str, by: Actor, ground: str, endless: bool) -> Case:
    """Take it up again; `endless`: the ground has no time limit."""
    found = access.case_for(by, case, Verb.REOPEN_TO_PANEL)
    fact = found.reopen_to_panel(endless=endless)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"ground": ground})
    return found
