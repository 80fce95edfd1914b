"""Continues the fold of a record where this process left it, so that a case costs only its new entries."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock
from uuid import UUID

from casework.record.events import Recorded, read_event
from casework.record.state import CaseView
from casework.vocabulary import Seat
from ledger import queries as ledger
from ledger.models import Entry

LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)
MOST = 256
"""How many cases a process remembers; it forgets the least recently used one first."""


@dataclass(frozen=True)
class Folded:
    """The fold of a record up to entry `seq`. The leaf of that entry vouches for all entries before it (ledger: `prev`)."""

    start: CaseView
    seq: int
    leaf: bytes
    view: CaseView
    record: tuple[Recorded, ...]


_remembered: OrderedDict[str, Folded] = OrderedDict()
_lock = Lock()


def fold_stream(start: CaseView, stream: str, head: bytes = b"") -> tuple[CaseView, list[Recorded]]:
    """Fold a whole stream from `start`; return the view and the events. The view's `now` is that of `start`. One query.

    It takes none if a remembered fold ends with `head`, the leaf of the last entry. Otherwise a remembered fold is used only if
    the new entries continue from its leaf. A record that was restored, or rolled back with its transaction, is folded from its
    beginning.
    """
    cached = _of(stream, start)
    if cached is not None and head == cached.leaf:
        return cached.view.having(now=start.now), list(cached.record)
    entries = ledger.stream_after(stream, cached.seq - 1 if cached else 0)
    if cached is not None and (not entries or bytes(entries[0].leaf) != cached.leaf):
        cached, entries = None, ledger.stream(stream)
    new = [read_recorded(entry) for entry in (entries[1:] if cached else entries)]
    known = cached.view if cached else start
    for one in new:
        known = known.apply(one)
    record = (*cached.record, *new) if cached else tuple(new)
    if entries:
        _remember(stream, Folded(_timeless(start), entries[-1].seq, bytes(entries[-1].leaf), known, record))
    return known.having(now=start.now), list(record)


def read_recorded(entry: Entry) -> Recorded:
    """Return the event of an entry. NotAnEntry if its bytes are not those of an entry."""
    body = entry.body
    return Recorded(
        event=read_event(entry.type, entry.id, body["data"]),
        at=entry.occurred,
        actor=UUID(body["actor"]),
        role=Seat(body["role"]),
    )


def forget_folds() -> None:
    """Forget every fold, so that a check reads records from their first entry again."""
    with _lock:
        _remembered.clear()


def _of(stream: str, start: CaseView) -> Folded | None:
    with _lock:
        found = _remembered.get(stream)
        if found is None or found.start != _timeless(start):
            return None
        _remembered.move_to_end(stream)
        return found


def _remember(stream: str, folded: Folded) -> None:
    with _lock:
        _remembered[stream] = folded
        _remembered.move_to_end(stream)
        while len(_remembered) > MOST:
            _remembered.popitem(last=False)


def _timeless(start: CaseView) -> CaseView:
    """Return a start without its moment: the fold of past events does not depend on it."""
    return start.having(now=LONG_AGO)
