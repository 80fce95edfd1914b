"""The Merkle tree of RFC 9162, section 2.1: its root, and proofs that an entry or an older tree is inside it.

The verifier judges such proofs (`ledger/verify.py`). Where a tree is too large to hold, its nodes come from a getter:
`get(level, index)` is the hash over the leaves from `index * 2**level` up to, not including, `(index + 1) * 2**level`, all
of which the tree has.
"""

import hashlib
from collections.abc import Callable, Iterable

type Getter = Callable[[int, int], bytes]

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 ‖ left ‖ right), 32 bytes."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Tree:
    """A growing tree of which only the peaks are kept: the hashes of its perfect subtrees, the largest first."""

    def __init__(self, size: int = 0, peaks: bytes = b"") -> None:
        """Go on from a tree of `size` leaves with these peaks, one after the other; ValueError when they are not its."""
        if len(peaks) != size.bit_count() * HASH_BYTES:
            raise ValueError(f"a tree of {size} leaves has {size.bit_count()} peaks")
        self.size = size
        self._peaks = [peaks[at : at + HASH_BYTES] for at in range(0, len(peaks), HASH_BYTES)]

    def add(self, leaves: Iterable[bytes]) -> None:
        peaks = self._peaks
        for leaf in leaves:
            peaks.append(leaf)
            size = self.size
            while size & 1:
                right = peaks.pop()
                peaks[-1] = node_hash(peaks[-1], right)
                size >>= 1
            self.size += 1

    @property
    def peaks(self) -> bytes:
        """The peaks, one after the other: all that is needed to go on."""
        return b"".join(self._peaks)

    @property
    def root(self) -> bytes:
        if not self._peaks:
            return EMPTY_ROOT
        root = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            root = node_hash(peak, root)
        return root


def root_of(leaves: Iterable[bytes]) -> bytes:
    tree = Tree()
    tree.add(leaves)
    return tree.root


def perfect_root(hashes: bytes) -> bytes:
    """The root over these hashes, one after the other, a power of two of them: row by row, as there is nothing to keep."""
    while len(hashes) > HASH_BYTES:
        pairs = range(0, len(hashes), 2 * HASH_BYTES)
        hashes = b"".join([hashlib.sha256(b"\x01" + hashes[at : at + 2 * HASH_BYTES]).digest() for at in pairs])
    return hashes


def root_at(size: int, get: Getter) -> bytes:
    return _over(0, size, get) if size else EMPTY_ROOT


def inclusion_path(index: int, size: int, get: Getter) -> list[bytes]:
    """The path of leaf `index` in the tree of `size` leaves (2.1.3.1), the leaf's sibling first; ValueError beyond it."""
    if not 0 <= index < size:
        raise ValueError(f"a tree of {size} leaves has no leaf {index}")
    path, start, end = [], 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(_over(middle, end, get))
            end = middle
        else:
            path.append(_over(start, middle, get))
            start = middle
    return path[::-1]


def consistency_path(old: int, new: int, get: Getter) -> list[bytes]:
    """The proof that the tree of `old` leaves begins the tree of `new` (2.1.4.1); ValueError when it cannot."""
    if not 0 <= old <= new:
        raise ValueError(f"a tree of {new} leaves does not go on from one of {old}")
    if old in (0, new):
        return []
    path, start, end = [], 0, new
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            path.append(_over(middle, end, get))
            end = middle
        else:
            path.append(_over(start, middle, get))
            start = middle
    if start:
        path.append(_over(start, end, get))
    return path[::-1]


def _split(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << (size - 1).bit_length() - 1


def _over(start: int, end: int, get: Getter) -> bytes:
    size = end - start
    if size.bit_count() == 1:
        level = size.bit_length() - 1
        return get(level, start >> level)
    middle = start + _split(size)
    return node_hash(_over(start, middle, get), _over(middle, end, get))
