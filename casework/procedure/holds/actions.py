"""Actions of holds: each checks the right, takes its step, and records it in one transaction."""

from django.db import transaction

from accounts.pseudonyms import forget
from casework import access
from casework.access import Actor
from casework.models import Case
from casework.procedure.holds import steps
from casework.recording import record
from casework.vocabulary import Verb
from vault.destroying import destroy_keys, keys_of


@transaction.atomic(durable=True)
def erase_content(*, case: str, by: Actor) -> Case:
    """Destroy the keys of a file whose time is over, with a custodian, and keep no longer who its parties were.

    The record goes on to verify: it holds commitments, and this entry says why nobody opens them. Erasure is complete when
    the epochs that wrapped the keys are retired (docs/how-to/keys.md).
    """
    found = access.case_for(by, case, Verb.ERASE_CONTENT)
    event = steps.erase_content(found, keys=keys_of(found.id))
    destroy_keys(found.id)
    forget(str(found.id))
    found.respondent = None
    found.keep(event)
    access.reconcile(found)
    record(event, subject=found)
    return found
