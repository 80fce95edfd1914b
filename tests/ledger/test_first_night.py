"""A night without a good point reads the whole log, some of it at a time, and names what was changed."""

import gc
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from ledger import continued
from operations.record_check import nightly_check
from tests.casework.web.conftest import books, town
from tests.ledger.records import draft, written
from tests.ledger.test_nightly import SAME_NIGHT, WITHIN_SEVEN, Night, changed, elsewhere, night, quiet, words
from tests.ledger.test_whole_case import ring
from tests.ledger.two_cases import begun
from tests.scenario_fixtures import here
from tests.share import share_of

__all__ = ["begun", "books", "here", "night", "quiet", "ring", "town"]

WITHOUT_A_POINT = tuple((statement, code) for statement, code in SAME_NIGHT if code != "letters-changed")
"""A point says which letters there were."""


@contextmanager
def most_held() -> Iterator[Callable[[], int]]:
    """Count the most bytes that Python holds at once inside the block; ask when it is over."""
    gc.collect()
    tracemalloc.start()
    try:
        yield lambda: most
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_the_first_night_reads_few_entries_at_a_time_and_names_every_change(
    night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(continued, "ENTRIES_AT_ONCE", 3)
    monkeypatch.setattr(continued, "POINTS_AT_ONCE", 1)
    night.falls()
    seen = {}
    codes = dict((*WITHOUT_A_POINT, *WITHIN_SEVEN))
    for statement in share_of(codes, one_in=6):
        with changed(statement), elsewhere():
            found = nightly_check()
            seen[statement] = (found.since, codes[statement] in words(found))
    assert seen == dict.fromkeys(seen, (0, True))
    with elsewhere():
        assert words(nightly_check()) == set()


def test_the_first_night_holds_no_more_of_a_long_log_than_of_a_short_one(
    quiet: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(continued, "ENTRIES_AT_ONCE", 100)
    held = []
    for entries in (200, 2_000):
        written(*(draft() for _ in range(entries)))
        quiet.sign()
        with elsewhere(), most_held() as most:
            found = nightly_check()
        assert (found.since, found.codes) == (0, {"ledger_verify": 2, "ledger_replay": 0})
        held.append(most())
    assert held[1] < 1.5 * held[0]
