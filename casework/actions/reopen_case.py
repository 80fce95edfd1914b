"""A case closed before any charge is taken up again."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.rota import new_screeners
from casework.recording import record
from casework.vocabulary import Verb
from casework.workflow import joining as steps


@transaction.atomic(durable=True)
def reopen_case(*, case: str, by: Actor, ground: str, endless: bool) -> Case:
    """Screen it again with the next two screeners; `endless`: the ground has no time limit."""
    found = access.case_for(by, case, Verb.REOPEN_CASE)
    fact = steps.reopen_case(found, endless=endless)
    found.keep(fact)
    seated = new_screeners(found.facts, found.acting.person)
    found.keep(*seated)
    access.reconcile(found)
    record(fact, subject=found, sealed={"ground": ground}, also=[(one, {"reason": None}) for one in seated])
    return found
