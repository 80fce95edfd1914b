"""The tests' installation: one data folder a run, its settings in the environment, its services started when first needed.

Unit tests have plain styles and a cache of their own process; a live installation has what `make run` has.
Imported by conftest.py before Django's settings are. Workers of xdist inherit the environment of the process that
collects for them, and use the services that it started.
"""

import atexit
import fcntl
import os
import shutil
import tempfile
from pathlib import Path

import psycopg

from local import embedded
from local.plan import Plan
from local.stack import Stack
from operations import private_files, roles

NAME = "OATHBOUND_TEST_PLACE"
UNREAD = 7
"""The shelf of the queue server that no installation uses: Valkey has sixteen databases, two a shelf."""


def set_environment() -> None:
    """Make the data folder and put the settings that point at it into the environment; a worker finds both done."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    if NAME in os.environ:
        return
    data = Path(tempfile.mkdtemp(prefix="oathbound-tests-"))
    atexit.register(shutil.rmtree, data, ignore_errors=True)
    place = embedded.Place.at(data)
    os.environ[NAME] = str(data)
    os.environ.update(Plan(place, data, port=8000, demo=False).environment(mail_port=25))
    os.environ["DATABASE_URL"] = place.database_url("owner", "oathbound")
    # What unit tests put into the queue is read by nobody, and not by the worker of a live installation beside them.
    os.environ["BROKER_URL"] = place.broker_url(UNREAD)
    # A signer in the process of a test asks for no proof; one in a process of its own has a secret of its own.
    for name in ("STATIC_DIR", "CACHE_URL", "PROXY_COUNT", "SIGNER_SECRET_FILE"):
        del os.environ[name]
    # Playwright keeps an event loop in the main thread for the whole session; Django would refuse the database there.
    os.environ["BALLOTS_FOLDER"] = str(data / "ballots")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    os.environ["LOG_LEVEL"] = "CRITICAL"


class Services:
    """The services of this test run, started at most once."""

    _running: embedded.Services | None = None

    @classmethod
    def start(cls) -> embedded.Place:
        """Start them unless they run; what they hold is thrown away at the end, so nothing waits for the disk."""
        place = embedded.Place.at(Path(os.environ[NAME]))
        if cls._running is None and "PYTEST_XDIST_WORKER" not in os.environ:
            cls._running = embedded.start(place, durable=False)
            atexit.register(cls.stop)
            with psycopg.connect(place.database_url("postgres", "template1")) as admin:
                roles.prepare_database(admin)
            with psycopg.connect(place.database_url("postgres", "postgres")) as admin:
                admin.execute("ALTER ROLE owner CREATEDB")
                admin.execute("GRANT app TO owner WITH INHERIT FALSE, SET TRUE")
                admin.execute("GRANT SET ON PARAMETER session_replication_role TO owner")
        return place

    @classmethod
    def stop(cls) -> None:
        """Stop what this process started."""
        if cls._running is not None:
            running, cls._running = cls._running, None
            running.stop()


def migrated() -> str:
    """Return the database as the migrations leave it, of which others are copies; made once a run, for all workers.

    What they fill is counted, as the database does by itself in time: it plans for no rights at all else.
    """
    place, name = Services.start(), "migrated"
    folder = private_files.folder(place.data / name)
    with (folder / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "done").exists():
            local_stack = Stack.on(Plan(place, folder, port=8000, database=name, shelf=UNREAD))
            local_stack.migrate()
            local_stack.stop()
            with psycopg.connect(local_stack.environment["OWNER_DATABASE_URL"]) as owner:
                owner.execute("ANALYZE auth_permission, django_content_type")
            with psycopg.connect(place.database_url("postgres", "postgres")) as admin:
                admin.execute("ALTER DATABASE migrated WITH is_template true")
            (folder / "done").touch()
    return name
