"""The investigation begins; from here on the record ties the case to the oath."""

from base64 import b64encode

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.oaths import leaves_of_allegations
from casework.recording import record
from casework.vocabulary import Verb
from casework.workflow import screening as steps


@transaction.atomic(durable=True)
def open_investigation(*, case: str, by: Actor) -> Case:
    """Open the investigation, committing to the oath signatures in force during the conduct of each allegation in scope."""
    found = access.case_for(by, case, Verb.OPEN_INVESTIGATION)
    fact = steps.open_investigation(found)
    leaves = leaves_of_allegations(found)
    oaths = {str(key): [b64encode(leaf).decode() for leaf in each] for key, each in leaves.items()}
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"oaths": oaths})
    return found
