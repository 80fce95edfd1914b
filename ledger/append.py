"""The only way into the log: one row lock, taken last, gives the entries their places without a gap."""

import secrets
from collections.abc import Mapping, Sequence
from functools import partial

from django.conf import settings
from django.db import connection, transaction

from accounts.prepared import prepared_cursor
from ledger import clock
from ledger.commitments import leaf_hash
from ledger.entries import NONCE_BYTES, Draft, NotAnEntry, check, entry_bytes, moment
from ledger.models import Entry
from ledger.signals import entry_recorded
from ledger.tiles import store_completed
from ledger.tree import Tree

__all__ = ["Draft", "NotAnEntry", "NotNow", "UnknownReference", "WrongLog", "append"]

# Each act waits for these: docs/adr/0014 measures them against querysets. The insert halves the time under the lock.
_LOCK_HEAD = """
SELECT origin, size, last_at, peaks, current_setting('transaction_isolation') FROM ledger_loghead WHERE id = 1 FOR UPDATE
"""
_MAKE_HEAD = """
INSERT INTO ledger_loghead (id, origin, size, last_at, peaks) VALUES (1, %s, 0, '', '') ON CONFLICT (id) DO NOTHING
"""
_STREAM_HEADS = "SELECT stream, seq, leaf FROM ledger_streamhead WHERE stream = ANY(%s)"
_KNOWN_LEAVES = "SELECT count(*) FROM ledger_entry WHERE leaf = ANY(%s)"
_INSERT = """
WITH fresh AS (
  INSERT INTO ledger_entry (log_index, id, stream, seq, type, at, entry, leaf)
  SELECT * FROM unnest(
    %s::bigint[], %s::uuid[], %s::text[], %s::bigint[], %s::text[], %s::text[], %s::bytea[], %s::bytea[]
  )
), streams AS (
  INSERT INTO ledger_streamhead (stream, seq, leaf)
  SELECT * FROM unnest(%s::text[], %s::bigint[], %s::bytea[])
  ON CONFLICT (stream) DO UPDATE SET seq = excluded.seq, leaf = excluded.leaf
)
UPDATE ledger_loghead SET size = %s, last_at = %s, peaks = %s WHERE id = 1
"""


type Head = tuple[int, bytes | None]
"""The number and the leaf of the last entry of a stream."""


class NotNow(RuntimeError):
    """The log cannot be written here: outside a transaction, or in one that is not READ COMMITTED."""


class WrongLog(RuntimeError):
    """This database holds another log than the one this deployment is named for."""


class UnknownReference(ValueError):
    """A reference names no earlier entry of this log."""


def append(*drafts: Draft, is_first: bool = False) -> list[Entry]:
    """Write these entries, in this order, in the transaction of the caller, which must lock nothing after it.

    The index has no gaps, because it is read and moved under the head's row lock, which is held until COMMIT; `at`
    never runs backwards. After COMMIT `entry_recorded` is sent once. `is_first`: the streams have no entries yet, so nothing
    looks for their last ones under the lock. Raises NotAnEntry, UnknownReference, NotNow or
    WrongLog, and then the caller's transaction must roll back.
    """
    for draft in drafts:
        check(draft)
    if not connection.in_atomic_block:
        raise NotNow("append needs the transaction of the act it records")
    _know_references([leaf for draft in drafts for _, leaf in draft.refs])
    tree, last_at = lock_head()
    heads = {} if is_first else _stream_heads(drafts)
    entries = _place(drafts, heads, size=tree.size, at=max(moment(clock.now()), last_at))
    if entries:
        leaves = [bytes(entry.leaf) for entry in entries]
        tree.add(leaves)
        insert(entries, peaks=tree.peaks)
        store_completed(leaves, size=tree.size)
        recorded = [(entry.id, entry.type, entry.stream) for entry in entries]
        transaction.on_commit(partial(entry_recorded.send, sender=Entry, entries=recorded), robust=True)
    return entries


def _know_references(leaves: Sequence[bytes]) -> None:
    if not leaves:
        return
    wanted = list(set(leaves))
    with prepared_cursor() as cursor:
        cursor.execute(_KNOWN_LEAVES, [wanted])
        if cursor.fetchone() != (len(wanted),):
            raise UnknownReference("a reference must be the leaf of an earlier entry")


def lock_head() -> tuple[Tree, str]:
    """Lock the log until COMMIT; how far its tree has grown, and when. NotNow or WrongLog, as `append`."""
    with prepared_cursor() as cursor:
        cursor.execute(_LOCK_HEAD)
        head = cursor.fetchone()
        if head is None:
            cursor.execute(_MAKE_HEAD, [settings.LOG_ORIGIN])
            cursor.execute(_LOCK_HEAD)
            head = cursor.fetchone()
    origin, size, last_at, peaks, isolation = head
    if isolation != "read committed":
        raise NotNow(f"append needs READ COMMITTED, not {isolation}: a snapshot would hide the last entry")
    if origin != settings.LOG_ORIGIN:
        raise WrongLog(f"this database holds the log {origin}, not {settings.LOG_ORIGIN}")
    return Tree(size, bytes(peaks)), last_at


def _stream_heads(drafts: Sequence[Draft]) -> dict[str, Head]:
    # A statement of its own, after the lock: a join would read the heads as they were before it.
    with prepared_cursor() as cursor:
        cursor.execute(_STREAM_HEADS, [list({draft.stream for draft in drafts})])
        return {stream: (int(seq), bytes(leaf)) for stream, seq, leaf in cursor.fetchall()}


def _place(drafts: Sequence[Draft], heads: Mapping[str, Head], *, size: int, at: str) -> list[Entry]:
    heads, entries = dict(heads), []
    for index, draft in enumerate(drafts, start=size):
        last, prev = heads.get(draft.stream, (0, None))
        seq, nonce = last + 1, secrets.token_bytes(NONCE_BYTES)
        data = entry_bytes(draft, log=settings.LOG_ORIGIN, seq=seq, prev=prev, at=at, nonce=nonce)
        leaf = leaf_hash(data)
        heads[draft.stream] = (seq, leaf)
        place = {"log_index": index, "stream": draft.stream, "seq": seq, "at": at}
        entries.append(Entry(id=draft.id, type=draft.type, entry=data, leaf=leaf, **place))
    return entries


def insert(entries: Sequence[Entry], *, peaks: bytes) -> None:
    """Write entries that have their places, and move the heads behind them; the log must be locked."""
    columns = ("log_index", "id", "stream", "seq", "type", "at", "entry", "leaf")
    heads = {entry.stream: entry for entry in entries}.values()
    with prepared_cursor() as cursor:
        cursor.execute(
            _INSERT,
            [
                *([getattr(entry, column) for entry in entries] for column in columns),
                *([getattr(head, column) for head in heads] for column in ("stream", "seq", "leaf")),
                entries[-1].log_index + 1,
                entries[-1].at,
                peaks,
            ],
        )
