"""Checks the live tables: everything stored beside the entries' bytes must follow from them."""

from collections.abc import Iterator

from ledger.commitments import leaf_hash
from ledger.entries import NotAnEntry, read_entry
from ledger.models import Entry, LogHead, Node, StreamHead
from ledger.tiles import WIDTH
from ledger.tree import Tree, root_of

CHUNK = 2000
type Fault = tuple[str, str]


def table_faults() -> Iterator[Fault]:
    """Yield a code and a place for each row that does not follow from the entries' bytes. Reads every entry once."""
    leaves = bytearray()
    heads: dict[str, tuple[int, bytes]] = {}
    last_at = ""
    rows = Entry.objects.order_by("log_index").iterator(chunk_size=CHUNK)
    for place, row in enumerate(rows):
        data = bytes(row.entry)
        leaf = leaf_hash(data)
        if row.log_index != place:
            yield "row-missing", f"there is no entry {place}"
            return
        if not _agrees(row, data, leaf):
            yield "row-rewritten", f"entry {place}: its columns disagree with its bytes"
        leaves += leaf
        heads[row.stream], last_at = (row.seq, leaf), row.at
    hashes = [bytes(leaves[at : at + 32]) for at in range(0, len(leaves), 32)]
    tree = Tree()
    tree.add(hashes)
    yield from head_faults(tree, last_at)
    yield from _stream_faults(heads)
    yield from _tile_faults(hashes)


def _agrees(row: Entry, data: bytes, leaf: bytes) -> bool:
    try:
        body = read_entry(data)
    except NotAnEntry:
        return False
    said = (body["id"], body["stream"], body["seq"], body["type"], body["at"], leaf)
    return said == (str(row.id), row.stream, row.seq, row.type, row.at, bytes(row.leaf))


def head_faults(tree: Tree, last_at: str) -> Iterator[Fault]:
    """Yield the head of the log where it is not that of this tree, whose last entry was written at `last_at`."""
    head = LogHead.objects.first()
    stored = (head.size, bytes(head.peaks), head.last_at) if head else (0, b"", "")
    if stored != (tree.size, tree.peaks, last_at):
        yield "head", f"the head of the log is not that of its {tree.size} entries"


def _stream_faults(heads: dict[str, tuple[int, bytes]]) -> Iterator[Fault]:
    stored = {row.stream: (row.seq, bytes(row.leaf)) for row in StreamHead.objects.all()}
    for stream in sorted(stored.keys() | heads.keys()):
        if stored.get(stream) != heads.get(stream):
            yield "stream-head", f"the head of {stream} is not its last entry"


def _tile_faults(hashes: list[bytes]) -> Iterator[Fault]:
    level = 0
    while hashes:
        tiles = {at // WIDTH: hashes[at : at + WIDTH] for at in range(0, len(hashes) - WIDTH + 1, WIDTH)}
        stored = {row.number: (bytes(row.hashes), bytes(row.root)) for row in Node.objects.filter(level=level)}
        hashes = [root_of(tile) for tile in tiles.values()]
        wanted = {number: (b"".join(tile), root) for (number, tile), root in zip(tiles.items(), hashes, strict=True)}
        for number in sorted(stored.keys() | wanted.keys()):
            if stored.get(number) != wanted.get(number):
                yield "tile", f"the tile {level}/{number} is not that of its entries"
        level += 1
