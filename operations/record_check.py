"""Checks the record and everything stored beside it: a command checks all of it, the nightly check from the last good point.

From a good point (`ledger.nightly_result`) the nightly check reads the new entries, judges the cases they touched, compares
all tables beside the log by set queries, and re-reads a seventh of the old entries. Without a good point it reads
everything in the same way. Its memory use does not grow with the log. docs/adr/0025 says why.
"""

import argparse
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from io import StringIO
from pathlib import Path
from uuid import UUID

import structlog
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from casework.queries.case.openings import every_opening, openings_of_streams
from casework.queries.checks.checked_cases import remember_cases
from casework.queries.checks.replay import Drift
from ledger import verify
from ledger.canonical import encode
from ledger.clock import now
from ledger.continued import BEGINNING, check_since, is_proven, judge_rules
from ledger.nightly_result import NOTHING_FOUND, Claim, GoodPoint, claims
from ledger.outside import judge_outside
from ledger.restore_losses import restores
from ledger.table_check import table_faults
from ledger.table_sets import SLICES, head_faults, row_faults, signed_faults, tile_faults
from notifications.dispatch.letter_check import Placed
from operations.beside_check import compare_rows, judge_beside, with_what_stands
from operations.fence import fence_faults
from policy.queries.books import every_edition
from policy.queries.oaths import evidence_of_members

LOCK = 0x6F617468
"""The number of the advisory lock, which only one check at a time can hold."""
ALL = frozenset(range(SLICES))
VERIFY, REPLAY = "ledger_verify", "ledger_replay"
CANNOT = 3
LOG = structlog.get_logger()


@dataclass
class Checked:
    """What a check found: the verifier's report, the drifts of stored values, and how far the log is good.

    `failed` names the checks that could not be made. The check began at entry `since`, and read the sevenths `slices` of
    what is older. `differing`: the digests of the cases that differ from when they were last found good. `placed`:
    the letters that were read.
    """

    report: verify.Report = field(default_factory=verify.Report)
    drifts: list[Drift] = field(default_factory=list)
    failed: set[str] = field(default_factory=set)
    since: int = 0
    slices: frozenset[int] = ALL
    differing: Mapping[UUID, bytes] = field(default_factory=dict)
    placed: Placed | None = None
    point: GoodPoint | None = None

    @property
    def codes(self) -> dict[str, int]:
        """The code of each check, 0 to 3 as the verifier's."""
        found = {VERIFY: self.report.rc, REPLAY: int(bool(self.drifts))}
        return {check: CANNOT if check in self.failed else code for check, code in found.items()}


@contextmanager
def one_moment() -> Iterator[None]:
    """Give everything in the block one snapshot of the database, unaffected by concurrent writes.

    PostgreSQL uses one process for it and no parallel workers, which are left for people who wait. It plans a cursor for all of
    its rows, because all are read. The ORM cannot set this.
    """
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SET LOCAL max_parallel_workers_per_gather = 0")
            cursor.execute("SET LOCAL cursor_tuple_fraction = 1")
        yield


def nightly_check(*, old: bool = True, remember: bool = False) -> Checked:
    """Check the record from the last good point, or from its beginning. If one check fails, the others still run.

    Without `old` it leaves out the seventh of the older entries, so that the daily part can be measured alone. With
    `remember` it keeps what stands beside each case if nothing was found, so that the next check knows what changed.
    """
    found = Checked()
    with one_moment():
        ring = _ring()
        claimed = claims()
        before = _trusted_point(claimed, ring) if ring is not None else None
        if before is not None:
            found.since, found.slices = before.point.size, _slices_since(before.at.date()) if old else frozenset()
        found.report.tamper.extend(fence_faults())
        found.report.tamper.extend(_claim_faults(claimed, before, ring))
        if ring is None:
            found.failed.add(VERIFY)
        else:
            _make(found, VERIFY, partial(_check_record, found, before, ring))
        _make(found, REPLAY, partial(_check_rows, found, before.point if before else None))
        is_good = set(found.codes.values()) <= NOTHING_FOUND
        if is_good and found.point is not None and found.placed is not None:
            if remember:
                remember_cases(found.differing)
            found.point = with_what_stands(found.point, found.placed)
    return found


def _claim_faults(claimed: list[Claim], before: Claim | None, ring: verify.Keyring | None) -> Iterator[tuple[str, str]]:
    """Yield each entry that claims a good point and that no check wrote, and a point that the log no longer confirms."""
    for claim in claimed:
        if not claim.sealed:
            yield "checked-forged", f"entry {claim.index} says how far the log is good, and no check wrote it"
    for index, restored in restores():
        if restored is None:
            yield "checked-forged", f"entry {index} says that a backup was restored, and no restore wrote it"
    last = claimed[-1] if claimed else None
    if before is not None or ring is None or last is None or not (last.sealed and last.of_this_database):
        return
    if not any(last.point.size > former.agreed for former in ring.former):
        yield (
            "checked-unproven",
            f"the checkpoint of {last.point.size} entries, which was found good, was changed or is gone",
        )


def _ring() -> verify.Keyring | None:
    """Return the public keys in KEYRING_FILE. If there are none, return None and log why."""
    if settings.KEYRING_FILE is None:
        LOG.error("keyring_file_is_not_set", check=VERIFY)
        return None
    try:
        return verify.read_keyring(Path(settings.KEYRING_FILE))
    except verify.Unreadable as fault:
        if isinstance(fault.__cause__, OSError):
            LOG.exception("keyring_file_cannot_be_read", check=VERIFY)
        else:
            LOG.exception("keyring_file_holds_no_keyring", check=VERIFY)
        return None


def _make(found: Checked, check: str, work: Callable[[], None]) -> None:
    """Make a check. If it raises an error, log the error and note the check as failed."""
    try:
        with transaction.atomic():
            work()
    except Exception:
        LOG.exception("check_failed", check=check)
        found.failed.add(check)


def _check_rows(found: Checked, before: GoodPoint | None) -> None:
    compared = compare_rows(before, found.slices)
    found.drifts, found.differing = compared.drifts, compared.differing


def whole_check(keyring: Path, *, pin: Collection[Path] = (), need_witness: int = 0) -> verify.Report:
    """Check the tables of the log against one another, then its export with the public verifier. CommandError, as above."""
    report = verify.Report(tamper=list(table_faults()))
    with tempfile.TemporaryDirectory(prefix="oathbound-verify-") as folder:
        call_command("ledger_export", folder, stdout=StringIO())
        words = argparse.Namespace(dir=folder, keyring=keyring, pin=list(pin), need_witness=need_witness, policy=None)
        try:
            verify.command_log(words, report, openings=map(encode, every_opening()))
        except verify.Unreadable as reason:
            raise CommandError(str(reason)) from None
    return report


def _trusted_point(claimed: list[Claim], ring: verify.Keyring) -> Claim | None:
    """Return the newest good point, if this code wrote it for this database and the log confirms it."""
    last = claimed[-1] if claimed else None
    if last is None or not (last.sealed and last.of_this_database) or not is_proven(last.point, ring):
        return None
    return last


def _slices_since(last: date) -> frozenset[int]:
    """Return one seventh for each day since the last good point, today included, to make up for nights that failed."""
    today = now().date().toordinal()
    return frozenset(day % SLICES for day in range(min(last.toordinal() + 1, today), today + 1))


def _check_record(found: Checked, before: Claim | None, ring: verify.Keyring) -> None:
    report, slices, point = found.report, found.slices, before.point if before else BEGINNING
    report.tamper.extend(head_faults())
    report.tamper.extend(signed_faults(point.size, point.signed))
    report.tamper.extend(row_faults(slices, before=point.size))
    report.tamper.extend(tile_faults(slices, since=point.size))
    log = check_since(point, ring, report, slices)
    judge_outside(log.size, ring, report)
    found.point = log.signed
    editions = [bytes(edition.content) for edition in every_edition()]
    judge_rules(log, editions, _opener(report), lambda streams: map(encode, evidence_of_members(streams)))
    found.placed = judge_beside(report, before.point if before else None, slices, log.signed)


def _opener(report: verify.Report) -> Callable[[Collection[str]], Iterator[bytes]]:
    def lost(stream: str) -> None:
        report.bad("commitment", f"{stream}: what ties it to its oaths is not what its entries commit to")

    return lambda streams: map(encode, openings_of_streams(streams, lost))
