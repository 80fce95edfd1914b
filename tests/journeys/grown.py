"""A town whose installation has grown: two webs, one of two processes, three workers, one database; everybody changes doors."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import Any

from celery import Celery
from playwright.sync_api import Browser
from redis import Redis

from tests import live, stage
from tests.journeys import looking
from tests.journeys.somebody import Somebody
from tests.journeys.town import SETTLED, Town, until

WORKERS = ("worker", "worker_2", "worker_3")


@dataclass
class Changing(Somebody):
    """A person who asks another web process at each address than at the one before."""

    doors: "cycle[str]" = field(default_factory=lambda: cycle([""]))
    asked: list[str] = field(default_factory=list)

    def opens(self, path: str) -> int:
        """Go to an address at the next web process."""
        self.asked.append(next(self.doors))
        return super().opens(f"{self.asked[-1]}{path}" if path.startswith("/") else path)


@dataclass
class GrownTown(Town):
    """A town with two doors, between which everybody changes."""

    doors: tuple[str, ...] = ()
    seen_in: set[bool] = field(default_factory=set)

    def lets_in(self, somebody: Somebody, key: dict[str, str]) -> None:
        """Have the first of a kind sign in page by page: the first who needs a code, and the first who needs none."""
        kind = "totp_secret" in key
        if kind in self.seen_in:
            somebody.comes_in(key)
        else:
            somebody.sign_in(key)
            self.seen_in.add(kind)

    def stranger(self, *, script: bool = True, phone: bool = False) -> Somebody:
        """Return somebody nobody knows, at a fresh browser, which may run no script."""
        size: Any = looking.PHONE if phone else looking.DESK
        context = self.browser.new_context(base_url=self.doors[0], java_script_enabled=script, viewport=size)
        return Changing(context.new_page(), script=script, doors=cycle(self.doors))


@contextmanager
def grown(folder: Path, name: str, browser: Browser) -> Iterator[GrownTown]:
    """An installation where people live, grown to two web processes and three workers."""
    with (
        live.stack(stage.Services.start(), folder, name, SETTLED) as running,
        socket.create_server(("127.0.0.1", 0), backlog=128) as door,
    ):
        running.local_stack.environment["WEB_CONCURRENCY"] = "2"
        running.local_stack.start_web("web_2")
        running.local_stack.start_proxy(door, "proxy_2", web="web_2")
        for worker in WORKERS[1:]:
            running.local_stack.start_worker(worker)
        other = f"http://localhost:{door.getsockname()[1]}"
        town = GrownTown(running, browser, Town.around(running, browser).keys, doors=(running.url, other))
        until(lambda: _answering(town) == len(WORKERS), "three workers")
        yield town
        town.leave()


def _answering(town: Town) -> int:
    with Celery(broker=town.stack.local_stack.environment["BROKER_URL"], set_as_current=False) as queue:
        replies = queue.control.ping(timeout=1) or ()
    return sum(node.startswith("celery@") for reply in replies for node in reply)


def waiting(town: Town) -> int:
    """Return how many tasks lie in the queue."""
    plan = town.stack.local_stack.plan
    with Redis.from_url(plan.place.cache_url(), db=2 * plan.shelf) as queue:
        return int(queue.llen("celery"))
