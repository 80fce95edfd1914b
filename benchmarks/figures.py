"""What was measured, as a table for people and as a list for machines."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median, quantiles

LATEST = Path(__file__).with_name("latest.json")
COLUMNS = {
    "name": "what", "cases": "cases", "rough": "statistics", "entries": "entries", "median_ms": "median ms",
    "p95_ms": "95 % ms", "queries": "queries",
    "per_s": "a second", "empty_ms": "empty page ms", "sql_ms": "its SQL ms", "cpu_ms": "CPU ms", "memory_mb": "memory MB",
    "kb": "kB",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One thing measured. Times in milliseconds, of one whole act as its client waits for it.

    What cannot be avoided stands beside it: `empty_ms`, an empty page through the same stack as often as the act asks;
    `sql_ms`, the same statements in the database alone. `memory_mb`: the most that the process held; `cpu_ms`: what it and the
    process of the database that served it computed. `kb`: what came over the wire, its headers too. `rough`: measured
    without the database's statistics (`benchmarks/rough.py`).
    """

    name: str
    median_ms: float
    p95_ms: float
    per_s: float
    cases: int | None = None
    entries: int | None = None
    queries: int | None = None
    empty_ms: float | None = None
    sql_ms: float | None = None
    cpu_ms: float | None = None
    memory_mb: float | None = None
    kb: float | None = None
    rough: bool = False


def figure(name: str, seconds: Sequence[float], *, whole: float | None = None, **also: float | int | None) -> Figure:
    """Return the figure of acts that took so many seconds each, and `whole` all together where several ran at once."""
    middle = median(seconds)
    late = quantiles(seconds, n=20)[-1] if len(seconds) > 1 else middle
    per_s = len(seconds) / whole if whole else 1 / middle
    return Figure(name=name, median_ms=ms(middle), p95_ms=ms(late), per_s=round(per_s, 1), **also)  # type: ignore[arg-type]


def ms(seconds: float) -> float:
    """Return seconds as milliseconds."""
    return round(seconds * 1000, 2)


def table(figures: Iterable[Figure]) -> str:
    """Return the figures as lines, each column as wide as it has to be."""
    rows = [list(COLUMNS.values()), *([_cell(asdict(one)[name]) for name in COLUMNS] for one in figures)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)


def write(figures: Iterable[Figure], to: Path) -> None:
    """Write the figures as a JSON list."""
    to.write_text(json.dumps([asdict(one) for one in figures], indent=1) + "\n", encoding="utf-8")


def read(written: Path) -> list[Figure]:
    """Return figures that were written."""
    return [Figure(**one) for one in json.loads(written.read_text(encoding="utf-8"))]


def _cell(value: object) -> str:
    if value is None or value is False:
        return "–"
    if value is True:
        return "none"
    return f"{value:,}" if isinstance(value, (int, float)) else str(value)
