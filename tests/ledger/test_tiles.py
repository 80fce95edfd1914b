"""The tree as stored: tiles written with the entries that complete them, and proofs read from them."""

from collections.abc import Callable
from functools import partial

import pytest
from aics_tlog.tiles import consistency_proof_from_tiles, inclusion_proof_from_tiles, tree_root_from_tiles
from django.db import transaction
from django.db.models import Max

from benchmarks.callers import watched
from ledger import verify
from ledger.append import append
from ledger.commitments import leaf_hash
from ledger.models import Entry, LogHead, Node
from ledger.tiles import Tiles
from ledger.tree import Getter, Tree, consistency_path, inclusion_path, root_at, root_of
from tests.ledger.records import draft, written


def _leaves() -> list[bytes]:
    return [bytes(leaf) for leaf in Entry.objects.order_by("log_index").values_list("leaf", flat=True)]


def test_the_head_keeps_the_tree_it_has_grown_to(db: None) -> None:
    for size in (1, 3, 7):
        written(*(draft() for _ in range(size)))
        head = LogHead.objects.get()
        assert Tree(head.size, bytes(head.peaks)).root == root_of(_leaves())


@pytest.mark.parametrize("batches", [(255, 1), (256,), (100, 157), (1, 512), (300, 300)])
def test_a_tile_is_stored_with_the_entry_that_completes_it(db: None, batches: tuple[int, ...]) -> None:
    for batch in batches:
        written(*(draft() for _ in range(batch)))
    leaves = _leaves()
    stored = [
        (tile.level, tile.number, bytes(tile.hashes), bytes(tile.root)) for tile in Node.objects.order_by("number")
    ]
    assert stored == [
        (0, number, b"".join(part := leaves[number * 256 : number * 256 + 256]), root_of(part))
        for number in range(len(leaves) // 256)
    ]


def test_proofs_are_read_from_the_tiles(db: None) -> None:
    written(*(draft() for _ in range(700)))
    leaves = _leaves()
    for size in (1, 255, 256, 257, 511, 512, 700):
        tiles = Tiles(size)
        root = root_of(leaves[:size])
        assert root_at(size, tiles.node) == root
        for index in {0, size // 2, size - 1}:
            path = inclusion_path(index, size, tiles.node)
            assert verify.includes(leaf=leaves[index], index=index, size=size, path=path, root=root)
        old = root_of(leaves[: size // 3])
        path = consistency_path(size // 3, size, tiles.node)
        assert verify.continues(old=size // 3, old_root=old, new=size, new_root=root, path=path)


def _as_asked[T](size: int, make: Callable[[Getter], T]) -> T:
    return make(Tiles(size).node)


def test_all_that_a_proof_asks_is_read_by_one_query(db: None) -> None:
    written(*(draft() for _ in range(700)))
    for size in (2, 256, 257, 511, 700):
        proofs: tuple[Callable[[Getter], object], ...] = (
            partial(root_at, size),
            *(partial(inclusion_path, index, size) for index in {0, size // 2, size - 1}),
            partial(consistency_path, size // 2, size),
        )
        for make in proofs:
            with watched() as statements:
                made = Tiles(size).compute(make)
            assert (made, len(statements)) == (_as_asked(size, make), 1)


def test_a_proof_that_asks_for_nothing_reads_nothing(db: None) -> None:
    with watched() as statements:
        assert Tiles(1).compute(partial(inclusion_path, 0, 1)) == []
    assert statements == []


def test_a_tile_that_was_lost_is_read_from_the_level_below(db: None) -> None:
    written(*(draft() for _ in range(300)))
    before = Tiles(300).compute(partial(inclusion_path, 7, 300))
    Node.objects.all().delete()
    assert Tiles(300).compute(partial(inclusion_path, 7, 300)) == before
    with pytest.raises(LookupError, match="the tile 1/0 of 300 entries is not stored"):
        Tiles(300).tile(1, 0)


def test_tiles_of_every_level_are_read_from_their_rows_and_from_those_below(db: None) -> None:
    roots = [leaf_hash(bytes([number >> 8, number & 255])) for number in range(600)]
    Node.objects.bulk_create(Node(level=0, number=at, hashes=b"", root=root) for at, root in enumerate(roots))
    stored = [b"".join(roots[at : at + 256]) for at in (0, 256)]
    above = [root_of(roots[at : at + 256]) for at in (0, 256)]
    Node.objects.bulk_create(Node(level=1, number=at, hashes=stored[at], root=above[at]) for at in (0, 1))
    tiles = Tiles(600 * 256)
    assert b"".join(tiles.tile(1, 1)) == stored[1]
    assert (tiles.tile(1, 2), tiles.tile(2, 0)) == (roots[512:], above)
    assert Tiles(256 * 256).compute(lambda get: get(13, 3)) == root_of(roots[96:128])


class Shelf:
    """Our tiles, as an independent implementation asks for them."""

    def __init__(self, size: int) -> None:
        self.tiles = Tiles(size)

    def read_tile(self, level: int, index: int, width: int | None) -> bytes | None:
        try:
            hashes = self.tiles.tile(level, index)
        except LookupError:
            return None
        return b"".join(hashes) if len(hashes) == (width or 256) else None

    def read_entry_bundle(self, index: int, width: int | None) -> bytes | None:
        return None


def test_an_independent_reader_of_tiles_finds_our_root_and_our_proofs(db: None) -> None:
    written(*(draft() for _ in range(600)))
    shelf, ours = Shelf(600), Tiles(600).node
    assert tree_root_from_tiles(shelf, 600) == root_of(_leaves())
    for at in (0, 255, 256, 599):
        assert inclusion_proof_from_tiles(shelf, at, 600) == inclusion_path(at, 600, ours)
        assert consistency_proof_from_tiles(shelf, at + 1, 600) == consistency_path(at + 1, 600, ours)


@pytest.mark.parametrize(("level", "number"), [(0, 1), (1, 0), (2, 0), (0, 1 << 80), (1 << 80, 0)])
def test_a_tile_beyond_the_tree_is_not_read(db: None, level: int, number: int) -> None:
    written(*(draft() for _ in range(255)))
    with pytest.raises(LookupError):
        Tiles(255).tile(level, number)


def test_a_tree_larger_than_the_record_is_not_read(db: None) -> None:
    written(draft())
    with pytest.raises(LookupError):
        root_at(2, Tiles(2).node)


def test_a_writer_that_gives_up_leaves_no_tile(committed: None) -> None:
    written(*(draft() for _ in range(250)))
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        append(*(draft() for _ in range(10)))
        1 / 0  # noqa: B018
    assert Node.objects.aggregate(Max("number")) == {"number__max": None}
