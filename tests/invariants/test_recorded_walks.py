"""The record of the long walk: it was made of the machine that stands here, and reached all of it."""

import csv
import re
from pathlib import Path

from casework.vocabulary import CaseState, Seat, Verb
from tests.invariants.stored_roads import WITHOUT_A_ROAD

RECORD = Path(__file__).parent / "recorded_walks.csv"
HEAD = re.compile(r"# seeds? \d+( to \d+)?, [\d,]+ walks of 40 steps( in all)?\n")
"""Which seed `make long` was given, and how many walks that came to."""


def reached() -> list[dict[str, str]]:
    """Return the rows of the record: a state, a step, the seat of who took it, and how often."""
    head, *lines = RECORD.read_text(encoding="ascii").splitlines(keepends=True)
    assert HEAD.fullmatch(head), head
    return list(csv.DictReader(lines))


def test_the_long_walk_stood_in_every_state_and_took_every_step_that_has_a_road() -> None:
    rows = reached()
    assert {row["state"] for row in rows} == {"None", *(state.value for state in CaseState)}
    assert {verb.value for verb in set(Verb) - WITHOUT_A_ROAD} - {row["verb"] for row in rows} == set()
    assert {row["verb"] for row in rows} <= {verb.value for verb in Verb}


def test_the_long_walk_was_of_seats_that_exist_and_counted_each_line_once() -> None:
    rows = reached()
    assert {row["seat"] for row in rows} <= {seat.value for seat in Seat}
    lines = [(row["state"], row["verb"], row["seat"]) for row in rows]
    assert len(lines) == len(set(lines))
    assert all(int(row["times"]) > 0 for row in rows)
