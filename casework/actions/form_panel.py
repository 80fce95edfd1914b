"""Let the panel stand, and call the hearing."""

from datetime import date

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def form_panel(*, case: str, by: Actor, hearing_on: date, arrangements: str) -> Case:
    """Call the hearing for a day, with `arrangements` (where, when, how to take part) as both sides read them."""
    found = access.case_for(by, case, Verb.FORM_PANEL)
    fact = found.form_panel(hearing_on=hearing_on)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"arrangements": arrangements})
    return found
