"""The tree as stored: tiles of 256 hashes (C2SP tlog-tiles, height 8), written as entries complete them."""

from collections.abc import Callable, Collection, Sequence

from django.db import connection

from ledger.models import Entry, Node
from ledger.tree import EMPTY_ROOT, HASH_BYTES, Getter, perfect_root, root_of

HEIGHT = 8
WIDTH = 1 << HEIGHT

_TILES = """
SELECT level, number, coalesce(
  (SELECT hashes FROM ledger_node AS node
    WHERE width = 256 AND node.level = wanted.level AND node.number = wanted.number),
  CASE level WHEN 0 THEN
    (SELECT string_agg(leaf, '' ORDER BY log_index) FROM ledger_entry
      WHERE log_index >= number << 8 AND log_index < (number << 8) + width)
  ELSE
    (SELECT string_agg(root, '' ORDER BY node.number) FROM ledger_node AS node
      WHERE node.level = wanted.level - 1 AND node.number >= wanted.number << 8
        AND node.number < (wanted.number << 8) + width)
  END)
FROM unnest(%s::int[], %s::bigint[], %s::int[]) AS wanted (level, number, width)
"""
"""Each tile from its own row or, where it has none because the tree ends in it, from the level below.

One query for all tiles of a proof; three querysets take four times as long (docs/adr/0014).
"""


class Tiles:
    """The nodes of the tree of the first `size` entries, read from the tables, each tile once."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._read: dict[tuple[int, int], bytes] = {}

    def compute[T](self, make: Callable[[Getter], T]) -> T:
        """What `make` makes of the nodes; it is first asked which it will ask for, so that one query reads their tiles."""
        wanted = set()

        def note(level: int, index: int) -> bytes:
            wanted.add(_place(level, index)[:2])
            return EMPTY_ROOT

        make(note)
        if wanted:
            self._fetch(wanted)
        return make(self.node)

    def node(self, level: int, index: int) -> bytes:
        """The hash over the leaves from `index * 2**level`, 2**level of them: the getter that proofs ask."""
        above, number, offset, width = _place(level, index)
        hashes = self._hashes(above, number)
        return perfect_root(hashes[offset * HASH_BYTES : (offset + width) * HASH_BYTES])

    def tile(self, level: int, number: int) -> list[bytes]:
        """The hashes of one tile, fewer than 256 where the tree ends in it; LookupError when they are not all stored."""
        hashes = self._hashes(level, number)
        return [hashes[at : at + HASH_BYTES] for at in range(0, len(hashes), HASH_BYTES)]

    def _hashes(self, level: int, number: int) -> bytes:
        if (level, number) not in self._read:
            self._fetch({(level, number)})
        return self._read[level, number]

    def _fetch(self, places: Collection[tuple[int, int]]) -> None:
        wanted = [(level, number, self._width(level, number)) for level, number in places]
        with connection.cursor() as cursor:
            cursor.execute(_TILES, [*map(list, zip(*wanted, strict=True))])
            found = {(level, number): bytes(hashes or b"") for level, number, hashes in cursor.fetchall()}
        for level, number, width in wanted:
            if len(found[level, number]) != width * HASH_BYTES:
                raise self._not_stored(level, number)
        self._read |= found

    def _width(self, level: int, number: int) -> int:
        """How many hashes the tile has; LookupError when it is beyond the tree."""
        width = min(WIDTH, (self.size >> HEIGHT * level) - number * WIDTH)
        if width <= 0:
            raise self._not_stored(level, number)
        return width

    def _not_stored(self, level: int, number: int) -> LookupError:
        return LookupError(f"the tile {level}/{number} of {self.size} entries is not stored")


def _place(level: int, index: int) -> tuple[int, int, int, int]:
    """Where a node is found: the level and number of its tile, the first of the hashes there that it is over, how many."""
    above, within = divmod(level, HEIGHT)
    return above, *divmod(index << within, WIDTH), 1 << within


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


def _below(level: int, start: int, end: int) -> list[bytes]:
    if start == end:
        return []
    if level == 0:
        found = Entry.objects.filter(log_index__gte=start, log_index__lt=end).order_by("log_index")
        return [bytes(leaf) for leaf in found.values_list("leaf", flat=True)]
    tiles = Node.objects.filter(level=level - 1, number__gte=start, number__lt=end).order_by("number")
    return [bytes(root) for root in tiles.values_list("root", flat=True)]
