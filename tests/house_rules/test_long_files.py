"""The list of the files that take longest names files that are there, each once."""

from pathlib import Path

from tests import tiers
from tests.long_files import LONG


def test_every_long_file_is_there_and_named_once() -> None:
    assert [str(file) for file in LONG if not file.exists()] == []
    assert len(set(LONG)) == len(LONG)


def test_every_place_left_out_of_the_quick_tests_is_there() -> None:
    assert [str(place) for place in (*tiers.STARTS_PROCESSES, *tiers.TAKES_LONG) if not place.exists()] == []


def test_every_file_that_only_the_long_tier_runs_is_there() -> None:
    assert [file for file in (*tiers.KILLS, *tiers.WHOLE_STORIES) if not Path(file).exists()] == []


def test_every_long_story_is_named_among_the_long_files() -> None:
    assert {Path(story) for story in tiers.WHOLE_STORIES} - set(LONG) == set()
