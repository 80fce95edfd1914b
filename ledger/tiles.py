"""The tree as stored: tiles of 256 hashes (C2SP tlog-tiles, height 8), written as entries complete them."""

from collections.abc import Sequence

from django.db import transaction

from ledger.models import Entry, LogHead, Node
from ledger.tree import HASH_BYTES, Tree, root_of

HEIGHT = 8
WIDTH = 1 << HEIGHT


class Tiles:
    """The nodes of the tree of the first `size` entries, read from the tables: one query a tile, each read once."""

    def __init__(self, size: int) -> None:
        """Read nothing yet."""
        self.size = size
        self._read: dict[tuple[int, int], list[bytes]] = {}

    def node(self, level: int, index: int) -> bytes:
        """The hash over the leaves from `index * 2**level`, 2**level of them: the getter that proofs ask."""
        above, within = divmod(level, HEIGHT)
        number, offset = divmod(index << within, WIDTH)
        return root_of(self.tile(above, number)[offset : offset + (1 << within)])

    def tile(self, level: int, number: int) -> list[bytes]:
        """The hashes of one tile, fewer than 256 where the tree ends in it; LookupError when they are not all stored."""
        if (level, number) not in self._read:
            width = min(WIDTH, (self.size >> HEIGHT * level) - number * WIDTH)
            found = hashes_of(level, number, width) if width > 0 else []
            if width <= 0 or len(found) != width:
                raise LookupError(f"the tile {level}/{number} of {self.size} entries is not stored")
            self._read[level, number] = found
        return self._read[level, number]


def hashes_of(level: int, number: int, width: int) -> list[bytes]:
    """The first `width` hashes of a tile as far as they are stored, from its own row or from the level below."""
    start = number * WIDTH
    if width == WIDTH and (row := Node.objects.filter(level=level, number=number).first()):
        hashes = bytes(row.hashes)
        return [hashes[at : at + HASH_BYTES] for at in range(0, len(hashes), HASH_BYTES)]
    return _below(level, start, start + width)


def store_completed(leaves: Sequence[bytes], *, size: int) -> None:
    """Store each tile that the last entries have completed; `leaves` are theirs, `size` counts them in."""
    fresh, end, level = list(leaves), size, 0
    while (first := (end - len(fresh)) // WIDTH) < end // WIDTH:
        start = first * WIDTH
        hashes = [*_below(level, start, end - len(fresh)), *fresh]
        tiles = [hashes[at : at + WIDTH] for at in range(0, (end // WIDTH - first) * WIDTH, WIDTH)]
        fresh = [root_of(tile) for tile in tiles]
        Node.objects.bulk_create(
            Node(level=level, number=first + at, hashes=b"".join(tile), root=root)
            for at, (tile, root) in enumerate(zip(tiles, fresh, strict=True))
        )
        end, level = end // WIDTH, level + 1


@transaction.atomic
def rebuild() -> int:
    """Compute tiles and peaks again from the entries, and return how many there are. Only the owner may delete tiles."""
    head = LogHead.objects.select_for_update().first()
    Node.objects.all().delete()
    tree = Tree()
    while leaves := _below(0, tree.size, tree.size + WIDTH * WIDTH):
        tree.add(leaves)
        store_completed(leaves, size=tree.size)
    if head is not None:
        head.peaks = tree.peaks
        head.save(update_fields=["peaks"])
    return tree.size


def _below(level: int, start: int, end: int) -> list[bytes]:
    if start == end:
        return []
    if level == 0:
        found = Entry.objects.filter(log_index__gte=start, log_index__lt=end).order_by("log_index")
        return [bytes(leaf) for leaf in found.values_list("leaf", flat=True)]
    tiles = Node.objects.filter(level=level - 1, number__gte=start, number__lt=end).order_by("number")
    return [bytes(root) for root in tiles.values_list("root", flat=True)]
