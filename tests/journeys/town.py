"""Everybody who takes part in a journey: each at a browser of their own, before one installation with one clock."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.test import override_settings
from playwright.sync_api import Browser

from ledger.clock import advance
from local.stack import Stack
from tests.journeys import looking
from tests.journeys.somebody import Somebody
from tests.live import BARE, Beginning, LiveStack

EDITION = "policy/editions/icsrm"
BEGINS = datetime(2026, 3, 2, 9, tzinfo=UTC)
LIVED_HERE = timedelta(days=60)
SETTLE = f"""
from io import StringIO
from django.core.management import call_command
from pathlib import Path
from local.demo.people import settle
from policy.actions import publish_editions
call_command("load_edition", "{EDITION}", stdout=StringIO())
people = settle()
publish_editions(folder=Path("{EDITION}"), by=people["adam"], second=people["audrey"])
call_command("demo_time", "+{LIVED_HERE.days}d", stdout=StringIO())
with open("{{}}", "w") as keys:
    call_command("demo_people", "--json", stdout=keys)
"""
KEYS = "people.json"
PATIENCE = 90
"""Seconds. The queue only hints at what is due: a lost hint is made good by the beat, within a minute."""


@dataclass
class Town:
    """An installation, its people and its clock. A person gets a browser when they are first asked for.

    `phones`: the first names of those who come by telephone; `plain`: of those whose browser runs no script. `watched` is
    called after each button of anybody.
    """

    stack: LiveStack
    browser: Browser
    keys: dict[str, dict[str, str]]
    people: dict[str, Somebody] = field(default_factory=dict)
    phones: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()
    watched: Callable[[], None] = lambda: None

    @classmethod
    def around(cls, stack: LiveStack, browser: Browser) -> "Town":
        """Return the town of an installation, whose people can sign in."""
        return cls(stack, browser, keys_of(stack.local_stack))

    def __getitem__(self, first: str) -> Somebody:
        """Return somebody by first name, signed in with password and, in office, the second factor."""
        if first not in self.people:
            somebody = self.stranger(script=first not in self.plain, phone=first in self.phones)
            self.lets_in(somebody, self.keys[first])
            self.people[first] = somebody
        return self.people[first]

    def lets_in(self, somebody: Somebody, key: dict[str, str]) -> None:
        """Have somebody sign in."""
        somebody.comes_in(key)

    def stranger(self, *, script: bool = True, phone: bool = False) -> Somebody:
        """Return somebody nobody knows, at a fresh browser, which may run no script."""
        size: Any = looking.PHONE if phone else looking.DESK
        context = self.browser.new_context(base_url=self.stack.url, java_script_enabled=script, viewport=size)
        return Somebody(context.new_page(), script=script, pressed=self.pressed)

    def pressed(self) -> None:
        """Tell the one who watches that somebody pressed a button."""
        self.watched()

    def leave(self) -> None:
        """Close every browser window."""
        for context in list(self.browser.contexts):
            context.close()

    @property
    def today(self) -> date:
        """The day it is in the installation."""
        return (datetime.now(UTC) + timedelta(seconds=float(clock(self.stack.local_stack).read_text()))).date()

    def wait(self, days: int) -> None:
        """Let days pass, as `demo_time` does, and have the worker see to what fell due."""
        with override_settings(DEMO=True, CLOCK_OFFSET_FILE=clock(self.stack.local_stack)):
            advance(timedelta(days=days))
        self.send_task("casework.lapses")

    def send_task(self, task: str) -> None:
        """Send a task now that beat would send within a minute; the caller waits for the result."""
        self.stack.send_task(task)


def keys_of(local_stack: Stack) -> dict[str, dict[str, str]]:
    """Return how everybody who has settled in an installation signs in, by first name."""
    people = local_stack.plan.folder / KEYS
    known = json.loads(people.read_text(encoding="utf-8")) if people.exists() else []
    return {one["email"].partition("@")[0]: one for one in known}


def clock(local_stack: Stack) -> Path:
    """Return the file that says how far the installation's clock is from the real one."""
    return Path(local_stack.environment["CLOCK_OFFSET_FILE"])


def _with_books(local_stack: Stack) -> None:
    """Publish the books."""
    _begin_clock(local_stack, BEGINS)
    local_stack.step("load_edition", "load_edition", EDITION, "--skip-checks")


def _settled(local_stack: Stack) -> None:
    """Let everybody come to live here, and some time pass, so that oaths precede what is reported: in one process."""
    _begin_clock(local_stack, BEGINS - LIVED_HERE)
    keys = local_stack.plan.folder / KEYS
    local_stack.step("shell", "shell", "--no-imports", "-c", SETTLE.format(keys))


def _begin_clock(local_stack: Stack, begins: datetime) -> None:
    """Have the clock begin on a Monday of its own, so that dates are the same on every run."""
    clock(local_stack).write_text(str((begins - datetime.now(UTC)).total_seconds()), encoding="ascii")


BOOKS = Beginning("books", _with_books, upon=BARE)
SETTLED = Beginning("settled", _settled, upon=BARE)


def until(seen: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
    """Return once something is seen; it fails with `what` when that takes too long."""
    late = time.monotonic() + patience
    while not seen():
        assert time.monotonic() < late, f"did not come: {what}"
        time.sleep(0.2)
