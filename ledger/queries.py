"""Reading the record: whole streams, or the log in order."""

from uuid import UUID

from ledger.models import Entry


def stream(name: str) -> list[Entry]:
    """All entries of one stream, first to last, in one query; empty when there is none."""
    return list(Entry.objects.filter(stream=name).order_by("seq"))


def entries(after: int = -1, limit: int = 1000) -> list[Entry]:
    """At most `limit` entries in log order, from the one behind index `after` (-1: from the first)."""
    return list(Entry.objects.filter(log_index__gt=after).order_by("log_index")[:limit])


def entry(entry_id: UUID) -> Entry:
    """The entry with this id; raises Entry.DoesNotExist."""
    return Entry.objects.get(id=entry_id)
