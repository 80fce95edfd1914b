"""Dissolve a panel of which too few are left."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def dissolve_panel(*, case: str, by: Actor, reasons: str) -> Case:
    """End the panel; what it had saved is annulled unseen, and a new one has to be named."""
    found = access.case_for(by, case, Verb.DISSOLVE_PANEL)
    fact = found.dissolve_panel()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"reasons": reasons})
    return found
