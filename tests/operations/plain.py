"""The composition of docker-compose.yml on one machine, without containers: a command each, with the environment it names.

What a container would mount lies in one folder; each service gets the secrets that the composition hands to it, and no other.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, LiteralString

import psycopg
import yaml

from local import embedded, processes, subprocesses
from operations import private_files
from operations.deployment import IMAGE_USER, make_secrets
from tests.converters import NETWORK_NONE
from tests.coverage_env import coverage_environment

ROOT = Path(__file__).resolve().parents[2]
COMPOSE: Mapping[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: Mapping[str, Any] = COMPOSE["services"]
SITE = "ethics.example.org"
PATIENCE = 60
PORTS = ("web", "evidence", "HTTP_PORT", "HTTPS_PORT")


def free_port() -> int:
    """Return a port of the loopback address that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def of_the_image() -> dict[str, str]:
    """Return what the Dockerfile puts into the environment of every process, the search path aside."""
    (line,) = [line for line in (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines() if line[:4] == "ENV "]
    said = dict(word.split("=", 1) for word in line.split()[1:])
    del said["PATH"]
    return said


def of_the_file() -> dict[str, str]:
    """Return what stands in the filled-in oathbound.env of somebody who only tries, as docs/how-to/install.md says."""
    lines = (ROOT / "oathbound.env.example").read_text(encoding="utf-8").splitlines()
    said = dict(line.split("=", 1) for line in lines if line and line[0] != "#")
    return {**said, "SMTP_HOST": "mail", "SMTP_PORT": "8025", "SMTP_TLS": "0"}


@dataclass
class Machine:
    """One machine: its folder, whose path is short enough for sockets, its ports, and what was started on it."""

    folder: Path
    ports: Mapping[str, int] = field(default_factory=lambda: {name: free_port() for name in PORTS})
    mail: int = field(default_factory=free_port)
    started: dict[str, subprocesses.Subprocess] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Make what `docker compose up` finds: secrets, empty volumes, the collected styles of the image."""
        make_secrets(self.folder / "secrets", SITE)
        for name in ("queue", "signer", "converter", "database", "state/files", "state/mail", "words", "static"):
            private_files.folder(self.folder / name)

    @property
    def certificates(self) -> Path:
        """The volume of the proxy."""
        return self.folder / "certificates"

    def here(self, text: str, service: str) -> str:
        """Return a text of the composition with its paths, hosts and ports as they are on this machine."""
        for there, here in {
            "/run/secrets": f"{self.folder}/mounted/{service}",
            "/run/queue": f"{self.folder}/queue",
            "/run/signer": f"{self.folder}/signer",
            "/run/converter": f"{self.folder}/converter",
            "/var/lib/oathbound": f"{self.folder}/state",
            "/srv/static-collected": f"{self.folder}/static",
            "/tmp/beat-schedule": f"{self.folder}/beat-schedule",
            "@database/oathbound": f"@/oathbound?host={self.folder}/database",
            "0.0.0.0:8000": f"127.0.0.1:{self.ports.get(service)}",
            "127.0.0.1:8000": f"127.0.0.1:{self.ports.get(service)}",
            "web:8000": f"127.0.0.1:{self.ports['web']}",
            "evidence:8000": f"127.0.0.1:{self.ports['evidence']}",
            "/etc/caddy": f"{ROOT}/config",
            "${SITE:?the host name people type}": SITE,
            "${TLS:-}": "internal",
            "0.0.0.0:8025": f"127.0.0.1:{self.mail}",
            "${LOG_ORIGIN:?the name of the record}": SITE,
            f"--peer={IMAGE_USER}": f"--peer={os.geteuid()}",
        }.items():
            text = text.replace(there, here)
        return text

    def environment(self, service: str) -> dict[str, str]:
        """Return the environment of a service, its secret files mounted: those that are handed to it, as they are named."""
        mounted = private_files.folder(self.folder / "mounted" / service)
        for name in SERVICES[service].get("secrets", []):
            text = (self.folder / COMPOSE["secrets"][name]["file"]).read_text(encoding="utf-8")
            private_files.write(mounted / name, self.here(text, service))
        asked = of_the_file() if SERVICES[service].get("env_file") else {}
        reached = {"SMTP_HOST": "127.0.0.1", "SMTP_PORT": str(self.mail)} if asked else {}
        said = {**of_the_image(), **asked, **reached, **SERVICES[service].get("environment", {})}
        if service == "proxy":
            said |= {"XDG_DATA_HOME": str(self.certificates), "XDG_CONFIG_HOME": str(self.certificates)}
            said |= {name: str(self.ports[name]) for name in ("HTTP_PORT", "HTTPS_PORT")} | {"BIND": "127.0.0.1"}
        return coverage_environment() | {name: self.here(value, service) for name, value in said.items()}

    def command(self, service: str, *words: str) -> list[str]:
        """Return the command of a service, or its entry point with other words."""
        part = SERVICES[service]
        said = [*part.get("entrypoint", []), *(words or part["command"])]
        if said[0] == "postgres":
            return [*embedded._not_as_root(), str(embedded._postgres_programs() / "postgres"), *said[1:]]
        programs = {
            "python": sys.executable,
            "valkey-server": str(embedded._valkey_program()),
            "caddy": str(processes.PROXY),
        }
        alone = NETWORK_NONE if part.get("network_mode") == "none" else ()
        return [*alone, programs[said[0]], *(self.here(word, service) for word in said[1:])]

    def runs(self, service: str, *words: str) -> tuple[int, str]:
        """Run a service to its end; its exit code and all it said."""
        return self.runs_in(service, self.command(service, *words))

    def is_healthy(self, service: str) -> bool:
        """Whether the health check of a service finds it well."""
        words = SERVICES[service]["healthcheck"]["test"][2:]
        return self.runs_in(service, [sys.executable, *(self.here(word, service) for word in words)])[0] == 0

    def runs_in(self, service: str, command: list[str]) -> tuple[int, str]:
        """Run a command to its end where a service runs; its exit code and all it said."""
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment(service), text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=PATIENCE, check=False,
        )  # fmt: skip
        return done.returncode, done.stdout

    def starts(self, service: str, *more: str) -> None:
        """Start a service that goes on."""
        environment, words = self.environment(service), self.folder / "words"
        self.started[service] = subprocesses.start(
            service, [*self.command(service), *more], run_dir=words, environment=environment
        )

    def starts_the_database(self) -> None:
        """Start PostgreSQL as its image does: a cluster for the password it was given, and the database it was told."""
        data, sockets = self.folder / "cluster", self.folder / "database"
        initdb = [*embedded._not_as_root(), str(embedded._postgres_programs() / "initdb"), "--no-sync", "-D", str(data)]
        password = Path(self.environment("database")["POSTGRES_PASSWORD_FILE"])
        who = ["-U", "postgres", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8"]
        subprocess.run([*initdb, *who, f"--pwfile={password}"], check=True, capture_output=True)
        where = (f"unix_socket_directories={sockets}", "listen_addresses=", "fsync=off")
        self.starts("database", "-D", str(data), *(word for setting in where for word in ("-c", setting)))
        secret = password.read_text(encoding="utf-8")
        url = f"postgres://postgres:{secret}@/postgres?host={sockets}"
        self.until(lambda: reached(lambda: psycopg.connect(url).close()), "the database")
        with psycopg.connect(url, autocommit=True) as admin:
            admin.execute("CREATE DATABASE oathbound")

    def entries(self) -> int:
        """Return how many entries the record has, as the role that serves reads it."""
        return self.asked("SELECT size FROM ledger_loghead")

    def signed(self) -> int:
        """Return how many entries are signed: what is published is one checkpoint a day, and may be an older one."""
        return self.asked("SELECT max(size) FROM ledger_checkpoint")

    def asked(self, question: LiteralString) -> int:
        """Return a number of the database, as the role that serves reads it; 0 where there is none."""
        url = (self.folder / "mounted" / "web" / "database_url").read_text(encoding="utf-8")
        with psycopg.connect(url) as serving:
            (number,) = serving.execute(question).fetchone() or (0,)
        return int(number or 0)

    def until(self, seen: Callable[[], bool], what: str) -> None:
        """Return once something is seen. It fails at once when a service ended, and with `what` when it takes too long."""
        late = time.monotonic() + PATIENCE
        while not seen():
            for child in self.started.values():
                child.check()
            assert time.monotonic() < late, f"did not come: {what}"
            time.sleep(0.1)

    def ends(self) -> None:
        """Stop what was started, the last first."""
        while self.started:
            self.started.popitem()[1].stop()

    def stops(self) -> None:
        """Stop what was started, and take the folder away."""
        self.ends()
        shutil.rmtree(self.folder)


def reached(ask: Callable[[], object]) -> bool:
    """Whether a question gets through."""
    try:
        ask()
    except (OSError, psycopg.OperationalError):
        return False
    return True
