"""Actions of holds: each checks the right, takes its step, and records it in one transaction."""

from django.db import transaction

from accounts.pseudonyms import forget
from casework import access
from casework.models import Case
from casework.procedure.holds import steps
from casework.procedure.keep_and_record import keep_and_record
from casework.queries.case.tasks import forget_tasks_in
from casework.queries.evidence.sealed_drafts import forget_drafts_in
from casework.queries.reports.reporter_numbers import forget_number_in
from casework.queries.threads.notes import forget_notes_in
from casework.queries.threads.waiting_messages import forget_waiting_in
from casework.vocabulary import Verb
from vault.destroying import destroy_keys, keys_of


@transaction.atomic(durable=True)
def erase_content(*, reference: str, by: access.Actor) -> Case:
    """Destroy, with a custodian, the keys of a file whose time is over, and forget who its parties were.

    The record still verifies: it holds commitments, and this entry says why nobody can open them. Erasure is complete when
    the epochs that wrapped the keys are retired (docs/how-to/keys.md).
    """
    case = access.case_for(by, reference, Verb.ERASE_CONTENT)
    event = steps.erase_content(case, keys=keys_of(case.id))
    destroy_keys(case.id)
    forget_drafts_in(case.id)
    forget_waiting_in(case.id)
    forget_notes_in(case.id)
    forget_tasks_in(case.id)
    forget_number_in(case.id)
    forget(str(case.id))
    case.respondent = None
    return keep_and_record(case, event)
