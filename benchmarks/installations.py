"""Installations for the benchmark: filled with many cases, behind a web server, and removed afterwards."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg

from benchmarks.rough import make_rough
from local.embedded import Place
from local.plan import Plan
from local.run import EDITION
from local.stack import EVIDENCE, Stack

DESK, READY_SECONDS = 500, 60
ASKED_WITHIN = {
    "DJANGO_SETTINGS_MODULE": "config.settings",
    "ALLOWED_HOSTS": "localhost,testserver",
    "LOG_LEVEL": "CRITICAL",
    "PYTHONUNBUFFERED": "1",
}
"""What the benchmark's own programs need besides: they ask the installation from within, too."""


@dataclass(frozen=True)
class Standing:
    """An installation that stands: where it answers, and what its processes have to know."""

    local_stack: Stack
    url: str

    def make_rough(self) -> None:
        """Take its database's statistics away; its processes connect again by themselves."""
        plan = self.local_stack.plan
        make_rough(plan.place.database_url("postgres", plan.database))

    def started(self, module: str, *words: str) -> subprocess.Popen[str]:
        """Start a program of the benchmark in this installation, which is given its turns."""
        return subprocess.Popen(
            [sys.executable, "-m", module, *words],
            env=_environment(self.local_stack),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )


@contextmanager
def standing(place: Place, name: str, *, cases: int = 0) -> Iterator[Standing]:
    """Build an installation on the benchmark's services, fill it, start what serves people; take all of it down again.

    No worker runs beside them: what a commit leaves to be done later waits.
    """
    door = socket.create_server(("127.0.0.1", 0), backlog=128)
    plan = Plan(place, place.data / name, door.getsockname()[1], database=f"bench_{name}")
    place.drop_database(plan.database)
    local_stack = Stack.on(plan)
    try:
        local_stack.prepare(lambda _: None, *([] if cases else [EDITION]))
        if cases:
            fill(local_stack, cases)
        local_stack.start_signer()
        local_stack.start_web()
        local_stack.start_web(EVIDENCE)
        local_stack.start_proxy(door)
        _wait(plan.port)
        yield Standing(local_stack, plan.base_url)
    finally:
        local_stack.stop()
        door.close()
        place.drop_database(plan.database)


def _wait(port: int) -> None:
    """Return when the web server answers. TimeoutError when it does not."""
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("The web server did not answer.")


def fill(local_stack: Stack, cases: int) -> None:
    """Fill it with invented cases, let the database count them, as it does by itself in the night, and write all to disk.

    What was filled in is then paid for: no measured act waits for it.
    """
    words = ["populate", "--cases", str(cases), "--desk", str(min(DESK, cases // 2))]
    alone = {"BALLOTS_FOLDER": str(local_stack.plan.ballots)}  # The signer starts later and finds the keys there.
    subprocess.run([sys.executable, "manage.py", *words], env=_environment(local_stack) | alone, check=True)
    with psycopg.connect(local_stack.environment["OWNER_DATABASE_URL"], autocommit=True) as owner:
        owner.execute("VACUUM ANALYZE")
    with psycopg.connect(local_stack.plan.place.database_url("postgres", "postgres"), autocommit=True) as keeper:
        keeper.execute("CHECKPOINT")


def _environment(local_stack: Stack) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    return {**kept, **local_stack.environment, **ASKED_WITHIN}
