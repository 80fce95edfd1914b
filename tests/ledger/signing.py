"""A signer or a witness in a process of its own, as the house starts it."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ledger.keyring import Keyring, LogKey
from ledger.notes import log_key, witness_key
from ledger.signer.client import Signer, SignerDown
from ledger.signer.keys import make_key, read_key
from tests.measured import measured

ORIGIN = "localhost"


@dataclass
class Hand:
    """Where a signer's key, mirror and socket are, and how to start and stop it."""

    folder: Path
    module: str = "ledger.signer"
    name: str = ORIGIN
    origin: str = ORIGIN
    demo: bool = False
    key_files: list[Path] = field(default_factory=list)
    running: "subprocess.Popen[bytes] | None" = None

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.sockets = Path(tempfile.mkdtemp(prefix="oathbound-signer-"))
        if not self.key_files:
            self.new_key()

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
        ]
        command = [sys.executable, "-m", self.module, *words, *keys, *(["--demo"] if self.demo else [])]
        environment = {"PATH": os.environ["PATH"], **measured()}
        self.running = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)
        until = time.monotonic() + 20
        while True:
            try:
                with Signer(self.socket):
                    return self
            except SignerDown:
                if self.running.poll() is not None or time.monotonic() > until:
                    raise
                time.sleep(0.02)

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


@contextmanager
def started(folder: Path, **fields: object) -> Iterator[Hand]:
    """A running signer, ended afterwards."""
    hand = Hand(folder, **fields)  # type: ignore[arg-type]
    try:
        yield hand.start()
    finally:
        if hand.running is not None and hand.running.poll() is None:
            hand.stop()


def ring(*hands: Hand) -> Keyring:
    """The keyring of these hands: signers and witnesses."""
    signers = [hand for hand in hands if hand.module == "ledger.signer"]
    witnesses = [hand for hand in hands if hand.module == "ledger.witness"]
    return Keyring(
        ORIGIN,
        [LogKey(log_key(hand.name, read_key(path))) for hand in signers for path in hand.key_files],
        [witness_key(hand.name, hand.key) for hand in witnesses],
    )
