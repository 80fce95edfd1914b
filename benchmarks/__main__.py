"""`make bench` builds installations of its own, measures them, prints a table and writes benchmarks/latest.json.

`--sizes 1000,100000` sets the number of cases in each installation, `--entries 100000,1000000` the number of entries where the
record is measured alone; `--to` names the output file. `--rough` measures the same once more after the database has lost its
statistics, on a server with `jit=on`. Exit code 1 when an act is refused, or a statement reads a whole growing table.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from operator import add
from pathlib import Path

from benchmarks.figures import LATEST, Figure, read, table, write
from benchmarks.installations import Standing, standing
from benchmarks.targets import missed
from benchmarks.turns import by_turns
from config import env
from local import embedded, subprocesses
from local.stack import StepFailed


def main(words: Sequence[str]) -> int:
    """Measure everything; the result is the exit code."""
    parser = argparse.ArgumentParser(prog="make bench", description="Measure how fast the installation is.")
    parser.add_argument("--sizes", type=_numbers, default=(1_000, 100_000))
    parser.add_argument("--entries", type=_numbers, default=(100_000, 1_000_000))
    parser.add_argument("--rough", action="store_true")
    parser.add_argument("--to", type=Path, default=LATEST)
    chosen = parser.parse_args(words)
    subprocesses.end_with_parent()
    data = env.BASE_DIR / ".local" / "bench"
    shutil.rmtree(data, ignore_errors=True)
    place = embedded.Place.at(data)
    services = embedded.start(place)
    try:
        pages = [Asked(f"of_{cases}", cases, "benchmarks.measuring") for cases in chosen.sizes]
        figures, failed = measured(place, pages, rough=chosen.rough)
        if chosen.entries:
            record = Asked("record", 0, "benchmarks.record", tuple(map(str, chosen.entries)))
            figures, failed = map(add, (figures, failed), measured(place, [record]))
        evidence = Asked("evidence", 0, "benchmarks.evidence")
        figures, failed = map(add, (figures, failed), measured(place, [evidence]))
    finally:
        services.stop()
        shutil.rmtree(data, ignore_errors=True)
    print(table(figures), flush=True)
    write(figures, chosen.to)
    for miss in missed(figures):
        print(f"Beyond its target: {miss}.", flush=True)
    for name in failed:
        print(f"Something failed in {name}: see above.", flush=True)
    return bool(failed)


def measured(
    place: embedded.Place, installations: Sequence["Asked"], *, rough: bool = False
) -> tuple[list[Figure], list[str]]:
    """Return every figure, and the installations in which something failed; one that fails does not spoil the others.

    All stand at once, and are measured by turns. `rough`: once more without the database's statistics.
    """
    failed: list[str] = []
    standings: list[tuple[Asked, Standing]] = []
    with tempfile.TemporaryDirectory(prefix="oathbound-bench-") as folder, ExitStack() as stack:
        for asked in installations:
            print(
                f"An installation of {asked.cases:,} cases" if asked.cases else f"Without cases: {asked.name}",
                flush=True,
            )
            try:
                standings.append((asked, stack.enter_context(standing(place, asked.name, cases=asked.cases))))
            except (subprocess.CalledProcessError, StepFailed, subprocesses.SubprocessEnded, TimeoutError) as fault:
                print(f"  {fault}", flush=True)
                failed.append(asked.name)
        failed += _by_turns(standings, Path(folder))
        if rough:
            print("The same without the database's statistics", flush=True)
            failed += _by_turns(standings, Path(folder), rough=True)
        return [each for file in sorted(Path(folder).glob("*.json")) for each in read(file)], failed


def _by_turns(standings: Sequence[tuple["Asked", Standing]], folder: Path, *, rough: bool = False) -> list[str]:
    """Measure these installations by turns into files of this folder; return the names of those in which something failed."""
    also = ("rough",) if rough else ()
    programs: dict[str, subprocess.Popen[str]] = {}
    with ExitStack() as stack:
        for asked, stands in standings:
            if rough:
                stands.make_rough()
            words = asked.words(stands, folder / f"{'_'.join((asked.name, *also))}.json", *also)
            programs["_".join((asked.name, *also))] = stack.enter_context(stands.started(asked.module, *words))
        by_turns(programs.values())
    return [name for name, program in programs.items() if program.returncode]


@dataclass(frozen=True)
class Asked:
    """An installation to build, and the program that measures it."""

    name: str
    cases: int
    module: str
    entries: tuple[str, ...] = ()

    def words(self, stands: Standing, file: Path, *also: str) -> tuple[str, ...]:
        """Return what the program is told."""
        if not self.cases:
            return stands.local_stack.environment["KEYRING_FILE"], str(file), *self.entries
        return stands.url, str(self.cases), str(file), *also


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(",") if part)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
