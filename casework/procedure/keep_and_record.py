"""How every action ends: the case keeps what happened, rights follow it, the record has it."""

from collections.abc import Sequence

from casework import access
from casework.models import Case
from casework.record.events import Event
from casework.recording import Act, Texts, get_signature, record


def keep_and_record(case: Case, event: Event, sealed: Texts | None = None, also: Sequence[Act] = ()) -> Case:
    """Keep the event of a step and those that come with it, and seal their texts. Takes the log's lock, so it comes last.

    A signature that the step needs is asked for before anything is written.
    """
    signature = get_signature([(event, sealed or {}), *also], case)
    case.keep(event, *(one for one, _ in also))
    access.reconcile(case)
    record(event, subject=case, sealed=sealed, also=also, signature=signature)
    return case
