"""What stands beside the log, for the nightly check: books, texts, files, keys and letters, and the rows of the cases."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import batched
from uuid import UUID

import structlog
from django.conf import settings
from django.db import OperationalError

from casework.access import refresh_turns
from casework.queries.case.openings import fields_kept, types_with_files
from casework.queries.checks.checked_cases import differing_cases, digest_of_checked_cases
from casework.queries.checks.replay import (
    BROKEN,
    SHOWN,
    TURNS,
    Drift,
    cases_since,
    changed_cases,
    drifts_behind,
    drifts_since,
    keys_to_compare,
    streams_since,
)
from casework.queries.checks.stored_rows import CASES_AT_ONCE, Stored, read_together
from casework.queries.invariants import findings_behind
from casework.record.events import ContentErased
from ledger import verify
from ledger.models import Entry
from ledger.nightly_result import GoodPoint
from ledger.restore_losses import Restored, restores
from ledger.table_sets import signed_counts
from notifications.dispatch.letter_check import (
    Placed,
    dispatch_position,
    letter_faults,
    missing_letters,
    placed_letters,
)
from policy.queries.books import book_faults
from policy.queries.replay import IMPORTED, members_digest, register_digest
from vault.kept_texts import (
    Missing,
    count_texts,
    file_faults,
    foreign_faults,
    missing_texts,
    opening_faults,
    shut_faults,
)

LOG = structlog.get_logger()
TURN_FIELDS = frozenset({*TURNS, *SHOWN, "turns", "settled_cell", "settled_level"})
"""The fields by which a comparison names a turn that the record and the guards do not give."""


def judge_beside(
    report: verify.Report, before: GoodPoint | None, slices: Collection[int], signed: GoodPoint | None
) -> Placed:
    """Compare books, texts, keys and letters with the log; return the letters as far as it is `signed`."""
    fields, since = fields_kept(), before.size if before else 0
    report.tamper.extend(book_faults())
    counted = count_texts(fields)
    report.tamper.extend(foreign_faults(fields) if counted.foreign else ())
    report.tamper.extend(shut_faults(ContentErased.type))
    report.tamper.extend(opening_faults(fields, slices, since=since))
    report.tamper.extend(file_faults(types_with_files(), restored=_spans_put_back()))
    posted, read = before.posted if before else 0, dispatch_position()
    placed = placed_letters(signed.size if signed else 0, before=posted)
    stand = before is not None and placed.before == before.letters
    report.tamper.extend(letter_faults(good=posted if stand and not placed.odd else 0))
    for key in cases_since(posted):
        with suppress(*BROKEN):  # an entry that no step wrote is named with its case where the rows are compared
            report.tamper.extend(list(missing_letters(key, since=posted, read=read)))
    if before is not None and not stand:
        report.bad("letters-changed", f"letters about the first {posted} entries were changed, added or deleted")
    missing = _missing(since) if counted.missing else []
    for one in missing:
        if not one.excused:
            words = f"{one.count} texts {one.field} to which entries commit are gone, the first of entry {one.first}"
            report.bad("text-missing", words)
    lost = sum(one.count for one in missing if one.excused)
    if before is not None and _lost_before(missing) > before.lost:
        report.bad("text-missing", f"{lost - before.lost} more texts are gone than a restore lost")
    elif lost:
        report.open("text-lost", f"{lost} texts to which entries commit are gone since a restore")
    return placed


def _missing(since: int) -> list[Missing]:
    return missing_texts(fields_kept(), since=since, restored=_spans_put_back())


def _lost_in_front_of(size: int) -> int:
    """Count the texts of entries in front of `size` that a restore lost: none, and no query, where nothing was restored."""
    return _lost_before(_missing(size)) if _spans_put_back() else 0


def _spans_put_back() -> list[Restored]:
    return [each for _, each in restores() if each is not None]


def _lost_before(missing: Collection[Missing]) -> int:
    return sum(one.count for one in missing if one.excused and one.old)


def with_what_stands(point: GoodPoint, placed: Placed) -> GoodPoint:
    """Return the point with what is stored beside that part of the log, of which the letters were read."""
    return replace(
        point,
        lost=_lost_in_front_of(point.size),
        posted=placed.upto,
        letters=placed.digest,
        members=members_digest(point.size),
        register=register_digest(point.size),
        cases=digest_of_checked_cases(),
        signed=signed_counts(point.size),
    )


@dataclass(frozen=True)
class Compared:
    """What a comparison of the tables with the record found, and the digests of the cases that changed."""

    drifts: list[Drift]
    differing: Mapping[UUID, bytes]


def compare_rows(before: GoodPoint | None, slices: Collection[int]) -> Compared:
    """Return what the tables say of cases, members and offices and the record does not, and what changed cases break."""
    differing = differing_cases()
    if before is None:
        changed, acts, found = changed_cases(0, differing, trusted=False), True, []
    else:
        changed = changed_cases(before.size, differing, trusted=before.cases == digest_of_checked_cases())
        acts, found = members_digest(before.size) != before.members, list(_register_drifts(before))
    found += drifts_since(before.size if before else 0, slices, whole=acts)
    lawful = changed - _cases_put_back() if settings.KEK_FILE is not None else frozenset()
    for keys in batched(keys_to_compare(changed, slices), CASES_AT_ONCE):
        together = read_together(keys)
        for key in keys:
            stored = together.pop(key)  # a case that was compared need not be held in memory with its folded record
            found += _drifts_and_breaches(key, stored) if key in lawful else drifts_behind(key, stored)
    return Compared(found, differing)


def _register_drifts(before: GoodPoint) -> Iterator[Drift]:
    imported = Entry.objects.filter(log_index__gte=before.size, stream="system", type=IMPORTED).exists()
    if not imported and register_digest(before.size) != before.register:
        yield Drift(case="member", field="the register changed, and nothing was imported")


def _drifts_and_breaches(key: UUID, stored: Stored) -> Iterator[Drift]:
    """Yield each drift of a case, and each promise of the procedure that it does not keep."""
    for one in findings_behind(key, stored):
        if isinstance(one, Drift):
            yield one
        else:
            yield Drift(case=one.case, field=f"invariant {one.invariant}: {one.words}")


def mend_turns(found: Iterable[Drift]) -> int:
    """Recompute turns, and what lists show or compare, where they differ; return for how many cases. No decision
    reads them, and after an upgrade columns that are new have no values yet.

    A case whose lock others hold keeps its drift until the next comparison.
    """
    mended = 0
    for reference in sorted({drift.case for drift in found if drift.field in TURN_FIELDS}):
        try:
            refresh_turns(reference)
        except OperationalError:
            LOG.warning("turns_not_mended", exc_info=True)
        else:
            mended += 1
    return mended


def _cases_put_back() -> frozenset[UUID]:
    """Return the cases of which a restore put entries back: their texts are lost, so that not every invariant can hold."""
    streams = (streams_since(span.held, upto=span.upto) for span in _spans_put_back())
    return frozenset(UUID(each.removeprefix("case/")) for some in streams for each in some if each.startswith("case/"))
