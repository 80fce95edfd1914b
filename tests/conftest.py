"""Fixtures for every test: the database, real commits, the role that serves, a browser."""

from tests import stage

stage.set_environment()

import gc  # noqa: E402
import os  # noqa: E402
import socket  # noqa: E402
from collections.abc import Iterator  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

import django  # noqa: E402
import hypothesis  # noqa: E402
import pytest  # noqa: E402
from django.contrib.auth.hashers import Argon2PasswordHasher  # noqa: E402
from django.core.cache import cache  # noqa: E402
from django.db import DEFAULT_DB_ALIAS, connection, connections  # noqa: E402
from django.db.backends.base.base import BaseDatabaseWrapper  # noqa: E402
from django.test.utils import setup_databases, teardown_databases  # noqa: E402
from playwright.sync_api import expect  # noqa: E402

django.setup()

from casework.models.grant import number_of  # noqa: E402
from casework.queries.queue.details import names_of_rights  # noqa: E402
from casework.vocabulary import Reading, Verb  # noqa: E402
from ledger.instance_guard import settle  # noqa: E402
from local import chromium  # noqa: E402
from notifications.receivers import forget_rounds  # noqa: E402
from policy import drawing  # noqa: E402
from tests import browsing, converters, long_files, real_commits, share, tiers  # noqa: E402

collect_ignore = [
    *([] if "OATHBOUND_KILLS" in os.environ else tiers.KILLS),
    *([] if share.WHOLE else tiers.WHOLE_STORIES),
]

Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost, Argon2PasswordHasher.parallelism = 1, 64, 1
"""Whole towns move in for a test: their passwords are hashed in the same way, only cheaply."""
drawing.throw = drawing.last
"""No report is read twice, unless a test says so."""

hypothesis.settings.register_profile("busy", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("busy")
"""Three workers share two cores: how long one drawn example took says nothing about the code."""

expect.set_options(timeout=browsing.PATIENCE)

BROWSER_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--quick`: only the tests that need no database, no browser and no process (`make quick`)."""
    parser.addoption("--quick", action="store_true", help="only what needs no database, no browser and no process")


def pytest_sessionstart(session: pytest.Session) -> None:
    """Start the services before the workers that use them; without workers they wait for the first test that asks."""
    if session.config.getoption("dist", "no") != "no":
        stage.Services.start()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put the files that take longest first: workers then end at nearly the same time. The rest stays as shuffled."""
    if config.getoption("quick"):
        tiers.leave_the_quick(config, items)
    items.sort(key=lambda item: long_files.place(item.path))


def pytest_collection_finish() -> None:
    """Make the collector run seldom, and never over what every test needs: it would take a tenth of the time of a run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Have the services run before the first database is made, and make it as a copy: migrations take seconds."""
    connection.settings_dict["TEST"]["TEMPLATE"] = stage.migrated()


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Drop no database: the server is removed at the end of the run, with any open connections."""
    return True


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Make this worker's database, unless no test of this run asks for one, and remember what the migrations put into it.

    The plugin counts those who ask for fixtures of its own; where all others commit for real, it is made here.
    """
    with django_db_blocker.unblock():
        made = setup_databases(0, interactive=False, keepdb=True, aliases=uncounted(request.session.items))
        if is_made():
            settle()
            for right in (*Reading, Verb.GIVE_FEEDBACK):
                number_of(right)  # so that no count of statements depends on which test came first
            names_of_rights()
            real_commits.remember_seed()
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, 0, keepdb=True)


def is_made() -> bool:
    """Whether this run has a database of its own yet."""
    return bool(connection.settings_dict["NAME"].startswith("test_"))


def uncounted(items: list[pytest.Item]) -> dict[str, bool]:
    """Return the database that still has to be made, where a test of this run commits for real; otherwise none."""
    asked = any("committed" in getattr(item, "fixturenames", ()) for item in items)
    return {DEFAULT_DB_ALIAS: False} if asked and not is_made() else {}


@pytest.fixture(autouse=True)
def counted_afresh() -> None:
    """No test inherits the attempts that another counted, or the rounds that it asked for."""
    cache.clear()
    forget_rounds()


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Real commits: signals, on_commit and other connections see what a test writes; then only the seed is left."""
    with django_db_blocker.unblock():
        yield
        if connection.in_atomic_block:
            connection.close()
        real_commits.back_to_seed()


@pytest.fixture
def as_app(db: None) -> Iterator[None]:
    """The test's statements run as the role that serves, which owns nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE app")
        yield
        cursor.execute("RESET ROLE")


@pytest.fixture(scope="session")
def own_connection(django_db_setup: None) -> BaseDatabaseWrapper:
    """The connection of this process, as it is before any loop runs."""
    return connections[DEFAULT_DB_ALIAS]


@pytest.fixture(scope="session")
def playwright(own_connection: BaseDatabaseWrapper, playwright: Any) -> Any:
    """The driver of browsers: its loop keeps running, and under a running loop no database could be made any more.

    Django would also open another connection there, which sees nothing of what a module has begun on the first.
    """
    connections[DEFAULT_DB_ALIAS] = own_connection
    return playwright


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The machine's own Chromium, silent towards the outside."""
    found = chromium.find()
    assert found, f"The journeys need one of {', '.join(chromium.NAMES)}; `make test` installs it."
    return {**browser_type_launch_args, "executable_path": found, "args": list(BROWSER_FLAGS)}


@pytest.fixture
def free_port() -> int:
    """A port of the loopback address that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@pytest.fixture(scope="session")
def converter_socket() -> Iterator[Path]:
    """The socket of a converter that runs for the tests of this process."""
    with converters.running() as path:
        yield path


@pytest.fixture
def converter(converter_socket: Path, settings: Any) -> Path:
    """A running converter, which the installation asks; its socket."""
    settings.CONVERTER_SOCKET = converter_socket
    return converter_socket
