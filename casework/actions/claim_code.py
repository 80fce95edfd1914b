"""The reporter takes a code of their own; the one that staff made ends."""

from django.db import transaction

from accounts.codes import code_digest
from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb
from casework.workflow import filing as steps


@transaction.atomic(durable=True)
def claim_code(*, case: str, by: Actor, lookup_id: bytes) -> Case:
    """Let the code with this look-up id open the reporter's channel from now on, and no other."""
    found = access.case_for(by, case, Verb.CLAIM_CODE)
    fact = steps.claim_code(found)
    by.user.code_digest = code_digest(lookup_id)
    by.user.save(update_fields=["code_digest"])
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found)
    return found
