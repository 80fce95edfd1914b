"""How every action ends: the case keeps what happened, rights follow it, the record has it."""

from collections.abc import Sequence

from casework import access
from casework.models import Case
from casework.record.events import Event
from casework.recording import Texts, record


def keep_and_record(
    case: Case, event: Event, sealed: Texts | None = None, also: Sequence[tuple[Event, Texts]] = ()
) -> Case:
    """Keep the event of a step and those that come with it, and seal their texts. Takes the log's lock, so it comes last."""
    case.keep(event, *(one for one, _ in also))
    access.reconcile(case)
    record(event, subject=case, sealed=sealed, also=also)
    return case
