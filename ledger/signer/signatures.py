"""What is said of the mirror's head: a log's note by its keys, or a witness's line by its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ledger.notes import Head, Note, cosign, log_key, sign, witness_key


class HeadSigner(Protocol):
    """Signs heads."""

    def vkeys(self) -> list[str]:
        """The public keys, printed."""

    def note(self, head: Head, *, now: datetime) -> Note:
        """The head's text with this pen's lines."""


@dataclass(frozen=True)
class LogSigner:
    """The log's own: one line a key, two while keys change."""

    name: str
    keys: Sequence[Ed25519PrivateKey]

    def vkeys(self) -> list[str]:
        """The public keys, printed."""
        return [str(log_key(self.name, key)) for key in self.keys]

    def note(self, head: Head, *, now: datetime) -> Note:
        """The checkpoint."""
        return Note(head.text, [sign(head.text, name=self.name, key=key) for key in self.keys])


@dataclass(frozen=True)
class WitnessSigner:
    """A witness's: its line says when it had seen this head and nothing against it."""

    name: str
    keys: Sequence[Ed25519PrivateKey]

    def vkeys(self) -> list[str]:
        """The public keys, printed."""
        return [str(witness_key(self.name, key)) for key in self.keys]

    def note(self, head: Head, *, now: datetime) -> Note:
        """The head's text under the witness's line alone."""
        time = int(now.timestamp())
        return Note(head.text, [cosign(head.text, name=self.name, key=key, time=time) for key in self.keys])
