"""To somebody who may not see a case it answers as one that does not exist: the words, the time, the record, under a lock."""

import math
import random
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from statistics import median

import psycopg
import pytest

from tests.access_matrix.visitor import Answer, Visitor, later, masked
from tests.journeys.town import keys_of, until
from tests.live import LiveStack

PAIRS, TRIES, WITHIN, UNLIKELY = 300, 5, 0.00025, 0.01
INVENTED = "OB-2222-2222"
FILE = (
    "from accounts.models import User; from local.demo import story;"
    " people = {user.name.split()[0].lower(): user for user in User.objects.filter(kind='person')};"
    " one = story.Story(people=people); story.bring_report(one, 'Rex Respond', reporter='Wilma Quill'); print(one.case)"
)


@dataclass
class Door:
    """An installation with one real case, and an officer of it who has no part in that case."""

    stack: LiveStack
    officer: Visitor
    case: str

    def looks(self, reference: str) -> Answer:
        """Look at a case's page."""
        return self.officer.get(f"/desk/cases/{reference}/")

    def tries(self, reference: str) -> Answer:
        """Send a step of a case."""
        path = f"/desk/cases/{reference}/do/acknowledge_complaint/"
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.stack.url}
        token = next(value for (name, _), value in self.officer.cookies.items() if name == "csrftoken")
        return self.officer.ask("POST", path, f"csrfmiddlewaretoken={token}".encode(), **headers)

    def one(self, query: str) -> tuple[int, ...]:
        """Return a row of figures of the database."""
        with closing(psycopg.connect(self.stack.local_stack.environment["DATABASE_URL"])) as served:
            found = served.execute(query).fetchone()
            assert found is not None
            return found


@pytest.fixture
def door(settled_stack: LiveStack) -> Iterator[Door]:
    keys = keys_of(settled_stack.local_stack)
    case = settled_stack.manage("shell", "--no-imports", "-c", FILE).split()[-1]
    yield Door(settled_stack, Visitor(settled_stack.url).signs_in(keys["mona"]), case)


def test_a_case_that_is_not_yours_is_as_one_that_does_not_exist(door: Door) -> None:
    the_words_are_the_same(door)
    a_locked_row_tells_nothing(door)
    the_record_grows_alike(door)
    it_takes_the_same_time(door)


def the_words_are_the_same(door: Door) -> None:
    """Status, headers and page of both are one, for a look and for a step."""
    assert masked(door.looks(door.case)) == masked(door.looks(INVENTED))
    assert masked(door.tries(door.case)) == masked(door.tries(INVENTED))
    assert (door.looks(door.case).status, door.tries(door.case).status) == (404, 404)


def a_locked_row_tells_nothing(door: Door) -> None:
    """While somebody holds the case, a stranger neither waits nor hears of it."""
    with closing(psycopg.connect(door.stack.local_stack.environment["DATABASE_URL"])) as holder:
        holder.execute("SELECT 1 FROM casework_case WHERE reference = %s FOR UPDATE", [door.case])
        for answers in ((door.looks(door.case), door.looks(INVENTED)), (door.tries(door.case), door.tries(INVENTED))):
            assert masked(answers[0]) == masked(answers[1])
            assert answers[0].seconds < 1


def the_record_grows_alike(door: Door) -> None:
    """A hundred looks leave nothing in the record before the hour is over, and one entry afterwards, for either target."""
    hour_over(door)
    grown = []
    for reference in (door.case, INVENTED):
        before = door.one("SELECT count(*) FROM ledger_entry")
        for _ in range(100):
            door.looks(reference)
        assert door.one("SELECT count(*) FROM ledger_entry") == before
        rows = door.one("SELECT count(*), sum(count) FROM casework_refusal WHERE NOT folded")
        grown.append((rows, hour_over(door)))
    assert grown == [((1, 100), 1)] * 2


def hour_over(door: Door) -> int:
    """Let the hour pass and the refusals in it be folded; return how many entries tell of them."""
    told = "SELECT count(*) FROM ledger_entry WHERE type = 'access.refused'"
    (before,) = door.one(told)
    later(door.stack, 3600)
    door.stack.send_task("casework.refusals")
    until(lambda: door.one("SELECT count(*) FROM casework_refusal WHERE NOT folded") == (0,), "the folding")
    return door.one(told)[0] - before


def it_takes_the_same_time(door: Door) -> None:
    """Interleaved looks: medians within a quarter of a millisecond, or no telling apart by rank, in one run of a few."""
    runs = []
    for _ in range(TRIES):
        real, invented = timed(door)
        runs.append((abs(median(real) - median(invented)), rank_test(real, invented)))
        if runs[-1][0] <= WITHIN or runs[-1][1] > UNLIKELY:
            return
    raise AssertionError(f"told apart in each of {TRIES} runs (difference of medians in seconds, p): {runs}")


def timed(door: Door) -> tuple[list[float], list[float]]:
    """Return how long looks at the real case and at the invented one took, asked in pairs of random order."""
    took: dict[str, list[float]] = {door.case: [], INVENTED: []}
    for _ in range(PAIRS):
        for reference in random.sample([door.case, INVENTED], 2):
            took[reference].append(door.looks(reference).seconds)
    return took[door.case], took[INVENTED]


def rank_test(one: Sequence[float], other: Sequence[float]) -> float:
    """Return p of the two-sided Mann-Whitney test, by its normal approximation (no ties among clock readings)."""
    ranks = {value: rank for rank, value in enumerate(sorted([*one, *other]), start=1)}
    n, m = len(one), len(other)
    u = sum(ranks[value] for value in one) - n * (n + 1) / 2
    z = (u - n * m / 2) / math.sqrt(n * m * (n + m + 1) / 12)
    return math.erfc(abs(z) / math.sqrt(2))


def test_the_rank_test_knows_a_difference_from_none() -> None:
    chance = random.Random(7)
    one, same, late = ([chance.gauss(mean, 1) for _ in range(300)] for mean in (0, 0, 0.5))
    assert (rank_test(one, same) > UNLIKELY, rank_test(one, late) < UNLIKELY) == (True, True)
