"""Witnesses in processes of their own, over HTTPS on loopback, with a certificate that the tests make."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import NameOID

from ledger.commitments import leaf_hash
from ledger.entries import b64
from ledger.notes import Head, Note, VerifierKey, log_key, sign, witness_key
from ledger.signer.keys import make_key, read_key
from ledger.tree import consistency_path, root_of
from ledger.witness.client import Reply, add_checkpoint, trust
from tests.coverage_env import coverage_environment
from tests.ledger.story import KEY

LOG = "log.example"


@cache
def certificate() -> tuple[bytes, bytes]:
    """A self-signed certificate for this machine, and its key (PEM)."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "tests")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]), False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return made.public_bytes(serialization.Encoding.PEM), private


@dataclass
class WitnessProcess:
    """A witness of one log: where its files are, and how to start, ask and end it."""

    folder: Path
    name: str = "witness.example"
    logs: Sequence[VerifierKey] = field(default_factory=lambda: [log_key(LOG, KEY)])
    more: Sequence[str] = ()
    url: str = ""
    running: "subprocess.Popen[str] | None" = None

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        for path, pem in zip((self.certificate, self.folder / "tls.key"), certificate(), strict=True):
            path.write_bytes(pem)
        make_key(self.folder / "key")

    @property
    def certificate(self) -> Path:
        return self.folder / "tls.pem"

    @property
    def state(self) -> Path:
        return self.folder / "state"

    @property
    def key(self) -> VerifierKey:
        return witness_key(self.name, read_key(self.folder / "key"))

    @property
    def words(self) -> list[str]:
        """Its command."""
        files = ["--key", "key", "--state", "state", "--certificate", "tls.pem", "--certificate-key", "tls.key"]
        logs = [word for key in self.logs for word in ("--log", str(key))]
        listen = ["--listen", "127.0.0.1:0"]
        return [sys.executable, "-m", "ledger.witness", "--name", self.name, *files, *logs, *listen, *self.more]

    @property
    def environment(self) -> dict[str, str]:
        return {"PATH": os.environ["PATH"], "PYTHONPATH": str(Path.cwd()), **coverage_environment()}

    def start(self) -> "WitnessProcess":
        self.running = subprocess.Popen(
            self.words, cwd=self.folder, env=self.environment, stderr=subprocess.PIPE, text=True
        )
        assert self.running.stderr is not None
        said = self.running.stderr.readline()
        assert "listens on" in said, said
        self.url = said.split()[-1].replace("127.0.0.1", "localhost")
        return self

    def ask(self, submission: str) -> Reply:
        """Submit this body."""
        return add_checkpoint(self.url, submission, trust(self.certificate))

    def end(self, number: signal.Signals = signal.SIGTERM) -> tuple[int, str]:
        """End it; its exit code, and what it said on stderr since it began."""
        assert self.running is not None
        self.running.send_signal(number)
        _, said = self.running.communicate(timeout=60)
        return self.running.returncode, said


@contextmanager
def witnessing(folder: Path, **fields: object) -> Iterator[WitnessProcess]:
    """A running witness, ended afterwards."""
    made = WitnessProcess(folder, **fields)  # type: ignore[arg-type]
    try:
        yield made.start()
    finally:
        if made.running is not None and made.running.poll() is None:
            made.end()


@dataclass
class Log:
    """A log of invented leaves, which signs what a test wants."""

    leaves: list[bytes]
    origin: str = LOG
    key: Ed25519PrivateKey = KEY

    @classmethod
    def of(cls, count: int, salt: bytes = b"", **fields: Ed25519PrivateKey | str) -> "Log":
        return cls([leaf_hash(salt + bytes([number])) for number in range(count)], **fields)  # type: ignore[arg-type]

    def checkpoint(self, size: int) -> str:
        """The signed checkpoint of so many entries."""
        text = Head(self.origin, size, root_of(self.leaves[:size])).text
        return str(Note(text, [sign(text, name=self.origin, key=self.key)]))

    def submission(self, old: int, size: int) -> str:
        """A request with the proof between these sizes."""
        path = consistency_path(old, size, self._node)
        return "".join(f"{line}\n" for line in (f"old {old}", *map(b64, path), "")) + self.checkpoint(size)

    def _node(self, level: int, index: int) -> bytes:
        return root_of(self.leaves[index << level : (index + 1) << level])
