"""Signs the mirror's head: a log signs a note with its keys, a witness adds a line with its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ledger.notes import Head, Note, cosign, log_key, sign, witness_key


class HeadSigner(Protocol):
    """Signs heads."""

    def vkeys(self) -> list[str]:
        """Return the public keys in printed form."""

    def note(self, head: Head, *, now: datetime) -> Note:
        """Return the head's text with this signer's lines."""


@dataclass(frozen=True)
class LogSigner:
    """Signs as the log: one line per key, two during a key rotation."""

    name: str
    keys: Sequence[Ed25519PrivateKey]

    def vkeys(self) -> list[str]:
        return [str(log_key(self.name, key)) for key in self.keys]

    def note(self, head: Head, *, now: datetime) -> Note:
        return Note(head.text, [sign(head.text, name=self.name, key=key) for key in self.keys])


@dataclass(frozen=True)
class WitnessSigner:
    """Signs as a witness: its line says when it saw this head and no conflict with it."""

    name: str
    keys: Sequence[Ed25519PrivateKey]

    def vkeys(self) -> list[str]:
        return [str(witness_key(self.name, key)) for key in self.keys]

    def note(self, head: Head, *, now: datetime) -> Note:
        time = int(now.timestamp())
        return Note(head.text, [cosign(head.text, name=self.name, key=key, time=time) for key in self.keys])
