"""What a test vector is, and how a receipt becomes the file in it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from ledger import verify
from tests.vectors.record import ORIGIN, Body, Record, b64, ring, signed

type Words = Sequence[str]


@dataclass(frozen=True)
class Vector:
    """Files for one command, and the verdict on them with its codes. `says`: what is tried, in a sentence."""

    name: str
    says: str
    command: str
    files: Mapping[str, bytes]
    verdict: str = "proven"
    tamper: Words = ()
    undecided: Words = ()
    need_witness: int = 0

    def __post_init__(self) -> None:
        """The verdict follows from the codes."""
        if self.verdict == "proven" and (self.tamper or self.undecided):
            object.__setattr__(self, "verdict", "tampered" if self.tamper else "undecided")


def as_bytes(value: Any) -> bytes:
    """Return the bytes of a file: text, bytes, or what becomes JSON."""
    if isinstance(value, bytes):
        return value
    return (
        value.encode() if isinstance(value, str) else (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode()
    )


@cache
def plain() -> Record:
    """Return the record that most vectors are of: eleven entries, of which number 7 is a report."""
    record = Record()
    for _ in range(7):
        record.write("system.tick")
    sealed = {
        "narrative": "What I saw.\nOn “two” days – and 🙂.",
        "reference": "R-2345",
        "place": 'Böle \x7f\u2028 \\ " \t',
    }
    record.write(
        "report.received", f"case/{record_id()}", sealed=sealed, data={"channel": "web", "files": 2, "known": None}
    )
    for _ in range(3):
        record.write("system.tick")
    return record


def record_id() -> str:
    return "11111111-2222-4333-8444-555555555555"


REPORT = 7


@dataclass(frozen=True)
class Receipt:
    """A receipt before it is text, so that each part of it can be another."""

    record: Record
    index: int = REPORT
    size: int | None = None
    openings: Any = None
    more: Mapping[str, Any] = field(default_factory=dict)

    @property
    def at_size(self) -> int:
        return self.record.size if self.size is None else self.size

    def extra(self) -> Body:
        openings = self.record.openings.get(self.index, []) if self.openings is None else self.openings
        return {"entry": self.record.line(self.index).decode(), "openings": openings}

    def text(self, **parts: Any) -> str:
        """Return the file. `extra` (bytes), `extra_line`, `index_line`, `path` and `note` stand in place of their own."""
        extra = parts.get("extra", verify.canonical(self.extra()))
        lines = [
            verify.MAGIC,
            parts.get("extra_line", f"extra {b64(extra)}"),
            parts.get("index_line", f"index {self.index}"),
            *parts.get("path", self.record.path(self.index, self.at_size)),
        ]
        return "\n".join(lines) + "\n\n" + str(parts.get("note", self.note()))

    def note(self, **how: Any) -> str:
        return signed(self.record.head(self.at_size), **how)


def receipt(name: str, says: str, file: Any, **how: Any) -> Vector:
    """Return a vector of the command `receipt`, pinned by the plain record's checkpoint unless `pin` says otherwise."""
    files = {"file": file, "keyring": how.pop("keyring", ring()), "pin": how.pop("pin", signed(plain().head()))}
    files["consistency"] = how.pop("consistency", None)
    given = {role: as_bytes(each) for role, each in files.items() if each is not None}
    return Vector(f"receipt-{name}", says, "receipt", given, **how)


def forged(name: str, says: str, record: Record, index: int, *codes: str, openings: Any = None, **how: Any) -> Vector:
    """Return a receipt of a record that its real key signed, whatever stands in it."""
    own = Receipt(record, index, openings=openings)
    return receipt(name, says, own.text(), pin=own.note(), tamper=codes, **how)


def lines(*words: str) -> str:
    return "".join(f"{word}\n" for word in words)


__all__ = ["ORIGIN", "REPORT", "Receipt", "Vector", "as_bytes", "forged", "lines", "plain", "receipt"]
