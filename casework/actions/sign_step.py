"""Sign a step that someone else put forward, when others must still sign."""

from uuid import UUID

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb
from casework.workflow import proposal as steps


@transaction.atomic(durable=True)
def sign_step(*, case: str, by: Actor, step: Verb, signs: UUID) -> Case:
    """Add a signature to the waiting proposal `signs`. The last signature is not given here: it is the step itself."""
    found = access.case_for(by, case, step)
    fact = steps.sign_step(found, proposed=step, signs=signs)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found)
    return found
