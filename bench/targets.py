"""What the house is meant to do on a quiet machine of two cores, and what of it was missed. A miss fails nothing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bench.figures import Figure

GROWTH = 1.2
"""How much longer a median may be in the largest house than in the smallest."""


@dataclass(frozen=True, kw_only=True)
class Target:
    """The most milliseconds and statements, the fewest a second. `grows`: it may take longer in a larger house."""

    median_ms: float = float("inf")
    queries: int = 10_000
    per_s: float = 0
    grows: bool = False


TARGETS: Mapping[str, Target] = {
    "queue_first_page": Target(median_ms=35, queries=12),
    "queue_filtered": Target(median_ms=35, queries=12),
    "queue_wide": Target(median_ms=60, queries=12, grows=True),
    "case_page": Target(median_ms=45, queries=20),
    "public_filing": Target(median_ms=150),
    "public_filing_4": Target(per_s=10),
    "api_filing": Target(median_ms=18),
    "transition": Target(median_ms=20),
}


def missed(figures: Iterable[Figure]) -> Iterator[str]:
    """Yield what missed its target, in words."""
    pages = [one for one in figures if one.name in TARGETS and one.cases is not None]
    for one in pages:
        target, where = TARGETS[one.name], f"{one.name} at {one.cases:,} cases"
        if one.median_ms > target.median_ms:
            yield f"{where}: {one.median_ms:,} ms, meant to be {target.median_ms:,}"
        if one.queries is not None and one.queries > target.queries:
            yield f"{where}: {one.queries} statements, meant to be {target.queries}"
        if one.per_s < target.per_s:
            yield f"{where}: {one.per_s:,} a second, meant to be {target.per_s:,}"
    yield from _grown(pages)


def _grown(pages: list[Figure]) -> Iterator[str]:
    for name, target in TARGETS.items():
        found = sorted((one for one in pages if one.name == name), key=lambda one: one.cases or 0)
        if len(found) > 1 and not target.grows and found[-1].median_ms > GROWTH * found[0].median_ms:
            ratio = found[-1].median_ms / found[0].median_ms
            yield f"{name}: {ratio:.2f} times as long at {found[-1].cases:,} cases as at {found[0].cases:,}"
