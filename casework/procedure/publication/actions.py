"""Actions of publication: each checks the right, takes its step, and records it in one transaction."""

from datetime import date

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case, RegisterEntry
from casework.procedure.publication import steps
from casework.recording import opened, record
from casework.vocabulary import Kept, Verb


@transaction.atomic(durable=True)
def approve_publication_text(*, case: str, by: Actor, text: str) -> Case:
    """Approve the words, as adviser or data protection officer. The second approves the first one's words: `text` empty."""
    found = access.case_for(by, case, Verb.APPROVE_PUBLICATION_TEXT)
    first = found.view.publication.first
    words = opened(found, Kept.DECISION, [(first, "text")])[first, "text"] if first else text
    event = steps.approve_publication_text(found, drafted=bool(words), same=not first or text in ("", words))
    found.keep(event)
    access.reconcile(found)
    record(event, subject=found, sealed={"text": words})
    return found


@transaction.atomic(durable=True)
def publish_sanction(*, case: str, by: Actor, nobody_else: bool, expires_on: date | None) -> Case:
    """Show the sanction in the register until `expires_on`; None until readmission. A deed of a person, never of a clock."""
    found = access.case_for(by, case, Verb.PUBLISH_SANCTION)
    event = steps.publish_sanction(found, nobody_else=nobody_else, expires_on=expires_on)
    first = found.view.publication.first
    words = opened(found, Kept.DECISION, [(first, "text")] if first else [])
    RegisterEntry.show(found, text=next(iter(words.values())), expires_on=expires_on)
    found.keep(event)
    access.reconcile(found)
    record(event, subject=found)
    return found


@transaction.atomic(durable=True)
def correct_publication(*, case: str, by: Actor, text: str, reasons: str) -> Case:
    """Let `text` stand in the place of the words that are shown, where they are shown, with the day of the correction."""
    found = access.case_for(by, case, Verb.CORRECT_PUBLICATION)
    entry = RegisterEntry.objects.filter(case=found, live=True).first()
    event = steps.correct_publication(found, other=entry is not None and entry.text != text)
    assert entry is not None
    entry.correct(text, on=found.view.today)
    found.keep(event)
    access.reconcile(found)
    record(event, subject=found, sealed={"text": text, "reasons": reasons})
    return found
