"""Everybody who takes part in a journey: each at a browser of their own, before one house with one clock."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from celery import Celery
from playwright.sync_api import Browser

from tests.journeys.somebody import Somebody
from tests.live import LiveStack

EDITION = "policy/editions/icsrm"
LIVED_HERE = timedelta(days=60)
SETTLE = "from config.demo.people import settle; settle()"
PATIENCE = 20


@dataclass
class Town:
    """A house, the people who go to it, and its clock. Who was not asked for yet has no browser."""

    stack: LiveStack
    browser: Browser
    keys: dict[str, dict[str, str]]
    people: dict[str, Somebody] = field(default_factory=dict)

    @classmethod
    def settled(cls, stack: LiveStack, browser: Browser) -> "Town":
        """Publish the books and let everybody come to live here, some time ago, so that oaths precede what is reported."""
        clock(stack).write_text(str(-LIVED_HERE.total_seconds()), encoding="ascii")
        stack.manage("load_edition", EDITION)
        stack.manage("shell", "--no-imports", "-c", SETTLE)
        clock(stack).write_text("0", encoding="ascii")
        known = json.loads(stack.manage("demo_people", "--json"))
        return cls(stack, browser, {one["email"].partition("@")[0]: one for one in known})

    def __getitem__(self, first: str) -> Somebody:
        """Return somebody by first name, signed in with password and, in office, the second factor."""
        if first not in self.people:
            somebody = self.stranger()
            somebody.sign_in(self.keys[first])
            self.people[first] = somebody
        return self.people[first]

    def called(self, name: str) -> Somebody:
        """Return somebody by the whole name, as pages show it."""
        return self[name.split()[0].lower()]

    def stranger(self, **options: Any) -> Somebody:
        """Return somebody nobody knows, at a fresh browser."""
        context = self.browser.new_context(base_url=self.stack.url, **options)
        return Somebody(context.new_page())

    def leave(self) -> None:
        """Close every browser window."""
        for context in list(self.browser.contexts):
            context.close()

    @property
    def today(self) -> date:
        """The day it is in the house."""
        return (datetime.now().astimezone() + timedelta(seconds=float(clock(self.stack).read_text()))).date()

    def wait(self, days: int) -> None:
        """Let days pass, and have the worker see to what fell due."""
        self.stack.manage("demo_time", f"+{days}d")
        self.ring("casework.lapses")

    def ring(self, task: str) -> None:
        """Have the worker do a task now that the beat would ring for within a minute; who needs it done waits to see it."""
        with Celery(broker=self.stack.house.environment["BROKER_URL"]) as queue:
            queue.send_task(task)


def clock(stack: LiveStack) -> Path:
    """Return the file that says how far the house's clock is from the real one."""
    return Path(stack.house.environment["CLOCK_OFFSET_FILE"])


def until(seen: Callable[[], bool], what: str) -> None:
    """Return once something is seen; it fails with `what` when that takes too long."""
    late = time.monotonic() + PATIENCE
    while not seen():
        assert time.monotonic() < late, f"did not come: {what}"
        time.sleep(0.2)
