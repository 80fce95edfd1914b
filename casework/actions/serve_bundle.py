"""Serve the bundle for the hearing."""

from uuid import UUID

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def serve_bundle(*, case: str, by: Actor, evidence: list[UUID]) -> Case:
    """Send the respondent and the panel the copies named; one served later adds to those that are out."""
    found = access.case_for(by, case, Verb.SERVE_BUNDLE)
    fact = found.serve_bundle(evidence=tuple(evidence))
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found)
    return found
