"""Approve the words for the public register."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import opened, record
from casework.vocabulary import Kept, Verb
from casework.workflow import publication as steps


@transaction.atomic(durable=True)
def approve_publication_text(*, case: str, by: Actor, text: str) -> Case:
    """Approve the words, as adviser or data protection officer. The second approves the first one's words: `text` empty."""
    found = access.case_for(by, case, Verb.APPROVE_PUBLICATION_TEXT)
    first = found.facts.publication.first
    words = opened(found, Kept.DECISION, [(first, "text")])[first, "text"] if first else text
    fact = steps.approve_publication_text(found, drafted=bool(words), same=not first or text in ("", words))
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"text": words})
    return found
