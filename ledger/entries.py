"""The fifteen fields of an entry, their form, and the bytes they make."""

import base64
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from ledger.canonical import LARGEST_INTEGER, Json, JsonObject, NotCanonical, decode, encode

VERSION = 1
NONCE_BYTES = 16
FIELDS = frozenset({
    "v", "log", "id", "type", "stream", "seq", "prev", "at",
    "occurred", "actor", "role", "refs", "data", "commit", "nonce",
})  # fmt: skip
_MOMENT = "%Y-%m-%dT%H:%M:%S.%fZ"
_UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_STREAM = re.compile(rf"system|(case|member)/{_UUID}")
_NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*")
_WORD = re.compile(r"[A-Za-z0-9._:/+=\-]{0,200}")
_LONGEST_NAME = 64


class NotAnEntry(ValueError):
    """A draft or its bytes do not have the form of an entry; the text says which field."""


@dataclass(frozen=True)
class Draft:
    """What an entry will say, before its place in the log is known.

    `data` stands in the clear: int, bool, None, words of a closed vocabulary without spaces, lists of these.
    `commit` maps the name of a sealed field to its commitment; `refs` are (relation, leaf of an earlier entry).
    """

    id: UUID
    type: str
    stream: str
    actor: UUID | str
    role: str
    occurred: datetime | None = None
    data: Mapping[str, Json] = field(default_factory=dict)
    commit: Mapping[str, bytes] = field(default_factory=dict)
    refs: Sequence[tuple[str, bytes]] = ()


def moment(at: datetime) -> str:
    """`YYYY-MM-DDThh:mm:ss.ffffffZ` for an aware moment; ValueError for a naive one."""
    if at.tzinfo is None:
        raise ValueError("a moment without a zone")
    return at.astimezone(UTC).strftime(_MOMENT)


def read_moment(text: str) -> datetime:
    """The aware UTC moment that `moment` wrote; ValueError for a text that it did not write.

    `strptime` takes five times as long, and every page of a case reads the moments of its entries.
    """
    found = datetime.fromisoformat(text)
    if moment(found) != text:
        raise ValueError("a moment in another form")
    return found


def check(draft: Draft) -> None:
    """Raise NotAnEntry, naming the field, unless the draft may become an entry. Reads nothing."""
    _require("type", _NAME.fullmatch(draft.type) and len(draft.type) <= _LONGEST_NAME)
    _require("stream", _STREAM.fullmatch(draft.stream))
    _require("actor", _WORD.fullmatch(str(draft.actor)) and str(draft.actor))
    _require("role", _NAME.fullmatch(draft.role))
    _require("occurred", draft.occurred is None or draft.occurred.tzinfo)
    for name, value in draft.data.items():
        _require("data", _NAME.fullmatch(name))
        _require(f"data.{name}", _clear(value))
    for name, digest in draft.commit.items():
        _require("commit", _NAME.fullmatch(name) and len(name) <= _LONGEST_NAME and len(digest) == 32)
    for relation, leaf in draft.refs:
        _require("refs", _NAME.fullmatch(relation) and len(leaf) == 32)


def entry_bytes(draft: Draft, *, log: str, seq: int, prev: bytes | None, at: str, nonce: bytes) -> bytes:
    """The canonical bytes of a checked draft at its place: number `seq` of its stream, after the leaf `prev`."""
    return encode(
        {
            "v": VERSION,
            "log": log,
            "id": str(draft.id),
            "type": draft.type,
            "stream": draft.stream,
            "seq": seq,
            "prev": None if prev is None else b64(prev),
            "at": at,
            "occurred": None if draft.occurred is None else moment(draft.occurred),
            "actor": str(draft.actor),
            "role": draft.role,
            "refs": [{"rel": relation, "leaf": b64(leaf)} for relation, leaf in draft.refs],
            "data": draft.data,
            "commit": {name: b64(digest) for name, digest in draft.commit.items()},
            "nonce": b64(nonce),
        }
    )


def read_entry(data: bytes) -> JsonObject:
    """The fields of an entry's bytes; raises NotAnEntry unless they are canonical and exactly the fifteen."""
    try:
        body = decode(data)
    except NotCanonical as fault:
        raise NotAnEntry(str(fault)) from fault
    if not isinstance(body, dict) or body.keys() != FIELDS or body["v"] != VERSION:
        raise NotAnEntry("the fields are not those of an entry")
    return body


def b64(data: bytes) -> str:
    """Base64 with padding (RFC 4648, 4), as digests stand in an entry."""
    return base64.b64encode(data).decode("ascii")


def unb64(text: str) -> bytes:
    """The bytes that `b64` wrote; ValueError for anything else."""
    return base64.b64decode(text, validate=True)


def _clear(value: object) -> bool:
    if isinstance(value, list | tuple):
        return all(_plain(item) for item in value)
    return _plain(value)


def _plain(value: object) -> bool:
    if isinstance(value, str):
        return bool(_WORD.fullmatch(value))
    return value is None or (isinstance(value, int) and abs(value) <= LARGEST_INTEGER)


def _require(name: str, holds: object) -> None:
    if not holds:
        raise NotAnEntry(f"{name} does not have the form of an entry's")
