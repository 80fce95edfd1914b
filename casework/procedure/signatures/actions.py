"""Actions of second signatures: each checks the right, takes its step, and records it in one transaction."""

from uuid import UUID

from django.db import transaction

from casework import access
from casework.models import Case
from casework.procedure.keep_and_record import keep_and_record
from casework.procedure.signatures import steps
from casework.record.events import StepReturned
from casework.vocabulary import Verb
from casework.workflow.signatures import read_first
from ledger.canonical import JsonObject


@transaction.atomic(durable=True)
def propose_step(
    *,
    reference: str,
    by: access.Actor,
    step: Verb,
    subject: UUID | None,
    typed: JsonObject,
    replaces: UUID | None = None,
) -> Case:
    """Keep the input of a step, sealed, until a second person signs it. It is refused whenever the step would be.

    `replaces`: the waiting proposal that the author saw and now replaces; None if there was none.
    """
    case = access.case_for(by, reference, step)
    event = steps.propose_step(case, proposed=step, subject=subject, replaces=replaces)
    return keep_and_record(case, event, {"input": typed})


@transaction.atomic(durable=True)
def sign_step(*, reference: str, by: access.Actor, step: Verb, signs: UUID) -> Case:
    """Add a signature to the waiting proposal `signs`. The last signature is not added here: it is the step itself."""
    case = access.case_for(by, reference, step)
    event = steps.sign_step(case, proposed=step, signs=signs)
    return keep_and_record(case, event)


@transaction.atomic(durable=True)
def return_step(*, reference: str, by: access.Actor, step: Verb, signs: UUID, to_change: str) -> Case:
    """Send the waiting proposal `signs` back to its proposer, or take it back as its proposer; then no reason is kept."""
    case = access.case_for(by, reference, step)
    case.view = read_first(case.view, signs)
    event = steps.return_step(case, proposed=step, signs=signs, reason_written=bool(to_change))
    return keep_and_record(case, event, {"to_change": to_change} if isinstance(event, StepReturned) else None)
