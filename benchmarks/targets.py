"""What the installation is meant to do on a quiet machine of two cores, and what of it was missed. A miss fails nothing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from benchmarks.figures import Figure

GROWTH = 1.2
"""How much longer a median may be in the largest installation than in the smallest."""


@dataclass(frozen=True, kw_only=True)
class Target:
    """The most milliseconds and statements, the fewest acts or entries a second. `grows`: may grow with the size.

    `share`: the least share of the speed of the figure `of`, measured in the same run.
    """

    median_ms: float = float("inf")
    p95_ms: float = float("inf")
    queries: int = 10_000
    per_s: float = 0
    entries_per_s: float = 0
    cpu_ms: float = float("inf")
    memory_mb: float = float("inf")
    kb: float = float("inf")
    grows: bool = False
    of: str = ""
    share: float = 0


TARGETS: Mapping[str, Target] = {
    "queue_first_page": Target(median_ms=15, queries=20),
    "queue_filtered": Target(median_ms=15, queries=20),
    "queue_wide": Target(median_ms=60, queries=20),
    "queue_sorted_wide": Target(median_ms=60, queries=20),
    "queue_search": Target(median_ms=50, queries=20),
    "queue_search_wide": Target(median_ms=50, queries=20),
    "today": Target(median_ms=15, queries=20),
    "today_wide": Target(median_ms=60, queries=20),
    "team_wide": Target(median_ms=60, queries=20),
    "case_page": Target(median_ms=15, queries=20),
    "case_again": Target(median_ms=10, queries=20),
    "autosave": Target(median_ms=10, queries=6),
    "public_filing": Target(median_ms=70),
    "public_filing_short": Target(median_ms=35),
    "public_filing_4": Target(per_s=25),
    "public_first_view": Target(kb=100),
    "public_next_view": Target(kb=15),
    "api_filing": Target(median_ms=12),
    "transition": Target(median_ms=20),
    "nightly_new": Target(cpu_ms=30_000, memory_mb=200, grows=True),
    "nightly_old": Target(memory_mb=200, grows=True),
    "append_1": Target(per_s=300),
    "append_4": Target(per_s=300),
    "proof_1m": Target(p95_ms=5),
    "verify_100k": Target(entries_per_s=80_000),
    "verify_1m": Target(entries_per_s=80_000),
    "upload_100mb": Target(of="upload_discarded", share=0.5, memory_mb=40),
    "view_page": Target(median_ms=125),
    "first_page": Target(median_ms=300),
    "letter": Target(median_ms=30),
    "bundle_1000": Target(median_ms=60_000, memory_mb=600),
}


def missed(figures: Iterable[Figure]) -> Iterator[str]:
    """Yield what missed its target, in words."""
    figures = list(figures)
    medians = {one.name: one.median_ms for one in figures}
    measured = [one for one in figures if one.name in TARGETS]
    for one in measured:
        target = TARGETS[one.name]
        where = (f"{one.name} at {one.cases:,} cases" if one.cases else one.name) + _without(one)
        if one.median_ms > target.median_ms:
            yield f"{where}: {one.median_ms:,} ms, meant to be {target.median_ms:,}"
        if one.queries is not None and one.queries > target.queries:
            yield f"{where}: {one.queries} statements, meant to be {target.queries}"
        if one.p95_ms > target.p95_ms:
            yield f"{where}: 95 % within {one.p95_ms:,} ms, meant to be {target.p95_ms:,}"
        if one.entries and one.entries / one.median_ms * 1000 < target.entries_per_s:
            yield f"{where}: {one.entries / one.median_ms * 1000:,.0f} entries a second, meant to be {target.entries_per_s:,}"
        if one.cpu_ms is not None and one.cpu_ms > target.cpu_ms:
            yield f"{where}: {one.cpu_ms:,} ms of CPU, meant to be {target.cpu_ms:,}"
        if one.memory_mb is not None and one.memory_mb > target.memory_mb:
            yield f"{where}: {one.memory_mb:,} MB, meant to be {target.memory_mb:,}"
        if one.kb is not None and one.kb > target.kb:
            yield f"{where}: {one.kb:,} kB, meant to be {target.kb:,}"
        if target.of in medians and medians[target.of] < target.share * one.median_ms:
            yield f"{where}: {medians[target.of] / one.median_ms:.0%} of {target.of}, meant to be {target.share:.0%}"
        if one.per_s < target.per_s:
            yield f"{where}: {one.per_s:,} a second, meant to be {target.per_s:,}"
    for rough in (False, True):
        yield from _grown([one for one in measured if one.cases and one.rough is rough])


def _without(one: Figure) -> str:
    return " without statistics" if one.rough else ""


def _grown(pages: list[Figure]) -> Iterator[str]:
    for name, target in TARGETS.items():
        found = sorted((one for one in pages if one.name == name), key=lambda one: one.cases or 0)
        if len(found) > 1 and not target.grows and found[-1].median_ms > GROWTH * found[0].median_ms:
            least, most = found[0], found[-1]
            ratio = f"{most.median_ms / least.median_ms:.2f} times as long"
            yield f"{name}{_without(most)}: {ratio} at {most.cases:,} cases as at {least.cases:,}"
