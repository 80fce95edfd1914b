"""The tables of the record by set queries: the database compares, and only what differs comes back.

Every night: heads, streams, how many entries and tiles. Of the rows behind a good point a seventh a night: each entry
against its columns and leaf, each leaf against its tile. `SLICES` nights see each row once. It is SQL because the rows stay in
the database: reading them took 644 s at 100,000 cases (docs/adr/0025 has the figures).
"""

from collections.abc import Collection, Iterator
from typing import Any

from django.db import DataError, connection, transaction

from accounts.streamed import stream_rows
from ledger.models import Anchor, Checkpoint, Cosignature, LogHead
from ledger.tiles import HEIGHT, WIDTH
from ledger.tree import HASH_BYTES, root_of

SLICES = 7
MOST = 50
"""How many places a code names; what is beyond that is counted no further."""
type Fault = tuple[str, str]

_COUNTS = """
SELECT (SELECT count(*) FROM ledger_entry), (SELECT coalesce(max(log_index), -1) + 1 FROM ledger_entry),
  (SELECT coalesce(sum(seq), 0) FROM ledger_streamhead)
"""
_HEADS = """
SELECT h.stream FROM ledger_streamhead AS h
LEFT JOIN ledger_entry AS e ON e.stream = h.stream AND e.seq = h.seq
WHERE e.leaf IS DISTINCT FROM h.leaf
  OR EXISTS (SELECT FROM ledger_entry AS n WHERE n.stream = h.stream AND n.seq = h.seq + 1)
ORDER BY h.stream LIMIT %s
"""
_HEADLESS = """
SELECT e.stream FROM ledger_entry AS e
WHERE e.seq = 1 AND NOT EXISTS (SELECT FROM ledger_streamhead AS h WHERE h.stream = e.stream) ORDER BY e.stream LIMIT %s
"""
_GAPS = """
SELECT g.before + 1 FROM (
  SELECT log_index, coalesce(lag(log_index) OVER (ORDER BY log_index), -1) AS before FROM ledger_entry
) AS g WHERE g.log_index <> g.before + 1 LIMIT %s
"""
_TILES = "SELECT level, count(*), max(number) FROM ledger_node GROUP BY level"
_TILES_ABOVE = """
SELECT n.level, n.number, n.hashes, n.root, n.hashes = (
  SELECT string_agg(b.root, '' ORDER BY b.number) FROM ledger_node AS b
  WHERE b.level = n.level - 1 AND b.number >= n.number << 8 AND b.number < (n.number + 1) << 8
) FROM ledger_node AS n WHERE n.level > 0
"""
_TILES_OF_ENTRIES = """
SELECT n.number, n.hashes, n.root, n.hashes = (
  SELECT string_agg(e.leaf, '' ORDER BY e.log_index) FROM ledger_entry AS e
  WHERE e.log_index >= n.number << 8 AND e.log_index < (n.number + 1) << 8
) FROM ledger_node AS n WHERE n.level = 0 AND (n.number %% 7 = ANY(%s) OR n.number >= %s)
"""
# OFFSET 0 keeps the planner from reading the same JSON once for each column.
_ROWS = """
SELECT r.log_index FROM (
  SELECT e.*, CASE WHEN e.leaf = sha256('\\x00'::bytea || e.entry) THEN convert_from(e.entry, 'UTF8')::jsonb END AS body
  FROM ledger_entry AS e WHERE (e.log_index >> 8) %% 7 = ANY(%s) AND e.log_index < %s OFFSET 0
) AS r
WHERE r.body ->> 'id' IS DISTINCT FROM r.id::text OR r.body ->> 'stream' IS DISTINCT FROM r.stream
  OR r.body -> 'seq' IS DISTINCT FROM to_jsonb(r.seq) OR r.body ->> 'type' IS DISTINCT FROM r.type
  OR r.body ->> 'at' IS DISTINCT FROM r.at
LIMIT %s
"""


def head_faults() -> Iterator[Fault]:
    """Yield what the heads say otherwise than the entries do: how many there are, and the last of each stream."""
    entries, size, in_streams = _rows(_COUNTS)[0]
    head = LogHead.objects.first()
    if entries != size:
        for (place,) in _rows(_GAPS, [MOST]):
            yield "row-missing", f"there is no entry {place}"
    if (head.size if head else 0) != size:
        yield "head", f"the head of the log is not that of its {size} entries"
    streams = [stream for (stream,) in _rows(_HEADS, [MOST])]
    if in_streams != entries:
        streams += [stream for (stream,) in _rows(_HEADLESS, [MOST])]
    for stream in sorted(streams):
        yield "stream-head", f"the head of {stream} is not its last entry"


def signed_counts(below: int) -> tuple[int, ...]:
    """Return how many checkpoints, witnesses' lines and time-stamps there are of fewer entries than `below`."""
    return tuple(model.objects.filter(size__lt=below).count() for model in (Checkpoint, Cosignature, Anchor))


def signed_faults(below: int, counts: Collection[int]) -> Iterator[Fault]:
    """Yield what was deleted of that since there were so many; what was changed is found when it is read."""
    names = ("checkpoints", "signatures of witnesses", "time-stamps")
    for name, before, now in zip(names, counts, signed_counts(below), strict=True):
        if now < before:
            yield "signed-missing", f"{before - now} {name} of the first {below} entries are gone"


def tile_faults(slices: Collection[int], *, since: int) -> Iterator[Fault]:
    """Yield each tile that is missing, too many or wrong; those over entries in front of `since` by slices, others all."""
    head = LogHead.objects.first()
    size = head.size if head else 0
    stored = {level: (count, last) for level, count, last in _rows(_TILES)}
    for level in sorted(stored.keys() | set(range(_height(size)))):
        wanted = size >> HEIGHT * (level + 1)
        if stored.get(level, (0, None)) != (wanted, wanted - 1 if wanted else None):
            yield "tile", f"the tiles of level {level} are not those of {size} entries"
    for level, number, hashes, root, same in stream_rows(_TILES_ABOVE, chunk=WIDTH):
        if not same or not _is_root(hashes, root):
            yield "tile", f"the tile {level}/{number} is not that of its entries"
    for number, hashes, root, same in stream_rows(_TILES_OF_ENTRIES, [list(slices), since >> HEIGHT], chunk=WIDTH):
        if not same or not _is_root(hashes, root):
            yield "tile", f"the tile 0/{number} is not that of its entries"


def row_faults(slices: Collection[int], *, before: int) -> Iterator[Fault]:
    """Yield each entry in front of `before`, by slices, whose columns or leaf do not follow from its bytes."""
    try:
        with transaction.atomic():
            found = _rows(_ROWS, [list(slices), before, MOST])
    except DataError:
        yield "row-rewritten", f"an entry in front of {before} cannot be read: ledger_verify says which"
        return
    for (place,) in found:
        yield "row-rewritten", f"entry {place}: its columns disagree with its bytes"


def _is_root(hashes: bytes, root: bytes) -> bool:
    leaves = [bytes(part) for part in _parts(bytes(hashes))]
    return len(leaves) == WIDTH and root_of(leaves) == bytes(root)


def _parts(hashes: bytes) -> Iterator[bytes]:
    return (hashes[at : at + HASH_BYTES] for at in range(0, len(hashes), HASH_BYTES))


def _height(size: int) -> int:
    """How many levels of complete tiles a log of this size has."""
    level = 0
    while size >> HEIGHT * (level + 1):
        level += 1
    return level


def _rows(sql: str, values: Any = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
