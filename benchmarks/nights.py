"""Measures the nightly check: `python -m benchmarks.nights new|old` makes it once, in the environment of a filled installation.

The night before is taken for made: a good point is written as it would have left it. Then come a day's thousand entries.
"""

import json
import os
import subprocess
import sys
from itertools import cycle
from pathlib import Path
from time import perf_counter

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402

from accounts.models import User  # noqa: E402
from accounts.pseudonyms import pseudonym  # noqa: E402
from benchmarks.figures import Figure, figure  # noqa: E402
from casework.access import the_clock  # noqa: E402
from casework.models import Case  # noqa: E402
from casework.procedure.intake.actions import sweep_conflicts  # noqa: E402
from casework.queries.checks.checked_cases import differing_cases, remember_cases  # noqa: E402
from ledger.models import Checkpoint, LogHead  # noqa: E402
from ledger.nightly_result import GoodPoint, record_check  # noqa: E402
from ledger.sync import seal_log  # noqa: E402
from notifications.dispatch.dispatcher import place_letters  # noqa: E402
from notifications.dispatch.letter_check import placed_letters  # noqa: E402
from operations.beside_check import with_what_stands  # noqa: E402
from operations.record_check import nightly_check  # noqa: E402

ENTRIES, CASES, SIGNED_AT_ONCE = 1_000, 250, 4
"""What a day brings: so many entries, in so many cases, and a checkpoint for every few."""
TICKS = os.sysconf("SC_CLK_TCK")


def nights(cases: int) -> list[Figure]:
    """Return what the check of a day's new entries costs, and that of a seventh of what is old beside it."""
    _a_night_before()
    _a_day()
    return [_measured(f"nightly_{part}", part, cases) for part in ("new", "old")]


def _a_night_before() -> None:
    while place_letters():
        continue
    _sign()
    last = Checkpoint.objects.latest("size")
    remember_cases(differing_cases())
    point = with_what_stands(GoodPoint(size=last.size, root=bytes(last.root)), placed_letters(last.size))
    record_check(person=pseudonym(User.objects.clock()), verify=2, replay=0, point=point)


def _a_day() -> None:
    """Write a day's entries; comparing a case once more writes one, and opens what was typed in it as any step does.

    They are signed a few at a time, as on a day: each checkpoint is one more thing to check.
    """
    before = size = LogHead.objects.get().size
    references = cycle(list(Case.objects.order_by("-filed_at").values_list("reference", flat=True)[:CASES]))
    while size < before + ENTRIES:
        sweep_conflicts(reference=next(references), by=the_clock())
        last, size = size, LogHead.objects.get().size
        if size // SIGNED_AT_ONCE > last // SIGNED_AT_ONCE:
            _sign()
    _sign()


def _sign() -> None:
    seal_log(Path(str(settings.SIGNER_SOCKET)), settings.SIGNER_SECRET_FILE)


def _measured(name: str, part: str, cases: int) -> Figure:
    words = [sys.executable, "-m", "benchmarks.nights", part]
    used = json.loads(subprocess.run(words, stdout=subprocess.PIPE, check=True).stdout)
    assert used["tamper"] == used["drift"] == [], used
    cpu = round(used["cpu_ms"] + used["database_ms"])
    made = figure(name, [used["seconds"]], cases=cases, entries=used["entries"], cpu_ms=cpu, memory_mb=used["mb"])
    print(f"  {cases:,} cases, {name}: {cpu:,} ms of CPU, {used['mb']:,} MB", flush=True)
    return made


def once(part: str) -> dict[str, object]:
    """Make the check in this process; what it took here, and in the process of the database that served it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()
    began, computed, served = perf_counter(), _cpu_ms("self"), _cpu_ms(backend)
    found = nightly_check(old=part == "old")
    return {
        "seconds": perf_counter() - began,
        "cpu_ms": _cpu_ms("self") - computed,
        "database_ms": _cpu_ms(backend) - served,
        "mb": _most_mb(),
        "entries": found.report.entries - found.since,
        "tamper": found.report.tamper[:5],
        "drift": [str(drift) for drift in found.drifts[:5]],
    }


def _cpu_ms(process: int | str) -> float:
    said = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    return (int(said[11]) + int(said[12])) * 1000 / TICKS


def _most_mb() -> int:
    """The most that this program held, without what the process held that started it."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    (peak,) = [line.split()[1] for line in lines if line.startswith("VmHWM:")]
    return round(int(peak) / 1024)


if __name__ == "__main__":
    print(json.dumps(once(sys.argv[1])))
