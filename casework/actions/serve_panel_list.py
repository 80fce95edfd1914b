"""Send both sides the list of the panel."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def serve_panel_list(*, case: str, by: Actor) -> Case:
    """Let both sides know who is to sit; the days to challenge run from the list's arrival."""
    found = access.case_for(by, case, Verb.SERVE_PANEL_LIST)
    fact = found.serve_panel_list()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found)
    return found
