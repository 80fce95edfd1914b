"""The end of every action: the case keeps the events, the rights follow, and the record gets the entries."""

from collections.abc import Sequence

from casework import access
from casework.models import Case
from casework.record.events import Event
from casework.recording import Texts, record


def keep_and_record(
    case: Case, event: Event, sealed: Texts | None = None, also: Sequence[tuple[Event, Texts]] = ()
) -> Case:
    """Keep and record the event of a step, and the events in `also`, with their texts sealed.

    It takes the lock of the log, so an action calls it last.
    """
    case.keep(event, *(one for one, _ in also))
    access.reconcile(case)
    record(event, subject=case, sealed=sealed, also=also)
    return case
