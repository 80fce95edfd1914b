"""Somebody speaks with a reporter who asked to withdraw."""

from uuid import UUID

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def check_coercion(*, case: str, by: Actor, subject: UUID, talk: str) -> Case:
    """Record that the reporter was spoken with in safety; without it no withdrawal is accepted."""
    found = access.case_for(by, case, Verb.CHECK_COERCION)
    fact = found.check_coercion(subject=subject)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"talk": talk})
    return found
