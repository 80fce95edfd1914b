"""One side challenges a member of the panel."""

from uuid import UUID

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def challenge_member(*, case: str, by: Actor, member: UUID, new_facts: bool, particulars: str) -> Case:
    """Say why a member should not sit; after the time to challenge only on facts that are new."""
    found = access.case_for(by, case, Verb.CHALLENGE_MEMBER)
    fact = found.challenge_member(member=member, new_facts=new_facts, particulars=bool(particulars))
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"particulars": particulars})
    return found
