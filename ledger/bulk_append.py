"""Appends whole new streams at once when an installation is filled. Entries are encoded first, so the log lock is short."""

from collections.abc import Sequence

from django.db import connection

from ledger.append import NotNow, insert, lock_head
from ledger.models import Entry
from ledger.tiles import store_completed


class TooLate(RuntimeError):
    """The log has gone on past the moment at which these entries were written; the text is that of its last."""


def append_written(entries: Sequence[Entry]) -> int:
    """Write these entries, in the transaction of the caller, which must lock nothing after it; the index of the first.

    Each entry of a stream follows the one before it in `entries`, and cites none but those. Nobody is told of them. Raises
    NotNow or WrongLog as `append` does, and TooLate; then the caller's transaction must roll back.
    """
    if not connection.in_atomic_block:
        raise NotNow("append needs the transaction of the act it records")
    tree, last_at = lock_head()
    first = tree.size
    if min(entry.at for entry in entries) < last_at:
        raise TooLate(last_at)
    for index, entry in enumerate(entries, start=first):
        entry.log_index = index
    leaves = [bytes(entry.leaf) for entry in entries]
    tree.add(leaves)
    insert(entries, peaks=tree.peaks)
    store_completed(leaves, size=tree.size)
    return first
