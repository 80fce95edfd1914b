"""`make bench`: builds its own houses, measures them, prints a table and writes bench/latest.json. Nothing else is touched.

`--sizes 1000,100000` are the cases of the houses, `--entries 100000,1000000` those of the record measured alone; `--to` is
where the list goes. Exit code 1 when an act is refused, or a statement reads a whole table that grows.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.figures import LATEST, Figure, read, table, write
from bench.houses import standing
from config import children, embedded, env


def main(words: Sequence[str]) -> int:
    """Measure everything; the result is the exit code."""
    parser = argparse.ArgumentParser(prog="make bench", description="Measure how fast the house is.")
    parser.add_argument("--sizes", type=_numbers, default=(1_000, 100_000))
    parser.add_argument("--entries", type=_numbers, default=(100_000, 1_000_000))
    parser.add_argument("--to", type=Path, default=LATEST)
    chosen = parser.parse_args(words)
    children.end_with_parent()
    data = env.BASE_DIR / ".local" / "bench"
    shutil.rmtree(data, ignore_errors=True)
    place = embedded.Place.at(data)
    services = embedded.start(place)
    try:
        figures, faults = measured(place, chosen.sizes, chosen.entries)
    finally:
        services.stop()
        shutil.rmtree(data, ignore_errors=True)
    print(table(figures), flush=True)
    write(figures, chosen.to)
    return bool(faults)


def measured(place: embedded.Place, sizes: Sequence[int], entries: Sequence[int]) -> tuple[list[Figure], list[str]]:
    """Return every figure, and what failed while it was measured."""
    figures: list[Figure] = []
    faults: list[str] = []
    with tempfile.TemporaryDirectory(prefix="oathbound-bench-") as folder:
        for cases in sizes:
            print(f"A house of {cases:,} cases", flush=True)
            file = Path(folder) / f"{cases}.json"
            with standing(place, f"of_{cases}", cases=cases) as house:
                faults += ["pages"] if house.run("bench.measuring", house.url, str(cases), str(file)) else []
            figures += read(file) if file.exists() else []
        if entries:
            print("The record alone", flush=True)
            file = Path(folder) / "record.json"
            with standing(place, "record") as house:
                keyring = house.house.environment["KEYRING_FILE"]
                faults += ["record"] if house.run("bench.record", keyring, str(file), *map(str, entries)) else []
            figures += read(file) if file.exists() else []
    return figures, faults


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(",") if part)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
