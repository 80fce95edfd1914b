"""A running installation on services of its own, each of which may fall: database, queue, cache, disk, mail, signer."""

import json
import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import Any

import psycopg
from celery import Celery
from kombu import pools
from playwright.sync_api import Browser

from config.broker import CHECKS
from local import embedded, subprocesses
from local.plan import MAIL, Plan
from local.stack import Stack, StepFailed
from operations.postgres import program
from tests.coverage_env import coverage_environment
from tests.full_disk import small_disk
from tests.journeys.town import SETTLED, Town
from tests.live import LiveStack, begun

DISK_MEGABYTES = 16
PULSE_SECONDS = int(os.environ.get("DRILL_PULSE_SECONDS", "10"))
"""How often these installations take their pulse. `make long` drills one that takes it as often as any other does: 60."""


@dataclass
class Watcher:
    """The address outside that is told each minute: what it was asked for, and when."""

    address: str
    asked: list[tuple[float, str]] = field(default_factory=list)

    def since(self, moment: float) -> list[str]:
        """Return what was asked for since a moment."""
        return [path for at, path in self.asked if at > moment]


@dataclass
class Installation:
    """The installation, the people at it, and its services."""

    town: Town
    services: embedded.Services
    cache: subprocesses.Subprocess
    cache_place: embedded.Place
    disk: Path
    watcher: Watcher

    @property
    def local_stack(self) -> Stack:
        """Its processes."""
        return self.town.stack.local_stack

    def said(self, *words: str) -> dict[str, Any]:
        """Return what a command prints for machines, whether it succeeded or not."""
        try:
            text = self.local_stack.step(words[0], *words)
        except StepFailed:
            text = (self.local_stack.plan.run_dir / f"{words[0]}.log").read_text(encoding="utf-8")
        return dict(json.loads(text.splitlines()[-1]))

    def doctor(self) -> dict[str, str]:
        """Return what the doctor finds: name and the sentence that mends it."""
        return {one["name"]: one["mend"] for one in self.said("doctor", "--json")["findings"]}

    def status(self) -> list[str]:
        """Return what the status page says is wrong."""
        admin = self.town["adam"]
        assert admin.page.goto("/admin/status/").status == 200  # type: ignore[union-attr]
        return admin.page.locator(".ob-card--caution h2").all_inner_texts()

    def log(self, name: str) -> list[dict[str, Any]]:
        """Return the lines that a process logged."""
        text = (self.local_stack.plan.run_dir / f"{name}.log").read_text(encoding="utf-8", errors="replace")
        return [json.loads(line) for line in text.splitlines() if line.startswith("{")]

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """Ask the database."""
        with psycopg.connect(self.local_stack.environment["DATABASE_URL"]) as served:
            return served.execute(statement).fetchall()

    def process(self, name: str) -> subprocesses.Subprocess:
        """Return a running process."""
        return next(each for each in self.local_stack.processes if each.name == name)

    def check_record(self) -> None:
        """Send the nightly check, as beat does."""
        with Celery(broker=self.local_stack.environment["BROKER_URL"], set_as_current=False) as queue:
            queue.send_task("operations.nightly", queue=CHECKS)

    def stop_valkey(self) -> None:
        """End the queue's server at once: what it held is gone, and so is every connection that this process keeps."""
        self.services.valkey.popen.kill()
        self.services.valkey.popen.wait()
        pools.reset()

    def start_valkey(self) -> None:
        """Start it again, empty."""
        self.services = embedded.Services(
            self.services.place, self.services.postgres, embedded._start_valkey(self.services.place)
        )

    def start_cache(self) -> None:
        """Start the cache again, empty."""
        self.cache = embedded._start_valkey(self.cache_place)

    def stop_database(self) -> None:
        """End the database as a machine that restarts does."""
        self.services.postgres.stop()

    def start_database(self) -> None:
        """Start it again on the same data."""
        postgres = embedded._start_postgres(self.services.place, durable=False)
        self.services = embedded.Services(self.services.place, postgres, self.services.valkey)

    def freeze_signer(self, *, frozen: bool) -> None:
        """Have the signer hang, or go on."""
        assert self.local_stack.signer is not None
        os.kill(self.local_stack.signer.popen.pid, signal.SIGSTOP if frozen else signal.SIGCONT)


@contextmanager
def installation(shared: embedded.Place, folder: Path, browser: Browser) -> Iterator[Installation]:
    """Run an installation in which people have lived for a while, on services that nobody else uses."""
    with ExitStack() as stack:
        services = embedded.start(embedded.Place.at(folder / "cluster"), durable=False)
        cache_place = embedded.Place.at(folder / "cache")
        running = Installation(
            town=None,  # type: ignore[arg-type]
            services=services,
            cache=embedded._start_valkey(cache_place),
            cache_place=cache_place,
            disk=stack.enter_context(small_disk(folder / "disk", DISK_MEGABYTES)),
            watcher=stack.enter_context(watcher()),
        )

        def stop() -> None:
            running.cache.stop()
            running.services.stop()

        stack.callback(stop)
        home, database = begun(shared, SETTLED)
        shutil.copytree(home, folder / "site", ignore=shutil.ignore_patterns("static", "run"))
        (folder / "site" / "static").symlink_to(home / "static")
        door = socket.create_server(("127.0.0.1", 0), backlog=128)
        local_stack = Stack.on(Plan(services.place, folder / "site", door.getsockname()[1]))
        moved(shared, database, services.place, local_stack.plan.database)
        local_stack.environment |= {
            "CACHE_URL": cache_place.cache_url(),
            "FILES_DIR": str(running.disk),
            "PING_URL": f"{running.watcher.address}/pulse",
            "PULSE_SECONDS": str(PULSE_SECONDS),
            "DATABASE_DIR": "",  # the test machine's disk may be full
            "WEB_CONCURRENCY": "1",
        }
        stack.callback(door.close)
        stack.callback(local_stack.stop)
        local_stack.open(door, lambda _: None)
        local_stack.wait_until_ready()
        local_stack.environment.update(coverage_environment())
        running.town = Town.around(
            LiveStack(local_stack.plan.base_url, local_stack.plan.mail, local_stack, door), browser
        )
        stack.callback(running.town.leave)
        yield running


def moved(shared: embedded.Place, database: str, place: embedded.Place, name: str) -> None:
    """Copy a database of the shared server into a server of one's own, where its record is at home."""
    source, target = shared.database_url("postgres", database), place.database_url("postgres", name)
    dump = subprocess.run([program("pg_dump"), "--format=custom", source], capture_output=True, check=True).stdout
    restoring = [program("pg_restore"), "--exit-on-error", f"--dbname={target}"]
    subprocess.run(restoring, input=dump, check=True)
    with psycopg.connect(target) as admin:
        admin.execute("UPDATE ledger_loghead SET home = ledger_home()")
        admin.execute("ANALYZE")


@contextmanager
def watcher() -> Iterator[Watcher]:
    """Answer at an address that an installation may ping."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.asked.append((monotonic(), self.path))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    heard = Watcher(f"http://127.0.0.1:{server.server_address[1]}")
    serving = Thread(target=server.serve_forever)
    serving.start()
    try:
        yield heard
    finally:
        server.shutdown()
        serving.join()
        server.server_close()


__all__ = ["MAIL", "Installation", "Watcher", "installation"]
