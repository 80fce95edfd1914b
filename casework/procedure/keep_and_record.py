"""The end of every action: the case keeps the events, the rights follow, and the record gets the entries."""

from collections.abc import Iterable, Sequence

from accounts.sent_ahead import sent_ahead
from casework import access
from casework.access.linked_case import Conflicts
from casework.models import Case
from casework.procedure.name_check import check_acts
from casework.queries.evidence.bundle_freezing import acts_of_freezing
from casework.record.events import Event
from casework.record.rights.served import served_list
from casework.recording import Act, Rehearsed, Texts, get_signature, keys_for, record


def keep_and_record(case: Case, event: Event, sealed: Texts | None = None, also: Sequence[Act] = ()) -> Case:
    """Keep and record the event of a step, and the events in `also`, with their texts sealed.

    A stage of the bundle is recorded together with the event that reaches it, and so is what a body could open for its act.
    A case that grew out of this one is denied to everybody whom the event brings in. A signature that the step needs is
    asked for before anything is written. After it sealed names are looked for, so that nothing says that a text has none
    except the record. An action calls this last, since it takes the lock of the log. Raises Rehearsed for a step that is
    rehearsed, before it writes anything, and HeldByCheck for a text with a sealed name.
    """
    typed, listed = [(event, sealed or {}), *also], served_list(case.view, event)
    also = [*also, *([(listed, {})] if listed else []), *acts_of_freezing(case, event)]
    if case.is_rehearsed:
        case.fold(event, *(one for one, _ in also))
        raise Rehearsed(case, [(event, sealed or {}), *also])
    signature = get_signature([(event, sealed or {}), *also], case)
    check_acts(case, typed)
    case.fold(*(one for one, _ in signature[0]))
    beside = access.keep_new_people_away(case)
    holders, keys_read = access.seat_holders(case), keys_for(signature, case)
    with sent_ahead():  # The database writes the rows of the case while the texts are sealed.
        case.keep()
        access.reconcile(case, holders)
        record(event, subject=case, sealed=sealed, also=also, signature=signature, keys_read=keys_read)
        record_beside(beside)
    return case


def record_beside(beside: Iterable[tuple[Case, Conflicts]]) -> None:
    """Record the conflicts that a step brought to other cases, after its own events."""
    for other, ((first, basis), *more) in beside:
        record(first, subject=other, sealed=basis, also=more)
