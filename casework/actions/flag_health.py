"""The respondent needs more time for their health."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def flag_health(*, case: str, by: Actor, note: str) -> Case:
    """Let the respondent’s clocks wait from now on; the note is read by their side and the adviser alone."""
    found = access.case_for(by, case, Verb.FLAG_HEALTH)
    fact = found.flag_health(written=bool(note))
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"note": note})
    return found
