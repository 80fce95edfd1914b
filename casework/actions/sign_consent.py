"""A side signs the offer."""

from uuid import UUID

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def sign_consent(*, case: str, by: Actor, offer: UUID) -> Case:
    """Sign the offer that was read, named by its entry. For the respondent this is the full admission."""
    found = access.case_for(by, case, Verb.SIGN_CONSENT)
    fact = found.sign_consent(offer=offer)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found)
    return found
