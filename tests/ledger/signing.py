"""A signer in a process of its own, as the installation starts it."""

import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection

from ledger.keyring import Keyring, LogKey
from ledger.notes import VerifierKey, log_key
from ledger.signer.client import Signer, SignerDown, State
from ledger.signer.keys import make_key, read_key
from tests.coverage_env import coverage_environment
from tests.stage import Services

ORIGIN = "localhost"
_TABLE = """
CREATE SCHEMA {name};
CREATE TABLE {name}.ledger_entry (log_index bigint PRIMARY KEY, entry bytea NOT NULL);
GRANT USAGE ON SCHEMA {name} TO signer;
GRANT SELECT ON {name}.ledger_entry TO signer;
"""
_PUT = """
INSERT INTO ledger_entry VALUES (%s, %s) ON CONFLICT (log_index) DO UPDATE SET entry = excluded.entry
"""


@dataclass(frozen=True)
class Table:
    """A database for a signer, with nothing in it but entries: how the signer reaches it, and how a test writes to it."""

    read: str
    write: str

    @classmethod
    def made(cls) -> "Table":
        """An empty one, on the tests' own services."""
        place, name = Services.start(), f"record_{secrets.token_hex(6)}"
        with psycopg.connect(place.database_url("postgres", "postgres")) as admin:
            admin.execute(_TABLE.format(name=name))
        read, write = (
            f"{place.database_url(role, 'postgres')}&options=-csearch_path%3D{name}&application_name={name}"
            for role in ("signer", "postgres")
        )
        return cls(read, write)

    def put(self, first: int, entries: Sequence[bytes]) -> None:
        """Let these be its entries from index `first` on."""
        with psycopg.connect(self.write) as writing:
            for index, entry in enumerate(entries, start=first):
                writing.execute(_PUT, [index, entry])


class Talk(Signer):
    """A conversation in which the database has whatever is given to the signer."""

    def __init__(self, path: Path, secret_file: Path | None, table: Table | None) -> None:
        super().__init__(path, secret_file)
        self._table = table

    def extend(self, first: int, entries: Sequence[bytes]) -> State:
        if self._table is not None:
            self._table.put(first, entries)
        return super().extend(first, entries)


@dataclass
class Hand:
    """Where a signer's key, mirror and socket are, and how to start and stop it."""

    folder: Path
    name: str = ORIGIN
    origin: str = ORIGIN
    demo: bool = False
    database: str = ""
    peer: int | None = None
    said_in: Path | None = None
    more: list[str] = field(default_factory=list)
    key_files: list[Path] = field(default_factory=list)
    table: Table | None = None
    running: "subprocess.Popen[bytes] | None" = None

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        if not self.database:
            self.table = Table.made()
            self.database = self.table.read
        self._keep("database_url", self.database)
        self._keep("shared_secret", secrets.token_hex(32))
        self.sockets = Path(tempfile.mkdtemp(prefix="oathbound-signer-"))
        if not self.key_files:
            self.new_key()

    @property
    def secret(self) -> Path:
        return self.folder / "shared_secret"

    def talk(self) -> Talk:
        """Speak to it as the worker does, about entries that its database has."""
        return Talk(self.socket, self.secret, self.table)

    @property
    def socket(self) -> Path:
        return self.sockets / "s"

    @property
    def mirror(self) -> Path:
        return self.folder / "mirror"

    @property
    def key(self) -> Ed25519PrivateKey:
        return read_key(self.key_files[-1])

    def new_key(self) -> None:
        """One key more; the earlier ones still sign."""
        path = self.folder / f"key{len(self.key_files)}"
        make_key(path)
        self.key_files.append(path)

    def start(self) -> "Hand":
        keys = [word for path in self.key_files for word in ("--key", str(path))]
        words = [
            "--origin",
            self.origin,
            "--name",
            self.name,
            "--socket",
            str(self.socket),
            "--mirror",
            str(self.mirror),
            "--secret",
            str(self.secret),
            "--database",
            str(self.folder / "database_url"),
        ]
        if self.peer is not None:
            words += ["--peer", str(self.peer)]
        command = [sys.executable, "-m", "ledger.signer", *words, *keys, *self.more, *(["--demo"] if self.demo else [])]
        environment = {"PATH": os.environ["PATH"], **coverage_environment()}
        with ExitStack() as opened:
            said = opened.enter_context(self.said_in.open("ab")) if self.said_in else None
            self.running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said, env=environment)
        until = time.monotonic() + 60
        while True:
            try:
                with Signer(self.socket):
                    return self
            except SignerDown:
                if self.running.poll() is not None or time.monotonic() > until:
                    raise
                time.sleep(0.02)

    def _keep(self, name: str, text: str) -> None:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        path.chmod(0o600)

    def stop(self) -> int:
        """Ask it to end; its exit code."""
        assert self.running is not None
        self.running.terminate()
        return self.running.wait(20)

    def kill(self) -> None:
        """End it as a power cut would."""
        assert self.running is not None
        self.running.kill()
        self.running.wait(20)
        self.socket.unlink(missing_ok=True)


def as_the_signer() -> str:
    """The address of this test's own database, for a signer that sees what was committed."""
    return Services.start().database_url("signer", str(connection.settings_dict["NAME"]))


@contextmanager
def started(folder: Path, **fields: object) -> Iterator[Hand]:
    """A running signer, ended afterwards."""
    hand = Hand(folder, **fields)  # type: ignore[arg-type]
    try:
        yield hand.start()
    finally:
        if hand.running is not None and hand.running.poll() is None:
            hand.stop()


def ring(*hands: Hand, witnesses: Sequence[VerifierKey] = ()) -> Keyring:
    """The keyring of these signers, with the keys of these witnesses."""
    keys = [LogKey(log_key(hand.name, read_key(path))) for hand in hands for path in hand.key_files]
    return Keyring(ORIGIN, keys, witnesses)
