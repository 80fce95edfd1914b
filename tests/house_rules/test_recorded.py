"""What takes too long for every change was run, and not long ago: docs/recorded.json says with which seed and when."""

import json
import subprocess
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests import tiers
from tests.house_rules import source
from tests.recording import RECORD, RUNS, TREE

OLDEST = timedelta(days=60)
FIELDS = {"what", "count", "seed", "commit", "day", "minutes"}


def recorded() -> dict[str, dict[str, object]]:
    """Return the records by name."""
    found: dict[str, dict[str, object]] = json.loads(RECORD.read_text(encoding="utf-8"))
    return found


def git(*words: str) -> str:
    """Return what git answers; nothing where this folder is no checkout."""
    asked = subprocess.run(["git", *words], cwd=TREE, capture_output=True, text=True, check=False)
    return asked.stdout.strip() if asked.returncode == 0 else ""


def stale(record: Mapping[str, object], on: date) -> str:
    """Return what is wrong with a record on a day; nothing when it stands."""
    if set(record) - {"found"} != FIELDS:
        return f"it has {sorted(record)}"
    if on - date.fromisoformat(str(record["day"])) > OLDEST:
        return f"it is of {record['day']}: run `make long`"
    return ""


@pytest.mark.parametrize("name", RUNS)
def test_each_long_run_was_made_and_not_long_ago(name: str) -> None:
    changed = git("log", "-1", "--format=%cs")
    assert stale(recorded()[name], date.fromisoformat(changed) if changed else date.min) == ""


@pytest.mark.parametrize("name", RUNS)
def test_it_was_run_at_a_commit_of_this_history(name: str) -> None:
    if git("rev-parse", "--is-shallow-repository") == "false":
        commit = str(recorded()[name]["commit"])
        assert git("merge-base", commit, "HEAD") == commit, f"{commit} is no commit that led here: run `make long`"


def test_nothing_is_recorded_that_nobody_runs() -> None:
    assert set(recorded()) == set(RUNS)


@pytest.mark.parametrize("name", [name for name, run in RUNS.items() if run.finds])
def test_a_run_that_finds_something_is_recorded_with_its_numbers(name: str) -> None:
    assert recorded()[name]["found"]


def test_each_long_run_names_files_that_are_there() -> None:
    """A run that names a folder would leave out the files that pytest finds only by their names."""
    named = {word for run in RUNS.values() for word in run.command if word.startswith("tests/")}
    assert {word for word in named if not (TREE / word).exists()} == set()
    left_out = [Path(file) for file in (*tiers.KILLS, *tiers.WHOLE_STORIES)]
    assert {word for word in named if any((TREE / word) in file.parents for file in left_out)} == set()


def test_what_a_run_takes_a_share_of_is_taken_whole_by_the_long_tier() -> None:
    tests = [each for each in source.python("tests") if each.parts[-1].startswith("test_")]
    shared = {each.path for each in tests if any(getattr(node, "module", "") == "tests.share" for node in each.nodes)}
    assert shared - set(RUNS["whole"].command) == set()


def test_a_record_goes_stale() -> None:
    record = dict.fromkeys(FIELDS, 1) | {"day": "2026-01-01"}
    assert stale(record, date(2026, 3, 2)) == ""
    assert stale(record, date(2026, 3, 3)) == "it is of 2026-01-01: run `make long`"
    assert stale({"day": "2026-01-01"}, date(2026, 1, 1)) == "it has ['day']"
