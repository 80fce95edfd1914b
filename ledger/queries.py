"""Reading the record: whole streams, or the log in order."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from accounts.raw_rows import RawRows
from ledger.models import Entry

_STREAM = RawRows("SELECT {e} FROM ledger_entry AS e WHERE e.stream = %s AND e.seq > %s ORDER BY e.seq", {"e": Entry})


def stream(name: str) -> list[Entry]:
    """All entries of one stream, first to last, in one query; empty when there is none."""
    return stream_after(name, 0)


def stream_after(name: str, seq: int) -> list[Entry]:
    """The entries of one stream behind number `seq` (0: from the first), in one query."""
    return [found for (found,) in _STREAM.ask([name, seq])]


def streams(names: Collection[str]) -> dict[str, list[Entry]]:
    """The entries of these streams, each first to last, by stream; streams without one are left out. One query."""
    found: dict[str, list[Entry]] = {}
    for entry in Entry.objects.filter(stream__in=names).order_by("stream", "seq"):
        found.setdefault(entry.stream, []).append(entry)
    return found


def entries(after: int = -1, limit: int = 1000) -> list[Entry]:
    """At most `limit` entries in log order, from the one behind index `after` (-1: from the first)."""
    return list(Entry.objects.filter(log_index__gt=after).order_by("log_index")[:limit])


def leaves(entry_ids: Collection[UUID]) -> dict[UUID, bytes]:
    """The leaf of each of these entries, by id; unknown ids are left out. One query, none for none."""
    if not entry_ids:
        return {}
    return {key: bytes(leaf) for key, leaf in Entry.objects.filter(id__in=entry_ids).values_list("id", "leaf")}


def entry(entry_id: UUID) -> Entry:
    """The entry with this id; raises Entry.DoesNotExist."""
    return Entry.objects.get(id=entry_id)


def latest_among(streams: Collection[str], kinds: Collection[str]) -> dict[str, tuple[str, datetime]]:
    """Return the type and the moment of the latest entry of some types in each of these streams, as `latest_of_each` does."""
    if not streams:
        return {}
    found = Entry.objects.filter(stream__in=streams, type__in=kinds).order_by("log_index")
    return {one.stream: (one.type, one.occurred) for one in found}


def latest_of_each(streams: Collection[str], kind: str) -> dict[str, datetime]:
    """When the latest entry of a type happened in each of these streams; streams without one are left out. One query.

    What is written later than it happened counts by the day on which it happened, as everywhere in a case.
    """
    if not streams:
        return {}
    return {
        one.stream: one.occurred for one in Entry.objects.filter(stream__in=streams, type=kind).order_by("log_index")
    }
