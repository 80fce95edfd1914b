"""Put right what stands in the public register."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case, RegisterEntry
from casework.recording import record
from casework.vocabulary import Verb
from casework.workflow import publication as steps


@transaction.atomic(durable=True)
def correct_publication(*, case: str, by: Actor, text: str, reasons: str) -> Case:
    """Let `text` stand in the place of the words that are shown, where they are shown, with the day of the correction."""
    found = access.case_for(by, case, Verb.CORRECT_PUBLICATION)
    entry = RegisterEntry.objects.filter(case=found, live=True).first()
    fact = steps.correct_publication(found, other=entry is not None and entry.text != text)
    assert entry is not None
    entry.correct(text, on=found.facts.today)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"text": text, "reasons": reasons})
    return found
