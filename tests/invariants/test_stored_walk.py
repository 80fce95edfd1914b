"""Walks on the real database: every path of the procedure, its side paths, and random steps."""

import copy
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from random import Random
from uuid import UUID

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, seed
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from casework import tasks
from casework.vocabulary import CaseState, Verb
from ledger.clock import now
from local.demo.people import settle
from local.demo.story import report_about, screen
from local.populate.case_paths import ALL, ENDS, Road
from tests.invariants.stored_roads import WITHOUT_A_ROAD, aside
from tests.invariants.stored_steering import Chapter, Mark, pass_by
from tests.invariants.stored_time import HandClock
from tests.invariants.stored_town import TOWN, Counted, Reached
from tests.invariants.stored_walking import Walk

WALKS, STEPS, LEAST = int(os.environ.get("WALKS", "4")), 40, 10
"""So many walks, of so many steps from the report on; what walks have in common is done once. At least LEAST are random."""
SEED = int(os.environ.get("WALKS_SEED", "20261"))
RECORD = os.environ.get("WALKS_FILE")
SWORN = datetime(2025, 1, 6, 9, 0, tzinfo=UTC)
FILED = datetime(2025, 3, 3, 10, 0, tzinfo=UTC)


def fall_due() -> None:
    """Do what falls due: the ends of clocks, and what the system does about letters that nobody opens."""
    tasks.lapses()
    tasks.see_to_letters()


@pytest.fixture
def demonstration(db: None, monkeypatch: pytest.MonkeyPatch) -> HandClock:
    """An installation with its books published; its clock and its ids come from the seed."""
    clock = HandClock(SWORN)
    monkeypatch.setattr("ledger.clock.datetime", clock)
    monkeypatch.setattr("os.urandom", Random(SEED).randbytes)
    call_command("load_edition", "policy/editions/icsrm", stdout=StringIO())
    return clock


def test_the_walk_on_the_database_reaches_every_state_and_keeps_every_law(
    demonstration: HandClock,
) -> None:
    reached = Counter[Reached]()
    stood = set()
    found = places(ALL, begun(demonstration, reached), demonstration)
    for number, (place, chapter) in enumerate(found):
        stood.add(place.view.state)
        steered_from(place, demonstration, aside(chapter))
        walked_from(place, demonstration, share(number))
        if RECORD:
            Path(RECORD).write_text(table(reached), encoding="ascii")
    assert stood == set(CaseState)
    missing = set(Verb) - WITHOUT_A_ROAD - {verb for _, verb, _ in reached}
    assert missing == set(), "give these steps a road in tests/invariants/stored_roads.py"


def test_a_seed_tells_the_same_walk_twice(demonstration: HandClock, monkeypatch: pytest.MonkeyPatch) -> None:
    told = [seeded(demonstration, monkeypatch, seed) for seed in (7, 7, 8)]
    assert told[0] == told[1]
    assert told[0] != told[2]


def seeded(clock: HandClock, monkeypatch: pytest.MonkeyPatch, seed: int) -> list[tuple[str, UUID, str]]:
    """Return what a short walk from an open investigation leaves in the record, and take all of it back."""
    lots = Random(seed)
    monkeypatch.setattr("os.urandom", Random(seed).randbytes)
    clock.moment = SWORN
    with clock.taken_back():
        story = begun(clock, Counter())
        screen(story)
        walk = Walk.of(story, Counter())
        for _ in range(LEAST):
            walk.step(lots.getrandbits(32))
        return [(one.event.type, one.actor, one.at.isoformat()) for one in walk.case.record]


def begun(clock: HandClock, reached: Counter[Reached]) -> Counted:
    """Return the story of a report that has just come in, in a town of its own."""
    people = settle(TOWN)
    clock.moment = FILED
    story = Counted(people=people, respondent="remy", due=fall_due, move=clock.move, reached=reached)
    story.file(report_about(people["remy"].name, "Wilma Quill", on=(now() - timedelta(days=21)).date()))
    return story


def share(number: int) -> int:
    """Return how many of all walks begin at a place, so that they are spread over all places."""
    return WALKS * (number + 1) // len(ENDS) - WALKS * number // len(ENDS)


def places(road: Road, story: Counted, clock: HandClock) -> Iterator[tuple[Counted, Chapter]]:
    """Yield the story at each place of the tree where cases stand, and the chapter behind which it stands."""
    road.tell(story)
    if road.share:
        yield story, road.tell
    for each in road.then:
        with clock.taken_back():
            yield from places(each, copy.copy(story), clock)


def steered_from(story: Counted, clock: HandClock, roads: Iterable[tuple[Mark, ...]]) -> None:
    """Take the roads aside of a place whose steps were not all taken before."""
    for marks in roads:
        taken = {verb for _, verb, _ in story.reached}
        if not taken.issuperset(marks):
            known = Counter(story.reached)
            with clock.taken_back():
                walk = Walk.of(copy.copy(story), known)
                pass_by(walk, marks)
            story.reached.update(walk.story.reached - known)


def walked_from(story: Counted, clock: HandClock, walks: int) -> None:
    """Ask every law of a place, and walk on from it so often; a walk that breaks a law is shown with its lots."""
    known = Counter(story.reached)
    Walk.of(copy.copy(story), known).holds()
    if not walks:
        return
    ahead = max(LEAST, STEPS - len(story.read().record))

    @seed(SEED)
    @hypothesis(
        max_examples=walks,
        database=None,
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )
    @given(lots=st.lists(st.integers(0, 2**32 - 1), min_size=ahead, max_size=ahead))
    def walk(lots: list[int]) -> None:
        with clock.taken_back():
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
