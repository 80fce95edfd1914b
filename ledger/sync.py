"""From the tables to the signer and back: what is new goes out, what is signed comes in. Nobody waits for it."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from django.conf import settings

from ledger import clock
from ledger.entries import b64
from ledger.models import Checkpoint, Cosignature, Entry, LogHead
from ledger.notes import Head, read_checkpoint, read_note
from ledger.signer.client import Signer, State
from ledger.tiles import Tiles
from ledger.tree import Tree, root_at

BATCH_ENTRIES, BATCH_BYTES = 500, 400_000


class RecordDiffers(RuntimeError):
    """What the signer keeps is not what the tables say: somebody changed one of them, or an old backup was restored."""


def feed(path: Path, secret_file: Path | None = None) -> State:
    """Give the signer or witness at `path` every entry it lacks, and return what it holds then.

    The last entry it has is sent again, so that it sees a tail that was rewritten. Raises RecordDiffers, SignerRefused or
    SignerDown.
    """
    with Signer(path, secret_file) as signer:
        return _feed(signer)


def seal_log(path: Path, secret_file: Path | None = None) -> Checkpoint | None:
    """Bring the signer at `path` up to date and keep its checkpoint; None while the log is empty. Raises as `feed` does.

    A stored checkpoint is final, so one that does not match the tables is never stored, even if its signature is valid.
    """
    with Signer(path, secret_file) as signer:
        if _feed(signer).size == 0:
            return None
        _, note = signer.sign()
    head, _ = read_checkpoint(note)
    if head != Head(settings.LOG_ORIGIN, head.size, _root_of_tables(head.size)):
        raise RecordDiffers(f"the signer signed {head.size} entries that are not those of the tables")
    made = Checkpoint(size=head.size, root=head.root, note=note, at=clock.now())
    Checkpoint.objects.bulk_create([made], ignore_conflicts=True)
    return Checkpoint.objects.get(size=head.size)


def witness_log(path: Path) -> Cosignature | None:
    """Bring the witness at `path` up to date and keep its line under the checkpoint of that size, where there is one."""
    with Signer(path) as witness:
        _feed(witness)
        state, text = witness.sign()
    checkpoint = Checkpoint.objects.filter(size=state.size).first()
    note = read_note(text)
    if checkpoint is None or read_note(checkpoint.note).text != note.text:
        return None
    line = note.signatures[0]
    made = Cosignature(size=state.size, witness=line.name, line=str(line), at=clock.now())
    Cosignature.objects.bulk_create([made], ignore_conflicts=True)
    return Cosignature.objects.get(size=state.size, witness=line.name)


def _feed(signer: Signer) -> State:
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
    """The root of the first `size` entries; of nothing where there are not so many."""
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
