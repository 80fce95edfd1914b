"""From the mirror back into a database that was restored from a backup: what the backup lacks is put back, byte for byte.

Nothing is put back that does not go on from the tables, or that the log's own key has not signed.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import batched, islice
from pathlib import Path
from uuid import UUID

from django.db import transaction

from ledger import clock
from ledger.append import insert, lock_head
from ledger.commitments import leaf_hash
from ledger.entries import NotAnEntry, b64, read_entry, read_moment
from ledger.keyring import Keyring
from ledger.models import Checkpoint, Entry, StreamHead
from ledger.notes import read_checkpoint, signers
from ledger.restore_losses import are_losses_alone
from ledger.tiles import Tiles, store_completed
from ledger.tree import Tree, root_at

CHUNK = 500


class TailRefused(RuntimeError):
    """The mirror does not go on from the tables, or nobody vouches for it: nothing was written. The text says where."""


@dataclass(frozen=True)
class PutBack:
    """What was put back: the entries from index `first` on, and how many checkpoints."""

    first: int
    entries: int
    checkpoints: int


def require_mirror_of(size: int, root: str, mirror: Path) -> None:
    """Refuse, before anything is written, a mirror that is not of the history that a backup of `size` entries has.

    Raises TailRefused; OSError for a folder that cannot be read. A mirror that is shorter is judged by `restore_tail`.
    """
    tree = Tree()
    with (mirror / "log.jsonl").open("rb") as lines:
        for batch in batched(islice(whole_lines(lines), size), CHUNK):
            tree.add(map(leaf_hash, batch))
    if tree.size == size and b64(tree.root) != root:
        raise TailRefused(
            f"The first {size} entries of the mirror are not those of the backup: do not go on from either."
        )


@transaction.atomic
def restore_tail(mirror: Path, keyring: Keyring) -> PutBack:
    """Put back the entries and the checkpoints that the mirror holds and the tables lack.

    `mirror` is the signer's folder (`log.jsonl`, `signed.jsonl`), or a copy of it. The entries that the tables have must be
    the mirror's, but for losses that an earlier restore wrote; each checkpoint must be signed by a key of the keyring and agree
    with the tree. Raises TailRefused, OSError, and NotNow or WrongLog as `append` does. Sends no signal.
    """
    tree, _ = lock_head()
    held, size = tree.size, 0
    with (mirror / "log.jsonl").open("rb") as lines:
        for batch in batched(whole_lines(lines), CHUNK):
            known = batch[: max(held - size, 0)]
            if (same := count_same(known, size)) < len(known):
                raise TailRefused(
                    f"Entry {size + same} of the mirror is not the one of the tables: do not go on from either."
                )
            _put_back(batch[same:], tree)
            size += len(batch)
    if size < held and not are_losses_alone(size):
        raise TailRefused(f"The mirror holds {size} entries and the tables {held}: this is not the newer of the two.")
    notes = _put_back_notes(mirror / "signed.jsonl", keyring, size)
    return PutBack(held, max(size - held, 0), notes)


def whole_lines(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The lines that were written to their end: a mirror may have lost power in the middle of one that nobody signed."""
    return (line[:-1] for line in lines if line.endswith(b"\n"))


def count_same(lines: Sequence[bytes], first: int) -> int:
    """How many of these lines, up to the first that differs, are the entries that the tables hold from index `first` on."""
    rows = Entry.objects.filter(log_index__gte=first, log_index__lt=first + len(lines)).order_by("log_index")
    stored = [bytes(data) for data in rows.values_list("entry", flat=True)]
    differing = (at for at, line in enumerate(lines) if stored[at : at + 1] != [line])
    return next(differing, len(lines))


def _put_back(lines: Sequence[bytes], tree: Tree) -> None:
    if not lines:
        return
    entries = [_entry(line, tree.size + at) for at, line in enumerate(lines)]
    heads = dict(StreamHead.objects.filter(stream__in={each.stream for each in entries}).values_list("stream", "leaf"))
    for entry in entries:
        leaf = heads.get(entry.stream)
        if entry.body["prev"] != (None if leaf is None else b64(bytes(leaf))):
            raise TailRefused(f"Entry {entry.log_index} of the mirror does not go on from its stream.")
        heads[entry.stream] = entry.leaf
    leaves = [bytes(entry.leaf) for entry in entries]
    tree.add(leaves)
    insert(entries, peaks=tree.peaks)
    store_completed(leaves, size=tree.size)


def _entry(line: bytes, index: int) -> Entry:
    try:
        body = read_entry(line)
        place = {"log_index": index, "stream": body["stream"], "seq": body["seq"], "at": body["at"]}
        read_moment(body["at"])
        return Entry(id=UUID(body["id"]), type=body["type"], entry=line, leaf=leaf_hash(line), **place)
    except (NotAnEntry, ValueError, TypeError, KeyError, AttributeError) as fault:
        raise TailRefused(f"Line {index + 1} of the mirror is not an entry.") from fault


def _put_back_notes(path: Path, keyring: Keyring, size: int) -> int:
    """The checkpoints that were lost. Without a last one that holds, nobody vouches for what the mirror says."""
    known = set(Checkpoint.objects.values_list("size", flat=True))
    lost, last = [], 0
    with path.open("rb") as lines:
        for line in whole_lines(lines):
            made = _judge(line, keyring, size)
            last = made.size
            if made.size and made.size not in known:
                lost.append(made)
    if last == 0 < size:
        raise TailRefused("Nothing in the mirror was signed: nobody vouches for it.")
    Checkpoint.objects.bulk_create(lost)
    return len(lost)


def _judge(line: bytes, keyring: Keyring, size: int) -> Checkpoint:
    try:
        note = str(json.loads(line))
        head, signed = read_checkpoint(note)
        named = signers(signed, keyring.keys_at(head.size))
    except ValueError as fault:
        raise TailRefused(f"A checkpoint of the mirror cannot be trusted: {fault}.") from fault
    if head.origin != keyring.origin_at(head.size) or not named:
        raise TailRefused(f"The checkpoint of {head.size} entries is not signed by a key of this log.")
    if head.size > size or Tiles(head.size).compute(partial(root_at, head.size)) != head.root:
        raise TailRefused(f"The checkpoint of {head.size} entries is not of these entries.")
    last = Entry.objects.filter(log_index=head.size - 1).values_list("at", flat=True).first()
    return Checkpoint(size=head.size, root=head.root, note=note, at=read_moment(last) if last else clock.now())
