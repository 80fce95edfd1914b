"""The editions of a story: their words, the two officers, and the entries by which these publish them."""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from ledger.canonical import decode, encode

if TYPE_CHECKING:
    from tests.ledger.story import Writer

BEGINS = "2000-01-01"
CODE = encode({"commitments": [{"number": 1}, {"number": 2}], "in_force_from": BEGINS, "key": "code-1"})
LATER_CODE = encode({"commitments": [{"number": 1}], "in_force_from": "2001-01-01", "key": "code-2"})
OATH = encode({"code_sha256": hashlib.sha256(CODE).hexdigest(), "in_force_from": BEGINS, "key": "oath-1"})
LATER_OATH = encode({
    "code_sha256": hashlib.sha256(LATER_CODE).hexdigest(), "in_force_from": "2001-01-01", "key": "oath-2",
})  # fmt: skip
RULEBOOK = encode({"in_force_from": BEGINS, "key": "rules-1", "quorum": 5})
EDITIONS = {"code": [CODE, LATER_CODE], "oath": [OATH, LATER_OATH], "rulebook": [RULEBOOK]}
"""What the story publishes, and exports: the words by kind."""
EVERY = tuple(words for some in EDITIONS.values() for words in some)
ADMINISTRATOR, AUDITOR = uuid4(), uuid4()


def edition_id(words: bytes) -> str:
    """The id of an edition, made of its words (RFC 9562, 5.8)."""
    number = int.from_bytes(hashlib.sha256(words).digest()[:16])
    number = number & ~(0xF << 76) | 0x8 << 76
    return str(UUID(int=number & ~(0x3 << 62) | 0x2 << 62))


def altered(words: bytes, **values: Any) -> bytes:
    """The words of an edition with other values."""
    said = decode(words)
    assert isinstance(said, dict)
    return encode({**said, **values})


def publish_edition(writer: "Writer", kind: str, words: bytes, /, *, by: UUID = ADMINISTRATOR, **data: Any) -> str:
    """The publication of an edition with these words, which its administrator and auditor sign."""
    said = decode(words)
    assert isinstance(said, dict)
    given = {
        "edition": edition_id(words), "kind": kind, "name": said["key"], "in_force_from": said["in_force_from"],
        "sha256": hashlib.sha256(words).hexdigest(), "second": str(AUDITOR), "second_office": "auditor",
    }  # fmt: skip
    made: dict[str, Any] = {name: value for name, value in (given | data).items() if value is not None}
    return writer.write("edition.published", "system", actor=by, role="administrator", **made)


def appoint(writer: "Writer", person: UUID, office: str, *, since: str = BEGINS, until: str | None = None) -> str:
    """An office that somebody is given."""
    return writer.write("office.given", "system", person=str(person), office=office, since=since, until=until)


def publish_books(writer: "Writer", **data: Any) -> None:
    """The two officers, and the editions that they publish before all else."""
    appoint(writer, ADMINISTRATOR, "administrator")
    appoint(writer, AUDITOR, "auditor")
    for kind, editions in EDITIONS.items():
        for words in editions:
            publish_edition(writer, kind, words, **data)


def write_books(folder: Path, editions: tuple[bytes, ...] = EVERY) -> None:
    """The words of the editions, as an export holds them."""
    (folder / "editions.jsonl").write_bytes(b"".join(words + b"\n" for words in editions))
