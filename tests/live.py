"""A live installation for a journey: the processes of `make run`, on a database of the tests' own services."""

import fcntl
import os
import shutil
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import psycopg
from celery import Celery
from psycopg import sql
from redis import Redis

from local.embedded import Place
from local.plan import Plan
from local.stack import CONVERTER, Stack
from operations import private_files
from tests.coverage_env import coverage_environment
from tests.stage import UNREAD, migrated


@dataclass(frozen=True)
class LiveStack:
    """A running installation: where people reach it, where its mail lands, and its processes, which may be killed."""

    url: str
    mail: Path
    local_stack: Stack
    door: socket.socket

    def letters(self) -> list[str]:
        """What the mail server took, in the order it came."""
        return [file.read_text(encoding="utf-8") for file in sorted(self.mail.glob("*.eml"))]

    def manage(self, *words: str) -> str:
        """Run a manage.py command in this installation; what it printed."""
        return self.local_stack.step(words[0], *words)

    def send_task(self, task: str) -> None:
        """Send a task now that beat would send within a minute; the caller waits for the result."""
        with Celery(broker=self.local_stack.environment["BROKER_URL"], set_as_current=False) as queue:
            queue.send_task(task)

    def kill(self, name: str) -> None:
        """End a process of the installation and all its children at once, with no chance to tidy up."""
        process = next(each for each in self.local_stack.processes if each.name == name)
        os.killpg(process.popen.pid, signal.SIGKILL)
        process.popen.wait()
        self.local_stack.processes.remove(process)

    def revive(self, name: str) -> None:
        """Start a killed process again: "web" or "evidence", on the socket it had, "proxy", "worker", "checker",
        "converter" or "files"."""
        if name == "proxy":
            self.local_stack.start_proxy(self.door)
        elif name == "worker":
            self.local_stack.start_worker()
        elif name == "checker":
            self.local_stack.start_checker()
        elif name == "converter":
            self.local_stack.start_converter()
        elif name == "files":
            self.local_stack.start_file_worker()
        else:
            self.local_stack.start_web(name)
        self.local_stack.wait_until_ready()


@dataclass(frozen=True)
class Beginning:
    """A shared starting state: `begin` creates it once per run, in an installation that is never served.

    `upon`: the beginning from which it goes on; None for an installation with an empty database.
    """

    name: str
    begin: Callable[[Stack], None] = lambda _: None
    upon: "Beginning | None" = None


BARE = Beginning("bare")
"""An installation brought up to date, with nobody in it."""


def begun(place: Place, how: Beginning) -> tuple[Path, str]:
    """Return the folder and the database that a beginning left behind; made once for all workers of a run."""
    folders = private_files.folder(place.data / "begun")
    folder, database = folders / how.name, f"begun_{how.name}"
    with (folders / f"{how.name}.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            making = private_files.folder(folders / f".{how.name}")
            if how.upon:
                going_on(place, how.upon, making, database)
            else:
                copy_database(place, migrated(), database)
            local_stack = Stack.on(Plan(place, making, port=8000, database=database, shelf=UNREAD))
            local_stack.environment.update(coverage_environment())
            if not how.upon:
                local_stack.prepare(lambda _: None)
            how.begin(local_stack)
            local_stack.stop()
            making.rename(folder)
    return folder, database


def going_on(place: Place, how: Beginning, folder: Path, database: str) -> None:
    """Copy what a beginning left behind into a folder and a database of one's own."""
    made, pattern = begun(place, how)
    shutil.copytree(made, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("static", "run"))
    (folder / "static").symlink_to(made / "static")
    copy_database(place, pattern, database)


def copy_database(place: Place, pattern: str, name: str) -> None:
    """Copy a database that has no connections, and mark the copy as the record's home.

    Waits up to half a minute for connections that are closing (PostgreSQL itself waits five seconds).
    """
    made = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(pattern))
    with psycopg.connect(place.database_url("postgres", "postgres"), autocommit=True) as admin:
        for last in (False, False, False, False, False, True):
            try:
                admin.execute(made)
                break
            except psycopg.errors.ObjectInUse:
                if last:
                    raise
    with psycopg.connect(place.database_url("postgres", name)) as admin:
        admin.execute("UPDATE ledger_loghead SET home = ledger_home()")


@contextmanager
def stack(
    place: Place, folder: Path, name: str, how: Beginning = BARE, *, checks: bool = False, files: bool = False
) -> Iterator[LiveStack]:
    """Start an installation that goes on from a beginning; its files lie in `folder`, and its database is gone afterwards.

    Without `checks` no worker takes up the nightly check, without `files` no safe view is made: hardly any test waits for one.
    """
    database = f"live_{sha256(f'{name} {os.getpid()}'.encode()).hexdigest()[:12]}"
    going_on(place, how, folder, database)
    door = socket.create_server(("127.0.0.1", 0), backlog=128)
    with own_shelf(place) as shelf:
        local_stack = Stack.on(Plan(place, folder, door.getsockname()[1], database, shelf=shelf))
        local_stack.environment["WEB_CONCURRENCY"] = "1"  # an installation that has grown has a web of two
        try:
            local_stack.open(door, lambda _: None, checks=checks, files=files)
            local_stack.wait_until_ready()
            local_stack.environment.update(coverage_environment())  # only its commands: what serves is timed
            yield LiveStack(local_stack.plan.base_url, local_stack.plan.mail, local_stack, door)
        finally:
            end_at_once(local_stack)
            local_stack.stop()
            door.close()
            place.drop_database(database)


def end_at_once(local_stack: Stack) -> None:
    """Kill what serves: nothing of it is used again, and an end in good order takes seconds (tests/local keep that one).

    The converter ends in good order: its jobs run in sessions of their own.
    """
    for process in [*local_stack.processes, *filter(None, [local_stack.signer])]:
        if process.name != CONVERTER:
            with suppress(ProcessLookupError):
                os.killpg(process.popen.pid, signal.SIGKILL)


@contextmanager
def own_shelf(place: Place) -> Iterator[int]:
    """Reserve an emptied shelf of the queue server: two installations on one shelf would take each other's tasks."""
    folder = private_files.folder(place.data / "shelves")
    for shelf in range(UNREAD):
        with (folder / str(shelf)).open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            for each in both_of(place, shelf):
                each.flushdb()
            yield shelf
            return
    raise RuntimeError(
        f"More than {UNREAD} installations are open at once: each needs a shelf of the queue server to itself."
    )


def both_of(place: Place, shelf: int) -> tuple[Redis, Redis]:
    """The two databases of a shelf: its queue, and its cache."""
    socket, password = str(place.sockets / "valkey.sock"), place.password("valkey")
    queue, cache = (Redis(unix_socket_path=socket, password=password, db=2 * shelf + part) for part in (0, 1))
    return queue, cache
