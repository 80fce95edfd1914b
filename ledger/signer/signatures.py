"""Signs the mirror's head in the name of the log."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ledger.notes import Head, Note, log_key, sign


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
