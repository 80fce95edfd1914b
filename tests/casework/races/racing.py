"""Several people at once: each in a thread with a connection of its own, all let go at the same moment."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier

from django.db import OperationalError, connection
from psycopg.errors import LockNotAvailable

from casework.queries.checks.replay import drifts
from casework.queries.invariants import breaches
from casework.vocabulary import Refused
from local.demo.scenario import Story
from tests import real_commits

RACES = int(os.environ.get("RACES", "2"))
"""How often each race is run; `make long` runs each 200 times."""
PLACE = "kept_place"

type Act = Callable[[], object]


@dataclass(frozen=True)
class Outcome:
    """What became of one act: None where it was done, else the refusal."""

    refused: Refused | None

    @property
    def done(self) -> bool:
        """Whether the act was done."""
        return self.refused is None


def at_once(*acts: Act) -> list[Outcome]:
    """Let all acts go at the same moment and return what became of each. What is no refusal is raised."""
    start = Barrier(len(acts))
    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(lambda act: _let_go(start, act), acts))


def _let_go(start: Barrier, act: Act) -> Outcome:
    try:
        connection.ensure_connection()
        start.wait(timeout=30)
        while not _came_through(act):
            pass
    except Refused as refused:
        return Outcome(refused)
    else:
        return Outcome(None)
    finally:
        connection.close()


def _came_through(act: Act) -> bool:
    """Do an act, unless the lock was held too long, as on a machine that is busy: then it is asked for again."""
    try:
        act()
    except OperationalError as busy:
        if isinstance(busy.__cause__, LockNotAvailable):
            return False
        raise
    return True


def races(story: Story) -> Iterator[int]:
    """Yield a number for each race, from the same state; afterwards every law holds and the rows agree with the record."""
    real_commits.remember(PLACE)
    try:
        for number in range(RACES):
            yield number
            assert [(one.invariant, one.words) for one in breaches([story.case])] == []
            assert list(drifts()) == []
            real_commits.back_to(PLACE)
    finally:
        real_commits.forget(PLACE)
