"""Two web processes and three workers before one database carry a case: whoever answers, and each letter lies there once."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import cycle
from pathlib import Path

import pytest
from celery import Celery
from playwright.sync_api import Browser
from redis import Redis

from tests import live, stage
from tests.casework.web.reporting import WORDS
from tests.journeys import road
from tests.journeys.filing import Filing
from tests.journeys.reporting import follows_up
from tests.journeys.road import Road
from tests.journeys.somebody import Somebody
from tests.journeys.town import SETTLED, Town, until

REX = {"people": "1", "name_1": "Rex Respond", "employer_1": "Northwind Service", "number_1": "M-1001"}
LETTERS = ["The member has been told", "What happens with your name", "We have your report"]
NOTICE = "Notice of investigation"
TOLD = """
from accounts.models import User
from config.demo import story as told
from config.demo.teller import Story
people = {user.name.split()[0].lower(): user for user in User.objects.filter(kind="person")}
told.investigated(Story(people=people, case="CASE"))
"""
ROUNDS = 6
WORKERS = ("worker", "worker_2", "worker_3")


@dataclass
class Changing(Somebody):
    """A person whose every page is asked of the other web process than the one before."""

    webs: "cycle[str]" = field(default_factory=lambda: cycle([""]))
    asked: list[str] = field(default_factory=list)

    def opens(self, path: str) -> int:
        """Go to an address at the next web process."""
        self.asked.append(next(self.webs))
        return super().opens(f"{self.asked[-1]}{path}" if path.startswith("/") else path)


@dataclass
class TownOfTwo(Town):
    """A town with two doors, between which everybody changes."""

    doors: tuple[str, ...] = ()

    def stranger(self, *, script: bool = True) -> Somebody:
        """Return somebody nobody knows, whose pages are judged on other journeys."""
        context = self.browser.new_context(base_url=self.doors[0], java_script_enabled=script)
        return Changing(context.new_page(), script=False, webs=cycle(self.doors))


@pytest.fixture
def two(tmp_path: Path, request: pytest.FixtureRequest, browser: Browser) -> Iterator[TownOfTwo]:
    """A house where people live, grown to two web processes and three workers."""
    with (
        live.stack(stage.Services.start(), tmp_path / "house", request.node.name, SETTLED) as running,
        socket.create_server(("127.0.0.1", 0), backlog=128) as door,
    ):
        running.house.start_web(door, "web_2")
        for name in WORKERS[1:]:
            running.house.start_worker(name)
        other = f"http://localhost:{door.getsockname()[1]}"
        town = Town.around(running, browser)
        made = TownOfTwo(running, browser, town.keys, doors=(running.url, other))
        until(lambda: answering(made) == len(WORKERS), "three workers")
        yield made
        made.leave()


def test_a_case_goes_its_way_and_no_letter_comes_twice(two: TownOfTwo) -> None:
    reporter = two.stranger()
    filing = Filing.begun(reporter.page.context.request)
    filing.answer(who=REX, **{"keep-away": {"keep_away": ""}})
    filing.ready("declaration", {"declared": "on"})()
    code = " ".join(WORDS.findall(filing.page("receipt")))
    case = Road(town=two, reporter=reporter, code=code, told="", day=two.today - timedelta(days=21))
    road.acknowledged(case)
    road.screened(case)
    two.stack.manage("shell", "--no-imports", "-c", TOLD.replace("CASE", case.case))
    for _ in range(ROUNDS):
        for task in ("notifications.post", "casework.sweep", "casework.lapses"):
            two.ring(task)
    until(lambda: len(subjects(case)) >= len(LETTERS), "the letters")
    until(lambda: waiting(two) == 0, "the end of all rounds")
    two["rex"].opens("/member/")
    lying = two["rex"].page.locator("a[href^='/member/letters/']").all_inner_texts()
    assert (case.state("ines"), subjects(case), lying) == ("Waiting for the answer", LETTERS, [NOTICE])
    ines = two["ines"]
    assert isinstance(ines, Changing)
    assert set(ines.asked) == set(two.doors)


def answering(town: Town) -> int:
    """Return how many workers answer."""
    with Celery(broker=town.stack.house.environment["BROKER_URL"]) as queue:
        return len(queue.control.ping(timeout=1))


def waiting(town: Town) -> int:
    """Return how many tasks lie in the queue."""
    plan = town.stack.house.plan
    with Redis.from_url(plan.place.cache_url(), db=2 * plan.shelf) as queue:
        return int(queue.llen("celery"))  # type: ignore[arg-type]


def subjects(case: Road) -> list[str]:
    """Return what lies in the reporter's inbox, newest first."""
    follows_up(case.reporter, case.code)
    case.reporter.opens("/follow-up/letters/")
    return case.reporter.page.locator("a[href^='/follow-up/letters/']").all_inner_texts()
