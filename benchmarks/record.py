"""Measures the record alone: `python -m benchmarks.record KEYRING FILE SIZE …`, in the environment of an empty installation."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from random import Random
from uuid import UUID, uuid4

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import transaction  # noqa: E402

from benchmarks.callers import watched  # noqa: E402
from benchmarks.figures import Figure, figure, write  # noqa: E402
from benchmarks.timing import timed, timed_together  # noqa: E402
from ledger.append import Draft, append  # noqa: E402
from ledger.clock import now  # noqa: E402
from ledger.export import export_log  # noqa: E402
from ledger.models import Entry, LogHead  # noqa: E402
from ledger.receipts import receipt_of  # noqa: E402
from ledger.sync import seal_log  # noqa: E402

BATCH, TIMES, WRITERS = 1000, 200, 4


def main(keyring: str, file: Path, sizes: Sequence[int]) -> int:
    """Measure the record at each of these sizes, the smallest first. AssertionError where it does not verify."""
    figures = appending()
    for entries in sizes:
        grow(entries)
        seal_log(Path(str(settings.SIGNER_SOCKET)), settings.SIGNER_SECRET_FILE)
        figures.append(receipts("receipt" if entries == sizes[0] else f"proof_{short(entries)}", entries))
        figures.append(verifying(f"verify_{short(entries)}", entries, keyring))
        write(figures, file)
    return 0


def short(entries: int) -> str:
    """Return a number as people say it: 100k, 1m."""
    return f"{entries // 1_000_000}m" if entries % 1_000_000 == 0 else f"{entries // 1000}k"


def appending() -> list[Figure]:
    """Return what an entry costs that is written alone, and with four writers at once."""
    with watched() as statements:
        one()
    alone = figure("append_1", timed(one, TIMES), queries=len(statements))
    seconds, whole = timed_together([one] * WRITERS, TIMES)
    return [alone, figure("append_4", seconds, whole=whole, queries=len(statements))]


def one() -> None:
    """Write an entry in a transaction of its own."""
    with transaction.atomic():
        append(drafted())


def drafted() -> Draft:
    """Return a small entry."""
    return Draft(id=uuid4(), type="system.tick", stream="system", actor=UUID(int=7), role="clock", occurred=now())


def grow(entries: int) -> None:
    """Bring the log to so many entries, a thousand at a time, and say how far it is."""
    while (missing := entries - LogHead.objects.get().size) > 0:
        with transaction.atomic():
            append(*(drafted() for _ in range(min(BATCH, missing))))
        if (missing // BATCH) % 50 == 0:
            print(f"  {entries - missing:,} of {entries:,} entries", flush=True)


def receipts(name: str, entries: int) -> Figure:
    """Return what the receipt of any entry costs."""
    rng = Random(7)  # noqa: S311 - it draws entries, never a key
    ids = iter(
        [*Entry.objects.filter(log_index__in=rng.sample(range(entries), 2 * TIMES)).values_list("id", flat=True)]
    )
    with watched() as statements:
        assert receipt_of(next(ids)) is not None
    return figure(name, timed(lambda: receipt_of(next(ids)), TIMES), entries=entries, queries=len(statements))


def verifying(name: str, entries: int, keyring: str) -> Figure:
    """Return how long the verifier takes over the whole log, in a process of its own, and what it holds at most."""
    with tempfile.TemporaryDirectory(prefix="oathbound-bench-") as folder:
        assert export_log(Path(folder)) == entries
        words = [sys.executable, "ledger/verify.py", "log", folder, "--keyring", keyring, "--json"]
        ran = subprocess.run([sys.executable, "-m", "benchmarks.alone", *words], stdout=subprocess.PIPE, check=True)
    found, used = map(json.loads, ran.stdout.splitlines())
    assert (found["entries"], found["tamper"]) == (entries, []), found
    return figure(name, [used["seconds"]], entries=entries, memory_mb=round(used["kilobytes"] / 1024))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), sorted(map(int, sys.argv[3:]))))
