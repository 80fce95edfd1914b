"""When the content of a case was destroyed, and when the last copy of its keys stopped opening: read from the record alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from ledger.models import Entry
from vault.kek_rotation import BEGUN, RETIRED
from vault.keys import current_epoch

DESTROYED = "case.key_destroyed"


@dataclass(frozen=True)
class Erasure:
    """A case's stream, when its keys were deleted, and when the last epoch they were wrapped under ended; None: not yet."""

    stream: str
    deleted: datetime
    complete: datetime | None


def erasures() -> Iterator[Erasure]:
    """Yield every erasure in the order of the record.

    It is complete when each epoch that had begun by then is retired: a backup may hold the key wrapped under any of them.
    """
    kept = list(Entry.objects.filter(type__in=(DESTROYED, BEGUN, RETIRED)).order_by("log_index"))
    begun = [entry for entry in kept if entry.type == BEGUN]
    ended = {str(entry.body["data"]["epoch"]): entry.occurred for entry in kept if entry.type == RETIRED}
    first = str(begun[0].body["data"]["instead_of"]) if begun else current_epoch()
    for entry in kept:
        if entry.type == DESTROYED:
            before = [str(one.body["data"]["epoch"]) for one in begun if one.log_index < entry.log_index]
            dates = [ended.get(epoch) for epoch in (first, *before)]
            last = max((date for date in dates if date is not None), default=None)
            over = None if None in dates or last is None else max(last, entry.occurred)
            yield Erasure(entry.stream, entry.occurred, over)
