"""Send an accepted offer back."""

from datetime import date

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def return_consent(*, case: str, by: Actor, defect: str, hearing_on: date | None = None) -> Case:
    """Send the case back to where the offer was made, as the board voted; `hearing_on` is the new day of a noticed hearing."""
    found = access.case_for(by, case, Verb.RETURN_CONSENT)
    fact = found.return_consent(defect_written=bool(defect), hearing_on=hearing_on)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"defect": defect})
    return found
