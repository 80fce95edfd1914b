"""Syncs the tables with the signer: sends new entries, stores signed checkpoints. No request waits for it."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from django.conf import settings

from ledger import clock
from ledger.entries import b64
from ledger.models import Checkpoint, Entry, LogHead
from ledger.notes import Head, read_checkpoint
from ledger.signer.client import Signer, State
from ledger.tiles import Tiles
from ledger.tree import Tree, root_at

BATCH_ENTRIES, BATCH_BYTES = 500, 400_000


class RecordDiffers(RuntimeError):
    """The signer's copy and the tables differ: one of them was changed, or an old backup was restored."""


def seal_log(path: Path, secret_file: Path | None = None) -> Checkpoint | None:
    """Sync the signer at `path` and store its checkpoint; None while the log is empty. Raises the same as `feed`.

    A stored checkpoint is final, so one that does not match the tables is never stored, even if its signature is valid.
    """
    with Signer(path, secret_file) as signer:
        if feed(signer).size == 0:
            return None
        _, note = signer.sign()
    head, _ = read_checkpoint(note)
    if head != Head(settings.LOG_ORIGIN, head.size, _root_of_tables(head.size)):
        raise RecordDiffers(f"the signer signed {head.size} entries that are not those of the tables")
    made = Checkpoint(size=head.size, root=head.root, note=note, at=clock.now())
    Checkpoint.objects.bulk_create([made], ignore_conflicts=True)
    return Checkpoint.objects.get(size=head.size)


def feed(signer: Signer) -> State:
    """Send a signer every entry that it lacks, and return its new state.

    Its last entry is sent again, so that it detects a rewritten tail. Raises RecordDiffers, SignerRefused or SignerDown.
    """
    state = signer.state()
    if state.origin != settings.LOG_ORIGIN:
        raise RecordDiffers(f"the signer keeps the log {state.origin}, not {settings.LOG_ORIGIN}")
    for first, entries in _batches(max(state.size - 1, 0)):
        state = signer.extend(first, entries)
    size, root = _head_of(state.size)
    if size < state.size:
        raise RecordDiffers(f"the signer holds {state.size} entries, the tables {size}")
    if root is not None and root != state.root:
        raise RecordDiffers(f"the signer's tree of {state.size} entries is not the one of the tables")
    return state


def _root_of_tables(size: int) -> bytes:
    """The root of the first `size` entries; empty if there are fewer."""
    try:
        return Tiles(size).compute(partial(root_at, size))
    except LookupError:
        return b""


def _batches(first: int) -> Iterator[tuple[int, list[bytes]]]:
    while True:
        rows = Entry.objects.filter(log_index__gte=first).order_by("log_index").values_list("entry", flat=True)
        batch: list[bytes] = []
        room = BATCH_BYTES
        for row in rows[:BATCH_ENTRIES]:
            room -= len(row)
            if batch and room < 0:
                break
            batch.append(bytes(row))
        if not batch:
            return
        yield first, batch
        first += len(batch)


def _head_of(size: int) -> tuple[int, str | None]:
    """How long the log is, and its root in base64 if it is just `size` long: a writer may have gone on meanwhile."""
    head = LogHead.objects.first()
    if head is None:
        return 0, None
    return head.size, b64(Tree(head.size, bytes(head.peaks)).root) if head.size == size else None
