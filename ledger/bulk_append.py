"""Appends whole new streams at once when an installation is filled. Entries are encoded first, so the log lock is short."""

from collections.abc import Sequence

from django.db import connection

from ledger.append import NotNow, insert, lock_head
from ledger.models import Entry
from ledger.tiles import store_completed


class TooLate(RuntimeError):
    """The log moved on past the time of these entries; the text is the time of its last entry."""


def append_written(entries: Sequence[Entry]) -> int:
    """Insert these entries in the caller's transaction, which must lock nothing afterwards; return the first index.

    Each entry of a stream follows the one before it in `entries`, and cites only those. No signal is sent. Raises NotNow or
    WrongLog as `append` does, and TooLate; the caller's transaction must then roll back.
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
