"""Signs the mirror's head: a log signs a note with its keys, a witness adds a line with its own."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ledger.notes import Head, Note, cosign, log_key, sign, witness_key


@dataclass(frozen=True)
class HeadSigner:
    """Signs heads in a name. `vkeys` are its public keys in printed form, `note` is the head's text with its lines."""

    name: str
    keys: Sequence[Ed25519PrivateKey]

    @abstractmethod
    def vkeys(self) -> list[str]: ...

    @abstractmethod
    def note(self, head: Head, *, now: datetime) -> Note: ...


class LogSigner(HeadSigner):
    """Signs as the log: one line per key, two during a key rotation."""

    def vkeys(self) -> list[str]:
        return [str(log_key(self.name, key)) for key in self.keys]

    def note(self, head: Head, *, now: datetime) -> Note:
        return Note(head.text, [sign(head.text, name=self.name, key=key) for key in self.keys])


class WitnessSigner(HeadSigner):
    """Signs as a witness: its line says when it saw this head and no conflict with it."""

    def vkeys(self) -> list[str]:
        return [str(witness_key(self.name, key)) for key in self.keys]

    def note(self, head: Head, *, now: datetime) -> Note:
        time = int(now.timestamp())
        return Note(head.text, [cosign(head.text, name=self.name, key=key, time=time) for key in self.keys])
