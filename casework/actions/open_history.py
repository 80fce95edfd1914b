"""Open the respondent's earlier decided cases to the panel."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.history import earlier_cases
from casework.recording import record
from casework.vocabulary import Verb
from casework.workflow import deliberation as steps


@transaction.atomic(durable=True)
def open_history(*, case: str, by: Actor) -> Case:
    """Record that the panel reads the respondent's earlier decided cases, now that its findings cannot change."""
    found = access.case_for(by, case, Verb.OPEN_HISTORY)
    fact = steps.open_history(found, cases=tuple(earlier.case for earlier in earlier_cases(found)))
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found)
    return found
