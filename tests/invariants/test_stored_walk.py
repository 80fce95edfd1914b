"""A walk on the real database: every road of the procedure and, by `make walks`, steps drawn by lot from each place on it."""

import copy
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from hypothesis import HealthCheck, given, seed
from hypothesis import settings as hypothesis
from hypothesis import strategies as st
from pytest_django import Settings

from casework import tasks
from casework.verbs import VERBS
from casework.vocabulary import CaseState
from config.demo.people import settle
from config.demo.story import report_about
from config.populate.moments import at
from config.populate.roads import ALL, ENDS, Road
from ledger.clock import now
from tests.invariants.stored_town import TOWN, Counted, Reached
from tests.invariants.stored_walking import Walk

WALKS, STEPS, LEAST = int(os.environ.get("WALKS", "0")), 40, 10
"""So many walks, of so many steps from the report on; what walks have in common is told once. LEAST are drawn by lot.

Without walks the roads alone are told, and every law is asked at each place where cases stand.
"""
SEED = int(os.environ.get("WALKS_SEED", "20261"))
RECORD = os.environ.get("WALKS_FILE")
SWORN = datetime(2025, 1, 6, 9, 0, tzinfo=UTC)
FILED = datetime(2025, 3, 3, 10, 0, tzinfo=UTC)


@pytest.fixture
def demonstration(db: None, settings: Settings) -> None:
    """A house that may move its own clock, with its books published."""
    settings.DEMO = True
    call_command("load_edition", "policy/editions/icsrm", stdout=StringIO())


def test_every_road_on_the_database_reaches_every_state_and_every_law_holds_on_it(
    demonstration: None,
) -> None:
    reached = Counter[Reached]()
    with at(SWORN):
        people = settle(TOWN)
    with at(FILED):
        story = Counted(people=people, respondent="remy", due=tasks.lapses, reached=reached)
        story.file(report_about(people["remy"].name, "Wilma Quill", on=(now() - timedelta(days=21)).date()))
        stood = set()
        for place in places(ALL, story):
            stood.add(place.facts.state)
            walked_from(place, -(-WALKS // len(ENDS)))
    if RECORD:
        Path(RECORD).write_text(table(reached), encoding="ascii")
    assert stood == set(CaseState)
    if WALKS:
        assert " ".join(sorted({verb.value for verb in VERBS} - {verb.value for _, verb, _ in reached})) == ""


def places(road: Road, story: Counted) -> Iterator[Counted]:
    """Yield the story at each place of the tree where cases stand; what a place leads to is taken back behind it."""
    road.tell(story)
    if road.share:
        yield story
    for each in road.then:
        with taken_back():
            yield from places(each, copy.copy(story))


@contextmanager
def taken_back() -> Iterator[None]:
    """Take back what is done, and the days that pass meanwhile."""
    here = transaction.savepoint_create()
    with at(now()):
        yield
    transaction.savepoint_rollback(here)


def walked_from(story: Counted, walks: int) -> None:
    """Ask every law of a place, and walk on from it so often; a walk that breaks a law is shown with its lots."""
    known = Counter(story.reached)
    Walk.of(copy.copy(story), known).holds()
    if not walks:
        return
    ahead = max(LEAST, STEPS - len(story.read().record))

    @seed(SEED)
    @hypothesis(
        max_examples=walks,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )
    @given(lots=st.lists(st.integers(0, 2**32 - 1), min_size=ahead, max_size=ahead))
    def walk(lots: list[int]) -> None:
        with taken_back():
            walk = Walk.of(copy.copy(story), known)
            for lot in lots:
                walk.step(lot)
        story.reached.update(walk.story.reached - known)

    walk()


def table(reached: Counter[Reached]) -> str:
    """Return what was reached and how often, one state, verb and seat a line."""
    head = f"# seed {SEED}, {WALKS} walks of {STEPS} steps\nstate,verb,seat,times\n"
    rows = sorted((str(state), str(verb), str(seat), times) for (state, verb, seat), times in reached.items())
    return head + "".join(f"{state},{verb},{seat},{times}\n" for state, verb, seat, times in rows)
