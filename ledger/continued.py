"""Checks the log from a good point on: new entries are read in full, older ones are proven by the tree.

The verifier's own rules (`ledger/verify.py`) judge, some thousand entries at a time. What they need of the older part is
fetched: the end of each continued stream, the cited entries, and the relevant entries of each case that was touched. A check
of the whole log starts from an empty point, and uses no more memory than the check of one day. Its SQL streams rows by a cursor
of the server, without making models of them: docs/adr/0025 has the figures.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import batched
from operator import attrgetter

from accounts.streamed import stream_rows
from ledger import verify
from ledger.entries import b64
from ledger.models import Anchor, Checkpoint, Entry
from ledger.nightly_result import GoodPoint
from ledger.procedure_check import judge_procedure
from ledger.receipts import full_notes
from ledger.table_check import head_faults
from ledger.table_sets import SLICES
from ledger.tiles import Tiles
from ledger.tree import EMPTY_ROOT, Tree, root_at

ENTRIES_AT_ONCE = 20_000
CASES_AT_ONCE = 200
POINTS_AT_ONCE = 256
"""How many checkpoints are judged before the tiles that were read for them are dropped from memory."""
SYSTEM = "system"
BEGINNING = GoodPoint(size=0, root=EMPTY_ROOT)
PLACE = attrgetter("index")
type Openings = Callable[[Collection[str]], Iterator[bytes]]

_NEW = """
SELECT log_index, id::text, stream, seq, type, at, leaf, entry FROM ledger_entry WHERE log_index >= %s AND log_index < %s
ORDER BY log_index
"""
_STREAMS = "SELECT DISTINCT stream FROM ledger_entry WHERE log_index >= %s"
_ENDS = """
SELECT n.stream, b.seq, b.leaf FROM (
  SELECT DISTINCT stream FROM ledger_entry WHERE log_index >= %(at)s AND log_index < %(end)s
) AS n CROSS JOIN LATERAL (
  SELECT seq, leaf FROM ledger_entry WHERE stream = n.stream AND log_index < %(at)s ORDER BY seq DESC LIMIT 1
) AS b
"""
_EARLIER = "SELECT leaf, log_index FROM ledger_entry WHERE leaf = ANY(%s)"
_TWICE = """
SELECT n.log_index FROM ledger_entry AS n JOIN ledger_entry AS o ON o.id = n.id AND o.log_index < n.log_index
WHERE n.log_index >= %s ORDER BY n.log_index
"""


@dataclass
class Continued:
    """The result of checking a log from a point on, and the streams that remain to be judged."""

    report: verify.Report
    size: int = 0
    signed: GoodPoint | None = None
    streams: frozenset[str] = frozenset()
    kept: Sequence[verify.Entry] = field(default_factory=list)


def is_proven(point: GoodPoint, ring: verify.Keyring) -> bool:
    """Whether the log's key signed a checkpoint of the point's size and root, and the stored tiles have that root."""
    made = Checkpoint.objects.filter(size=point.size).first()
    if made is None:
        return False
    try:
        said = verify.read_checkpoint(made.note)
        root = Tiles(point.size).compute(partial(root_at, point.size))
    except (ValueError, LookupError):
        return False
    signed = verify.judge_checkpoint(said, ring, verify.Report(), "the checkpoint") is not None
    return signed and (said.size, said.root) == (point.size, point.root) and root == point.root


def check_since(point: GoodPoint, ring: verify.Keyring, report: verify.Report, slices: Collection[int]) -> Continued:
    """Check entries, tree and checkpoints after a proven point, and those older checkpoints that are in `slices`.

    The rules of the cases and members that were touched remain for `judge_rules`.
    """
    tree = _tree_at(point.size)
    if tree.root != point.root:
        report.bad("tile", f"the tiles of the first {point.size} entries are not those that were found good")
    while _read_batch(tree, ring, report):
        continue
    report.tamper.extend(head_faults(tree, _last_at(tree.size)))
    for (place,) in stream_rows(_TWICE, [point.size]):
        report.bad("duplicate-id", f"entry {place} has the id of an earlier one")
    report.entries, report.root = tree.size, b64(tree.root)
    streams = frozenset(stream for (stream,) in stream_rows(_STREAMS, [point.size]))
    system = list(_read_streams("stream = %s", [SYSTEM]))
    log = verify.Log(before=tree.size, kept=[entry for entry in system if entry.type == verify.RESOLVED])
    signed = _judge_history(log, point, ring, report, slices)
    return Continued(report, log.size, signed, streams, [each for each in system if each.type != verify.RESOLVED])


def judge_rules(found: Continued, editions: Iterable[bytes], openings: Openings, signatures: Openings) -> None:
    """Judge the oaths, cases, findings, sanctions and signatures of every continued stream, in batches of cases.

    `openings` returns the openings of these cases by stream; `signatures` the evidence of these members' oaths.
    """
    verify.judge_losses(found.kept, found.report)
    verify.judge_keys(found.kept, found.report)
    books = [words for words in editions if _is_edition(words, found.report)]
    known, published = verify.numbers_of_editions(books), verify.judge_publications(found.kept, books, found.report)
    members = {stream for stream in found.streams if stream.startswith("member/")}
    for batch in batched(sorted(members), CASES_AT_ONCE):
        kept = sorted([*found.kept, *_read_streams("stream = ANY(%s)", [list(batch)])], key=PLACE)
        verify.Oaths(kept).judge_dates(found.report)
        beside = (verify.LOST, verify.OFFICE_GIVEN, verify.OFFICE_ENDED)
        verify.judge_keys([each for each in kept if each.body["stream"] != SYSTEM or each.type in beside], found.report)
        verify.judge_editions(kept, published, found.report)
        verify.judge_oath_signatures(kept, _read_openings(signatures(batch), kept, found.report), found.report)
    cases = sorted(stream for stream in found.streams if stream.startswith("case/"))
    for batch in batched(cases, CASES_AT_ONCE):
        own = list(_read_streams("stream = ANY(%s)", [list(batch)]))
        opened = _read_openings(openings(batch), own, found.report)
        kept = sorted([*found.kept, *own, *_oaths_cited(opened)], key=PLACE)
        verify.judge_cases(verify.Log(kept=kept), opened, known, found.report)
        verify.judge_editions(own, published, found.report)
        verify.judge_decisive_signatures(kept, opened, found.report)
        verify.judge_member_signatures(kept, opened, found.report)
        judge_procedure(batch, found.report)
    verify.judge_alone(published, found.report)


def _is_edition(words: bytes, report: verify.Report) -> bool:
    """Whether these bytes are an edition, and note it if they are not."""
    try:
        verify.numbers_of_editions([words])
    except (ValueError, LookupError, TypeError):
        report.bad("edition", "the stored bytes of an edition are not an edition")
        return False
    return True


def _read_batch(tree: Tree, ring: verify.Keyring, report: verify.Report) -> bool:
    """Read the next batch of entries and add it to the tree; return whether there may be more."""
    end = tree.size + ENTRIES_AT_ONCE
    entries, start = _entries(tree.size, end, report), _start(tree.size, end)
    log, cited = verify.read_part(entries, ring.origin, report, start, former=ring.former)
    _judge_cited(cited, report)
    tree.add(bytes(log.leaves[at : at + 32]) for at in range(0, len(log.leaves), 32))
    return tree.size == end


def _start(size: int, end: int) -> verify.Start:
    ends = {stream: (int(seq), b64(bytes(leaf))) for stream, seq, leaf in stream_rows(_ENDS, {"at": size, "end": end})}
    return verify.Start(size, ends, _last_at(size))


def _last_at(size: int) -> str:
    """Return when the last of the first `size` entries was written; an empty text if `size` is 0."""
    return Entry.objects.filter(log_index=size - 1).values_list("at", flat=True).first() or ""


def _entries(size: int, end: int, report: verify.Report) -> Iterator[bytes]:
    """Yield the bytes of these entries; note rows that are missing or disagree with their bytes."""
    for place, (index, *said, leaf, entry) in enumerate(stream_rows(_NEW, [size, end]), size):
        if index != place:
            report.bad("row-missing", f"there is no entry {place}")
            return
        data = bytes(entry)
        if verify.leaf_hash(data) != bytes(leaf) or not _agrees(data, said):
            report.bad("row-rewritten", f"entry {place}: its columns disagree with its bytes")
        yield data


def _agrees(data: bytes, said: Sequence[object]) -> bool:
    try:
        body = verify.from_canonical(data)
        return [body[name] for name in ("id", "stream", "seq", "type", "at")] == [*said]
    except (ValueError, LookupError, TypeError):
        return False


def _judge_cited(cited: dict[str, int], report: verify.Report) -> None:
    missing = {verify.unb64(leaf): index for leaf, index in cited.items()}
    for batch in batched(list(missing), 5_000):
        for leaf, index in stream_rows(_EARLIER, [list(batch)]):
            if index < missing[bytes(leaf)]:
                del missing[bytes(leaf)]
    for index in sorted(missing.values()):
        report.bad("ref-dangling", f"entry {index} cites something that is not an earlier entry")


def _tree_at(size: int) -> Tree:
    tiles, peaks, at = Tiles(size), [], 0
    for level in reversed(range(size.bit_length())):
        if size >> level & 1:
            peaks.append(tiles.node(level, at >> level))
            at += 1 << level
    return Tree(size, b"".join(peaks))


def _judge_history(
    log: verify.Log, point: GoodPoint, ring: verify.Keyring, report: verify.Report, slices: Collection[int]
) -> GoodPoint | None:
    """Judge forks, the checkpoints after the point, and the older ones in `slices`, in batches.

    Returns the last checkpoint that the log's key signed. Only the last batch decides what stays undecided.
    """
    last, told, tiles = None, verify.Report(), Tiles(log.size)
    forks = {size for each in ring.former for size in (each.agreed, each.entries) if size <= log.size}
    roots = {size: _root(tiles, size) for size in forks}
    verify.judge_history(log, verify.Points(), ring, told, roots=roots, stamps=())
    for batch in batched(_sizes(log.size, point.size, slices), POINTS_AT_ONCE):
        told.undecided.clear()
        last = _judge_points(batch, log.size, ring, told) or last
    report.tamper.extend(told.tamper)
    report.undecided.extend(told.undecided)
    report.chain.extend(told.chain)
    return last


def _judge_points(sizes: Collection[int], upto: int, ring: verify.Keyring, report: verify.Report) -> GoodPoint | None:
    """Judge these checkpoints of a log of size `upto`; return the last one that the log's key signed."""
    points, roots, last = verify.Points(), {}, None
    tiles, notes = Tiles(upto), full_notes(Checkpoint.objects.filter(size__in=sizes))
    for size in sizes:
        before = len(points.found)
        _add(points, size, notes[size], ring, report)
        if size > upto:
            continue
        roots[size] = _root(tiles, size)
        if len(points.found) > before and points.found[-1][0].root == roots[size]:
            last = GoodPoint(size=size, root=roots[size])
    near = {index for size in roots for index in (size - 1, size)}
    dates = dict(Entry.objects.filter(log_index__in=near).values_list("log_index", "at"))
    tokens = Anchor.objects.filter(size__in=list(roots)).values_list("size", "token")
    stamps = verify.read_stamps(((str(size), bytes(token)) for size, token in tokens), ring, points, report)
    log, without_forks = verify.Log(before=upto, dates=dates), replace(ring, former=())
    verify.judge_history(log, points, without_forks, report, roots=roots, stamps=stamps)
    return last


def _sizes(upto: int, since: int, slices: Collection[int]) -> Iterator[int]:
    """Yield the sizes of the checkpoints to judge in ascending order, including those beyond the end of the log."""
    for size in Checkpoint.objects.order_by("size").values_list("size", flat=True).iterator(chunk_size=10_000):
        if size >= min(since, upto) or size % SLICES in slices:
            yield size


def _add(points: verify.Points, size: int, note: str, ring: verify.Keyring, report: verify.Report) -> None:
    try:
        said = verify.read_checkpoint(note)
    except ValueError:
        report.bad("checkpoint-signature", f"the checkpoint of size {size} is not a signed checkpoint")
        return
    points.add(said, ring, report, f"the checkpoint of size {size}", pinned=False)


def _root(tiles: Tiles, size: int) -> bytes:
    try:
        return root_at(size, tiles.node)
    except LookupError:
        return b""


def _read_streams(where: str, values: Sequence[object]) -> Iterator[verify.Entry]:
    sql = f"SELECT log_index, leaf, entry FROM ledger_entry WHERE {where} AND type = ANY(%s) ORDER BY log_index"  # noqa: S608
    for index, leaf, entry in stream_rows(sql, [*values, sorted(verify.KEPT)]):
        found = verify.entry_kept(int(index), b64(bytes(leaf)), bytes(entry))
        if found is not None:
            yield found


def _read_openings(lines: Iterator[bytes], kept: Iterable[verify.Entry], report: verify.Report) -> verify.Openings:
    return verify.read_openings(lines, {entry.body["id"]: entry.body for entry in kept}, report)


def _oaths_cited(opened: verify.Openings) -> Iterator[verify.Entry]:
    """Yield the oaths and ends of oaths of the members whom these cases cite, from the members' streams."""
    leaves = {leaf for (_, name), value in opened.items() for leaf in _leaves(name, value)}
    where = "stream IN (SELECT stream FROM ledger_entry WHERE leaf = ANY(%s) AND stream LIKE 'member/%%')"
    yield from _read_streams(where, [list(leaves)])


def _leaves(name: str, value: object) -> Iterator[bytes]:
    """Yield the leaves in an opened tie. Malformed values are skipped: the rules report them."""
    given = [value] if name == "oath" else []
    if name == "oaths" and isinstance(value, dict):
        given = [leaf for leaves in value.values() if isinstance(leaves, list) for leaf in leaves]
    for leaf in given:
        with suppress(ValueError):
            yield verify.unb64(leaf)
