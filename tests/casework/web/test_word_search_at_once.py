"""A search that nobody waits for any more ends at once, and one search at a time leaves the rest of the worker alone."""

import re
from collections.abc import Iterator

import pytest

from casework import tasks
from casework.models import WordSearch
from casework.queries.search import word_search
from casework.queries.search.word_search import CLAIMED, SEARCHING, look_through, take_waiting
from ledger.clock import now
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to, town_begun
from tests.casework.web.test_word_search import look_for
from tests.casework.web.test_word_search_files import letter
from tests.ledger.records import superuser

begun = town_begun(to=brought_to("investigation"))
PAGE = "A page without it."


class Reader:
    """A pattern that counts the pages it is given, and looks for something else after so many."""

    def __init__(self, town: Town, story: Story, after: int) -> None:
        self.town, self.story, self.after, self.read = town, story, after, 0

    def findall(self, text: str) -> list[str]:
        self.read += text == PAGE
        if self.read == self.after and text == PAGE:
            look_for(self.town, self.story.investigator, "curlew")
        return []

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return iter(())


class SlowReader(Reader):
    """A pattern that takes its time for each page, and counts how often another worker could have taken the search then."""

    taken = 0

    def findall(self, text: str) -> list[str]:
        if text == PAGE:
            self.read += 1
            self.town.clock.shift(CLAIMED / (2 * word_search.TURN))
            self.taken += take_waiting(now()) is not None
        return []


def test_a_worker_keeps_its_claim_to_a_search_within_one_long_file(
    town: Town, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter(town, story, *[PAGE] * 200)
    look_for(town, story.investigator, "dotterel")
    search, reader = take_waiting(now()), SlowReader(town, story, after=0)
    assert search
    monkeypatch.setattr(word_search, "pattern_of", lambda words: reader)
    look_through(search)
    assert (reader.read, reader.taken) == (200, 0)
    assert WordSearch.objects.get().found is not None


def test_a_worker_leaves_a_long_file_once_its_owner_looks_for_something_else(
    town: Town, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter(town, story, *[PAGE] * 200)
    look_for(town, story.investigator, "dotterel")
    search, reader = take_waiting(now()), Reader(town, story, after=30)
    assert search
    monkeypatch.setattr(word_search, "pattern_of", lambda words: reader)
    look_through(search)
    assert 30 <= reader.read <= 30 + word_search.TURN
    assert WordSearch.objects.get().found is None


def test_a_search_waits_while_another_worker_searches(town: Town, story: Story) -> None:
    look_for(town, story.investigator, "dotterel")
    with superuser() as other:
        other.execute("SELECT pg_advisory_lock(%s)", [SEARCHING])
        tasks.look_for_words()
        assert WordSearch.objects.get().look_at is not None
        other.execute("SELECT pg_advisory_unlock(%s)", [SEARCHING])
    tasks.look_for_words()
    assert WordSearch.objects.get().look_at is None
