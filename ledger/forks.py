"""The way out of a fork: the log goes on under a new origin and a new key, and says itself where two histories parted.

The tables are kept. What the signer holds otherwise is left, with its key, and stays where it was set aside.
"""

from dataclasses import dataclass, replace
from itertools import batched
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction

from ledger.append import Draft, append
from ledger.clock import now
from ledger.commitments import leaf_hash
from ledger.entries import b64
from ledger.keyring import Former, Keyring, LogKey
from ledger.models import Checkpoint, LogHead
from ledger.notes import Head, NotANote, VerifierKey
from ledger.restoring import count_same, whole_lines
from ledger.tree import EMPTY_ROOT, Tree

RESOLVED, ROLE = "log.fork_resolved", "administrator"
CHUNK = 500


class ForkRefused(RuntimeError):
    """There is no fork to get out of, or not in this way; nothing was changed. The text says why."""


@dataclass(frozen=True)
class Fork:
    """Two histories under one origin: the last checkpoint of both, the head of the tables, and that of the signer's copy."""

    agreed: Head
    kept: Head
    left: Head


def fork_from(mirror: Path, ring: Keyring) -> Fork:
    """Where the tables and the signer's copy (its folder, or one that was set aside) parted; ForkRefused, or OSError."""
    head = LogHead.objects.get()
    if head.origin != ring.origin:
        raise ForkRefused(f"The keyring is of the log {ring.origin}, and the tables hold {head.origin}.")
    same, copy = _compare(mirror)
    if same == min(head.size, copy.size):
        raise ForkRefused("The signer's copy and the tables are one history: there is no fork.")
    last = Checkpoint.objects.order_by("-size").first()
    if last is not None and last.size > same:
        raise ForkRefused(
            f"Entry {same} of the tables is not the one that was signed, and the tables hold the signature themselves: "
            "they were rewritten. Restore a backup instead."
        )
    size, root = (last.size, bytes(last.root)) if last else (0, EMPTY_ROOT)
    kept = Tree(head.size, bytes(head.peaks))
    return Fork(
        agreed=Head(head.origin, size, root),
        kept=Head(head.origin, kept.size, kept.root),
        left=Head(head.origin, copy.size, copy.root),
    )


@transaction.atomic
def resolve_fork(*, mirror: Path, ring: Keyring, text: str, person: UUID, second: UUID) -> Keyring:
    """Have the log go on under the origin LOG_ORIGIN and the key printed as `text`; the keyring that says so.

    Its first entry, `log.fork_resolved`, commits to the last checkpoint of both histories and to both heads, in the names
    of two people. Raises ForkRefused, or OSError.
    """
    LogHead.objects.select_for_update().get()
    fork, key = fork_from(mirror, ring), _read(text, ring)
    LogHead.objects.update(origin=settings.LOG_ORIGIN)
    heads = {"agreed": fork.agreed, "kept": fork.kept, "left": fork.left}
    data = {
        **{name: head.size for name, head in heads.items()},
        **{f"{name}_root": b64(head.root) for name, head in heads.items()},
        "old": ring.origin,
        "key": str(key),
        "second": str(second),
    }
    append(Draft(id=uuid4(), type=RESOLVED, stream="system", actor=person, role=ROLE, occurred=now(), data=data))
    return _next_keyring(ring, fork, key)


def _compare(mirror: Path) -> tuple[int, Tree]:
    """How many entries at the beginning are the same in the tables and in this copy, and the copy's whole tree."""
    same, tree = 0, Tree()
    with (mirror / "log.jsonl").open("rb") as lines:
        for batch in batched(whole_lines(lines), CHUNK):
            if same == tree.size:
                same += count_same(batch, tree.size)
            tree.add(map(leaf_hash, batch))
    return same, tree


def _read(text: str, ring: Keyring) -> VerifierKey:
    new, borne = settings.LOG_ORIGIN, {ring.origin, *(each.origin for each in ring.former)}
    if new in borne:
        raise ForkRefused(f"The log was called {new} before the fork: set LOG_ORIGIN to a name that it never bore.")
    try:
        key = VerifierKey.read_of_log(text, new)
    except NotANote as fault:
        raise ForkRefused(str(fault)) from fault
    if key.public in {each.key.public for each in ring.log_keys}:
        raise ForkRefused("This key signed the history that is left: make a new one.")
    return key


def _next_keyring(ring: Keyring, fork: Fork, key: VerifierKey) -> Keyring:
    """The old keys hold up to what both histories agree on, the new one from the first entry of the new origin on."""
    agreed, size = fork.agreed.size, fork.kept.size
    closed = [replace(each, until=agreed if each.until is None else min(each.until, agreed)) for each in ring.log_keys]
    former = [*ring.former, Former(ring.origin, agreed, size)]
    return replace(ring, origin=settings.LOG_ORIGIN, log_keys=[*closed, LogKey(key, since=size + 1)], former=former)
