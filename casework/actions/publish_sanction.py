"""Enter a sanction in the public register."""

from datetime import date

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case, RegisterEntry
from casework.recording import opened, record
from casework.vocabulary import Kept, Verb
from casework.workflow import publication as steps


@transaction.atomic(durable=True)
def publish_sanction(*, case: str, by: Actor, nobody_else: bool, expires_on: date | None) -> Case:
    """Show the sanction in the register until `expires_on`; None until readmission. A deed of a person, never of a clock."""
    found = access.case_for(by, case, Verb.PUBLISH_SANCTION)
    fact = steps.publish_sanction(found, nobody_else=nobody_else, expires_on=expires_on)
    first = found.facts.publication.first
    words = opened(found, Kept.DECISION, [(first, "text")] if first else [])
    RegisterEntry.show(found, text=next(iter(words.values())), expires_on=expires_on)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found)
    return found
