"""Verify a ledger, a case, a receipt or a time-stamp offline, without trusting the people who supplied it.

One file. It needs Python 3.9 or later with its standard library, and `cryptography` 38 or later (42 for time-stamps).
It shares no code with the system that it judges, opens no connection, and takes keys only from a keyring that you obtained by
other means.

    python verify.py log DIR --keyring F [--pin NOTE …] [--json]                       the whole exported log
    python verify.py case DIR CASE --keyring F [--pin NOTE …] [--show] [--json]        one case in it, with its openings
    python verify.py receipt FILE --keyring F [--pin NOTE [--consistency PROOF]]       a receipt (.tlog-proof)
    python verify.py disclose FILE --keyring F [--pin NOTE [--consistency PROOF]]      entries that somebody disclosed
    python verify.py checkpoint NOTE --keyring F [--pin NOTE [--consistency PROOF]]    a checkpoint, and who has signed it
    python verify.py consistency OLD NEW PROOF --keyring F                             that one checkpoint continues another
    python verify.py anchor NOTE TSR --roots PEM                                       a time-stamp (RFC 3161) of a checkpoint
    python verify.py tip DIR                                                           size and root, to compare with paper

`log`, `case`, `receipt` and `disclose` take `--need-witness N` (that many witnesses of the keyring have signed) and
`--policy FILE` (a C2SP tlog-policy file, which you obtained by other means, says which witnesses are enough).

Exit 0 proven · 1 evidence of tampering · 2 undecided · 3 unreadable input. It prints codes and places, and content only with
--show.
"""

from __future__ import annotations

import argparse
import base64
import binascii
import hashlib
import itertools
import json
import operator
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

PROVEN, TAMPERED, UNDECIDED, USAGE = 0, 1, 2, 3
OLDEST, OLDEST_FOR_STAMPS = 38, 42

try:
    import cryptography

    _MAJOR = int(cryptography.__version__.partition(".")[0])
    if _MAJOR < OLDEST:
        raise ImportError(f"version {cryptography.__version__} is installed")
    from cryptography import x509
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
    from cryptography.x509.oid import ExtendedKeyUsageOID
except ImportError as _fault:
    print(f"This needs the Python package cryptography, version {OLDEST} or later ({_fault}).", file=sys.stderr)
    print("Install it with: python -m pip install --upgrade cryptography", file=sys.stderr)
    sys.exit(USAGE)

try:
    from cryptography.hazmat.primitives.asymmetric import mldsa
except ImportError:  # an older version, which offers no ML-DSA
    mldsa = None  # type: ignore[assignment]

_READS_STAMPS = _MAJOR >= OLDEST_FOR_STAMPS
_TOO_OLD_FOR_STAMPS = (
    f"A time-stamp needs the Python package cryptography, version {OLDEST_FOR_STAMPS} or later "
    f"(version {cryptography.__version__} is installed)."
)
LARGEST_FILE = 1_000_000
LONGEST_ENTRY = 1 << 20
DEEPEST = 64
CLOCK_TOLERANCE, ANCHOR_TOLERANCE = timedelta(minutes=5), timedelta(days=1)
MAGIC = "c2sp.org/tlog-proof@v1"


class Unreadable(Exception):
    """The input is not what the command reads: exit 3, with the reason as one sentence."""


@dataclass
class Report:
    """The findings. Codes are stable; messages name places, never content. `listed`: what is no finding and worth a look;
    `vouched`: who signed, which holds only where nothing was altered. `case`: what can be said of one case.
    """

    tamper: list[tuple[str, str]] = field(default_factory=list)
    undecided: list[tuple[str, str]] = field(default_factory=list)
    entries: int = 0
    root: str = ""
    chain: list[str] = field(default_factory=list)
    listed: list[str] = field(default_factory=list)
    vouched: list[str] = field(default_factory=list)
    case: CaseCounts | None = None

    def bad(self, code: str, message: str) -> None:
        """Note evidence of tampering."""
        self.tamper.append((code, message))

    def open(self, code: str, message: str) -> None:
        """Note what the input is not sufficient to decide."""
        self.undecided.append((code, message))

    @property
    def lines(self) -> list[str]:
        """What is told beside the findings: no signature is vouched for beside evidence of tampering."""
        return [*self.chain, *self.listed, *([] if self.tamper else self.vouched)]

    @property
    def rc(self) -> int:
        """The exit code."""
        return TAMPERED if self.tamper else UNDECIDED if self.undecided else PROVEN


# --- one case, in four words ------------------------------------------------------------------------------------------

_NO_HISTORY = {"unpinned", "no-checkpoint", "unsigned-tail", "missing-witness"}


@dataclass
class CaseCounts:
    """The entries of a case, the texts opened in it, and the commitments that nobody opened: erased, or kept from the reader.

    `texts`: the place of each entry, its opened texts by field, and its fields that nobody opened.
    """

    entries: int = 0
    opened: int = 0
    erased: int = 0
    kept: int = 0
    texts: list[tuple[str, dict[str, Any], list[str]]] = field(default_factory=list)

    def words(self, report: Report) -> dict[str, tuple[int, list[str]]]:
        """Return for each of the four words how many, and why in sentences."""
        proven, why = (
            self.entries,
            [
                f"{self.entries} entries of the case stand in the log as it was signed",
                f"{self.opened} texts are the ones that they commit to",
            ],
        )
        if report.tamper:
            proven, why = 0, ["nothing is vouched for beside evidence of tampering"]
        elif any(code in _NO_HISTORY for code, _ in report.undecided):
            proven, why = 0, ["the history of the whole log is undecided"]
        sealed = [
            (self.kept, "handed to other seats only, or left out"),
            (self.erased, "erased: the case says that its keys were destroyed"),
        ]
        return {
            "proven": (proven, why),
            "sealed from you": (self.kept + self.erased, [f"{n} texts {reason}" for n, reason in sealed if n]),
            "undecided": (len(report.undecided), [message for _, message in report.undecided]),
            "tampered": (len(report.tamper), [message for _, message in report.tamper]),
        }

    def shown(self, report: Report) -> list[tuple[str, dict[str, Any], list[str]]]:
        """Return the opened texts under their entries: none beside evidence of tampering."""
        return [] if report.tamper else self.texts


def _safe(text: str) -> str:
    """Return text without characters that a terminal would obey: no text may look like a verdict."""
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text)


def _lines_of_text(value: Any) -> list[str]:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
    return text.split("\n")


# --- bytes: canonical JSON (RFC 8785 in the ledger's profile), hashes, commitments ------------------------------------


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text[:20]} is no integer")


def _integer(text: str) -> int:
    if len(text) > 17 or abs(number := int(text)) > 2**53 - 1:
        raise ValueError("an integer beyond 2^53 - 1")
    return number


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands twice")
    return found


_DECODER = json.JSONDecoder(parse_float=_no_number, parse_constant=_no_number, parse_int=_integer)
_STRICT = json.JSONDecoder(
    parse_float=_no_number, parse_constant=_no_number, parse_int=_integer, object_pairs_hook=_once
)
_ENCODE = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False).encode


def canonical(value: Any) -> bytes:
    """Encode a value in its canonical form: keys are ASCII here, so sorting by character satisfies RFC 8785."""
    return _ENCODE(value).encode("utf-8")


def from_canonical(data: bytes) -> Any:
    """Decode canonical bytes; ValueError unless encoding the value again gives exactly these bytes."""
    try:
        text = data.decode("utf-8")
        value = _DECODER.decode(text)
        same = _ENCODE(value) == text
    except RecursionError as fault:
        raise ValueError("nested too deeply") from fault
    if text.count("[") + text.count("{") > DEEPEST and _is_deeper(value, DEEPEST):
        raise ValueError("nested too deeply")
    if not same:
        raise ValueError("these bytes are not the canonical form of their value")
    return value


def _is_deeper(value: Any, depth: int) -> bool:
    """Whether lists and objects are nested more than `depth` levels deep: encoding such a value may exceed the stack."""
    level = [value]
    for _ in range(depth + 1):
        inner = [one.values() if isinstance(one, dict) else one for one in level if isinstance(one, (dict, list))]
        level = [one for some in inner for one in some]
    return bool(level)


def b64(data: bytes) -> str:
    """Encode in base64 with padding."""
    return base64.b64encode(data).decode("ascii")


def unb64(text: object) -> bytes:
    """Decode strict base64; ValueError for any other form."""
    if not isinstance(text, str):
        raise ValueError("this is not base64")
    try:
        data = base64.b64decode(text, validate=True)
    except binascii.Error as fault:
        raise ValueError("this is not base64") from fault
    if b64(data) != text:
        raise ValueError("this is not the one base64 form")
    return data


def leaf_hash(entry: bytes) -> bytes:
    """SHA-256(0x00 ‖ entry)."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 ‖ left ‖ right)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def commitment(*, salt: bytes, entry_id: str, name: str, value: Any) -> bytes:
    """Compute the salted commitment to a sealed field."""
    label, raw = name.encode("ascii"), bytes.fromhex(entry_id.replace("-", ""))
    body = b"ethics-commit/v1\x00" + salt + raw + bytes([len(label)]) + label + canonical(value)
    return hashlib.sha256(body).digest()


# --- the tree: RFC 9162, section 2.1 ----------------------------------------------------------------------------------


def roots_at(leaves: bytes | bytearray, sizes: Iterable[int]) -> dict[int, bytes]:
    """Return the root of the first `size` leaves for each size; `leaves` are concatenated hashes of 32 bytes."""
    wanted: list[int] = sorted(set(sizes))
    peaks: list[bytes] = []
    found: dict[int, bytes] = {}
    at = 0
    for size in wanted:
        for index in range(at, size):
            node, level = bytes(leaves[32 * index : 32 * index + 32]), index
            while level & 1:
                node = node_hash(peaks.pop(), node)
                level >>= 1
            peaks.append(node)
        at = size
        root = peaks[-1] if peaks else hashlib.sha256(b"").digest()
        for peak in reversed(peaks[:-1]):
            root = node_hash(peak, root)
        found[size] = root
    return found


def includes(*, leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether the path leads from the leaf to the root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    fn, sn, found = index, size - 1, leaf
    for step in path:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            found = node_hash(step, found)
            while fn and not fn & 1:
                fn, sn = fn >> 1, sn >> 1
        else:
            found = node_hash(found, step)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and found == root


def continues(*, old: int, old_root: bytes, new: int, new_root: bytes, path: Sequence[bytes]) -> bool:
    """Whether the path proves that the new tree begins with the old one (RFC 9162, 2.1.4.2)."""
    if old in (new, 0):
        expected = new_root if old == new else hashlib.sha256(b"").digest()
        return not path and old_root == expected
    if not 0 < old < new or not path:
        return False
    steps = [old_root, *path] if old & (old - 1) == 0 else list(path)
    fn, sn = old - 1, new - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    first = second = steps[0]
    for step in steps[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            first, second = node_hash(step, first), node_hash(step, second)
            while fn and not fn & 1:
                fn, sn = fn >> 1, sn >> 1
        else:
            second = node_hash(second, step)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and first == old_root and second == new_root


# --- signed notes, checkpoints, the keyring ---------------------------------------------------------------------------


KEY_BYTES = {1: 32, 4: 32, 6: 1312}
UNJUDGED = -1
LATEST = 1 << 37  # in the year 6325


@dataclass(frozen=True)
class Key:
    """A public key: its name, kind (1 log, 4 witness, 6 witness with ML-DSA-44), bytes, and the log sizes for which it is
    valid.
    """

    name: str
    kind: int
    public: bytes
    since: int = 0
    until: int | None = None

    @property
    def key_id(self) -> bytes:
        """The four bytes that identify it in signature lines."""
        return hashlib.sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:4]

    def valid_at(self, size: int) -> bool:
        """Whether the log used this key at this size."""
        return self.since <= size and (self.until is None or size <= self.until)

    def time_of(self, value: bytes, text: str) -> int | None:
        """The time at which it signed the text (0 for a log's key), or None if the signature is not its own.

        UNJUDGED where the installed `cryptography` cannot judge this kind.
        """
        message, time = text.encode(), 0
        if self.kind != 1:
            time, value = int.from_bytes(value[:8], "big"), value[8:]
            if not 0 < time <= LATEST:
                return None
            message = f"cosignature/v1\ntime {time}\n{text}".encode()
        try:
            if self.kind == 6:
                return self._time_of_ml_dsa(value, text, time)
            ed25519.Ed25519PublicKey.from_public_bytes(self.public).verify(value, message)
        except (InvalidSignature, ValueError):
            return None
        return time

    def _time_of_ml_dsa(self, value: bytes, text: str, time: int) -> int:
        """As `time_of`, for the `cosigned_message` of C2SP tlog-cosignature; InvalidSignature, or ValueError."""
        origin, size, root = text.split("\n")[:3]
        names = [bytes([len(each)]) + each for each in (self.name.encode(), origin.encode())]
        numbers = [number.to_bytes(8, "big") for number in (time, 0, int(size))]
        message = b"subtree/v1\n\0" + names[0] + numbers[0] + names[1] + numbers[1] + numbers[2] + unb64(root)
        try:
            key = mldsa.MLDSA44PublicKey.from_public_bytes(self.public)
        except (AttributeError, UnsupportedAlgorithm):
            return UNJUDGED
        key.verify(value, message)
        return time


@dataclass(frozen=True)
class Former:
    """An origin that the log had before a fork: the largest size of its checkpoints, and how many entries carry it."""

    origin: str
    agreed: int
    entries: int


@dataclass(frozen=True)
class Keyring:
    """The keys you trust. `former`: the log's earlier origins, oldest first."""

    origin: str
    log_keys: Sequence[Key]
    witness_keys: Sequence[Key]
    tsa_roots: Sequence[bytes]
    former: Sequence[Former] = ()

    @property
    def origins(self) -> set[str]:
        """Every origin the log has had."""
        return {self.origin, *(each.origin for each in self.former)}

    def origin_of(self, index: int) -> str:
        """The origin that the entry at this index carries."""
        return next((each.origin for each in self.former if index < each.entries), self.origin)

    def origin_at(self, size: int) -> str | None:
        """The origin that signs checkpoints of this size; None if there is none."""
        for each in self.former:
            if size <= each.entries:
                return each.origin if size <= each.agreed else None
        return self.origin


@dataclass(frozen=True)
class Checkpoint:
    """A checkpoint as read: its statement and its signature lines (name, key id, signature)."""

    text: str
    origin: str
    size: int
    root: bytes
    lines: Sequence[tuple[str, bytes, bytes]]


def read_key(text: str, kind: int, since: int = 0, until: int | None = None) -> Key:
    """Parse a key printed as `name+id+base64`; ValueError if it is none."""
    name, key_id, body = text.split("+", 2)
    raw = unb64(body)
    if len(raw) != 1 + KEY_BYTES[kind] or raw[0] != kind or not name or re.search(r"\s", name):
        raise ValueError("this is not a verifier key of the right kind")
    key = Key(name, kind, raw[1:], since, until)
    if key.key_id.hex() != key_id:
        raise ValueError("the identifier of a verifier key is not its own")
    return key


def read_witness_key(text: str) -> Key:
    """Parse a key of a witness; ValueError if it is none."""
    return read_key(text, 6 if unb64(text.split("+", 2)[2])[:1] == b"\x06" else 4)


def read_log_key(each: Any) -> Key:
    """Parse a key of the log with the sizes at which it signs; ValueError if it is none."""
    until = each.get("to")
    return read_key(each["vkey"], 1, _size(each.get("from", 0)), None if until is None else _size(until))


def _size(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise ValueError("the sizes of a log are whole numbers from 0 on")
    return value


def read_former(each: Any) -> Former:
    """Parse an origin that the log had before a fork; ValueError if it is none."""
    former = Former(str(each["origin"]), _size(each["agreed"]), _size(each["entries"]))
    if former.agreed > former.entries:
        raise ValueError("more entries are agreed on than there are")
    return former


def _read_strictly(text: str) -> dict[str, Any]:
    """Parse the JSON of a keyring; ValueError if two readers may take it for two things, or its lists are none."""
    body: dict[str, Any] = _STRICT.decode(text)
    if _is_deeper(body, DEEPEST):
        raise ValueError("nested too deeply")
    canonical(body)
    former = body.get("former", [])
    lists = [body["log_keys"], body.get("witness_keys", []), body.get("tsa_roots", []), former]
    if not all(isinstance(each, list) for each in lists) or not all(isinstance(each["origin"], str) for each in former):
        raise ValueError("this is not a keyring")
    return body


def read_keyring(path: Path) -> Keyring:
    """Read the keyring from a file; Unreadable if it is none."""
    try:
        body = _read_strictly(_file(path))
        log_keys = [read_log_key(each) for each in body["log_keys"]]
        witnesses = [read_witness_key(each) for each in body.get("witness_keys", [])]
        roots = [each.encode() for each in body.get("tsa_roots", [])]
        former = [read_former(each) for each in body.get("former", [])]
        ring = Keyring(body["origin"], log_keys, witnesses, roots, former)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as fault:
        raise Unreadable(f"{path.name} is not a keyring: ask the Society for its current one.") from fault
    if not ring.log_keys or not isinstance(ring.origin, str):
        raise Unreadable(f"{path.name} names no key of a log: ask the Society for its current keyring.")
    return ring


def read_checkpoint(data: str) -> Checkpoint:
    """Parse the checkpoint in this note; ValueError if it is none."""
    if len(data) > 64 * 1024 or re.search(r"[\x00-\x09\x0b-\x1f]", data):
        raise ValueError("this is not a signed note")
    text, gap, lines = data.rpartition("\n\n")
    if not gap or not lines.endswith("\n"):
        raise ValueError("this is not a signed note")
    origin, size, root = (text + "\n").split("\n")[:3]
    if not origin or not re.fullmatch(r"0|[1-9][0-9]{0,17}", size) or len(unb64(root)) != 32:
        raise ValueError("this note is not a checkpoint")
    read = []
    for line in lines[:-1].split("\n"):
        dash, name, signature = line.split(" ")
        value = unb64(signature)
        if dash != "—" or not name or len(value) < 5:
            raise ValueError("this is not a signature line")
        read.append((name, value[:4], value[4:]))
    return Checkpoint(text + "\n", origin, int(size), unb64(root), read)


def judge_checkpoint(point: Checkpoint, ring: Keyring, report: Report, what: str) -> dict[str, int] | None:
    """Return a checkpoint's witnesses and when each signed; None, with a finding, if the log did not sign it."""
    if point.origin not in ring.origins:
        report.bad("origin", f"{what} belongs to the log {point.origin[:80]}, not to {ring.origin[:80]}")
        return None
    if point.origin != ring.origin_at(point.size):
        report.bad(
            "fork", f"{what} of size {point.size} belongs to a history that the log {point.origin[:80]} abandoned"
        )
        return None
    signed = False
    witnesses: dict[str, int] = {}
    for name, key_id, value in point.lines:
        for key in [*ring.log_keys, *ring.witness_keys]:
            if (name, key_id) != (key.name, key.key_id) or (key.kind == 1 and not key.valid_at(point.size)):
                continue
            time = key.time_of(value, point.text)
            if time == UNJUDGED:
                report.listed.append(
                    f"{what}: {name[:80]} signed with ML-DSA-44, which this version of cryptography cannot judge"
                )
                continue
            if time is None:
                report.bad(
                    "checkpoint-signature" if key.kind == 1 else "cosignature", f"{what}: a signature does not verify"
                )
                return None
            signed = signed or key.kind == 1
            if key.kind != 1:
                witnesses[name] = max(time, witnesses.get(name, 0))
    if not signed:
        report.bad(
            "checkpoint-signature", f"{what} of size {point.size} has no signature by the key of the log at that size"
        )
        return None
    return witnesses


# --- witnesses: how many signed, and the policy that says which are enough (C2SP tlog-policy) --------------------------


@dataclass(frozen=True)
class Policy:
    """Which logs and witnesses count, by the names of the file; a group has witnessed where `needed` of its members have."""

    logs: Sequence[Key]
    witnesses: Mapping[str, Key]
    groups: Sequence[tuple[str, int, Sequence[str]]]
    quorum: str

    def signers_of(self, point: Checkpoint) -> list[str]:
        """The names of the witnesses that signed this checkpoint."""
        return [name for name, key in self.witnesses.items() if _has_signed(key, point)]

    def is_met(self, point: Checkpoint) -> bool:
        """Whether one of the logs signed it, if the policy names any, and the quorum has witnessed it."""
        met = {"none", *self.signers_of(point)}
        for name, needed, members in self.groups:  # each names what stands before it
            if sum(member in met for member in members) >= needed:
                met.add(name)
        own = [key for key in self.logs if key.name == point.origin]
        return self.quorum in met and (not self.logs or any(_has_signed(key, point) for key in own))


def _has_signed(key: Key, point: Checkpoint) -> bool:
    times = [
        key.time_of(value, point.text)
        for name, key_id, value in point.lines
        if (name, key_id) == (key.name, key.key_id)
    ]
    return any(time is not None and time != UNJUDGED for time in times)


def read_policy(path: Path) -> Policy:
    """Read a policy from a file; Unreadable if it is none."""
    try:
        text = path.read_bytes()[:LARGEST_FILE].decode("utf-8", "surrogateescape")
    except OSError as fault:
        raise Unreadable(f"{path} cannot be read: check its name.") from fault
    if re.search(r"[\x00-\x08\x0b-\x1f\x7f]", text):
        raise Unreadable(f"{path.name} is not a policy: it has control characters.")
    read = _PolicyFile()
    for number, line in enumerate(text.split("\n"), 1):
        words = [word for word in re.split(r"[ \t]+", line) if word]
        try:
            if words and not words[0].startswith("#"):
                read.take(*words)
        except (ValueError, LookupError, TypeError) as fault:
            raise Unreadable(f"{path.name} is not a policy: line {number} cannot be read.") from fault
    if read.quorum is None:
        raise Unreadable(f"{path.name} is not a policy: it has no quorum line.")
    return Policy(read.logs, read.witnesses, read.groups, read.quorum)


class _PolicyFile:
    """The lines of a policy, one after the other."""

    def __init__(self) -> None:
        self.logs: list[Key] = []
        self.witnesses: dict[str, Key] = {}
        self.groups: list[tuple[str, int, Sequence[str]]] = []
        self.quorum: str | None = None
        self._names: set[str] = set()
        self._members: set[str] = set()

    def take(self, word: str, *rest: str) -> None:
        """Read a line; ValueError or a similar error if it is none."""
        readers: dict[str, Callable[..., None]] = {
            "log": self._log,
            "witness": self._witness,
            "group": self._group,
            "quorum": self._quorum,
        }
        readers[word](*rest)

    def _log(self, vkey: str, url: str = "") -> None:
        self.logs.append(_fresh(read_key(vkey, 1), self.logs))

    def _witness(self, name: str, vkey: str, url: str = "") -> None:
        key = _fresh(read_witness_key(vkey), self.witnesses.values())
        self.witnesses[self._define(name)] = key

    def _group(self, name: str, needed: str, *members: str) -> None:
        if (
            len({*members}) != len(members)
            or not self._names.issuperset(members)
            or self._members.intersection(members)
        ):
            raise ValueError("a member is not defined, or counts already")
        words = {"any": 1, "all": len(members)}
        if needed not in words and not re.fullmatch(r"[1-9][0-9]{0,5}", needed):
            raise ValueError("this is not a number")
        number = words.get(needed) or int(needed)
        if not 1 <= number <= len(members):
            raise ValueError("a group needs as many members as it asks for")
        self._members.update(members)
        self.groups.append((self._define(name), number, members))

    def _quorum(self, name: str) -> None:
        if self.quorum is not None or name not in {"none", *self._names}:
            raise ValueError("there is one quorum, and it is defined before")
        self.quorum = name

    def _define(self, name: str) -> str:
        if name == "none" or name in self._names:
            raise ValueError("this name is taken")
        self._names.add(name)
        return name


def _fresh(key: Key, known: Iterable[Key]) -> Key:
    """Return the key; ValueError where it counts already, under whatever name."""
    if any(key.public == each.public for each in known):
        raise ValueError("this key counts already")
    return key


def with_policy(ring: Keyring, policy: Policy | None) -> Keyring:
    """Trust the policy's witnesses too. A key that the keyring has under another name counts once, under that name."""
    if policy is None:
        return ring
    known = {key.public for key in ring.witness_keys}
    more = [key for key in policy.witnesses.values() if key.public not in known]
    return replace(ring, witness_keys=[*ring.witness_keys, *more])


def _policy_of(chosen: argparse.Namespace) -> Policy | None:
    return read_policy(chosen.policy) if chosen.policy else None


def judge_witnessing(
    found: Sequence[tuple[Checkpoint, dict[str, int]]], report: Report, *, needed: int = 0, policy: Policy | None = None
) -> None:
    """Say who witnessed one of these checkpoints, and whether these are enough: `needed`, and the policy's quorum."""
    names = sorted({name for _, seen in found for name in seen})
    if names:
        listing = ", ".join(name[:80] for name in names)
        report.vouched.append(f"{len(names)} {'witness' if len(names) == 1 else 'witnesses'}: {listing}")
    if len(names) < needed:
        report.open("missing-witness", f"{len(names)} of {needed} witnesses have signed the last checkpoint")
    if policy is not None and not any(policy.is_met(point) for point, _ in found):
        report.open("policy-unmet", "the last checkpoint is not signed and witnessed as the policy asks")


# --- the log ----------------------------------------------------------------------------------------------------------

FIELDS = {
    "v", "log", "id", "type", "stream", "seq", "prev", "at", "occurred", "actor", "role", "refs", "data", "commit", "nonce",
}  # fmt: skip
_UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_IS_ID = re.compile(_UUID).fullmatch
_IS_STREAM = re.compile(rf"system|(?:case|member)/{_UUID}").fullmatch
_IS_NAME = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*").fullmatch
_IS_WORD = re.compile(r"[A-Za-z0-9._:/+=\-]{0,200}").fullmatch
_FORM_OF_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII).fullmatch
# Days from the year 1000 to 8999: a few days more or less are still a date, for every comparison of the rules.
_FORM_OF_DAY = re.compile(r"[1-8]\d{3}-\d\d-\d\d", re.ASCII).fullmatch
_IS_DIGEST = re.compile(r"[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=").fullmatch
_IS_NONCE = re.compile(r"[A-Za-z0-9+/]{21}[AQgw]==").fullmatch
_DAY = (
    r"(?!0000)[0-9]{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
    r"|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
)
_MOMENT = rf"{_DAY}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\.[0-9]{{6}}Z"
_NAME, _WORD = r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*", r"[A-Za-z0-9._:/+=\-]{0,200}"
_DIGEST, _NUMBER = r"[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=", r"[1-9][0-9]{0,14}"
_PLAIN = rf'(?:"{_WORD}"|0|-?{_NUMBER}|true|false|null)'
_CLEAR = rf'"{_NAME}":(?:{_PLAIN}|\[(?:{_PLAIN}(?:,{_PLAIN})*)?\])'
_SEALED, _REF = rf'"{_NAME}":"{_DIGEST}"', rf'\{{"leaf":"{_DIGEST}","rel":"{_NAME}"\}}'
# Matches nearly every entry in one step: it is canonical and well-formed if the names in `commit` and `data` ascend. Other
# valid entries, such as one with a 16-digit number or dated 29 February, do not match and are read field by field.
_AT_SIGHT = (
    rf'\{{"actor":"(?!"){_WORD}","at":"({_MOMENT})","commit":\{{({_SEALED}(?:,{_SEALED})*)?\}},'
    rf'"data":\{{({_CLEAR}(?:,{_CLEAR})*)?\}},"id":"({_UUID})","log":ORIGIN,"nonce":"[A-Za-z0-9+/]{{21}}[AQgw]==",'
    rf'"occurred":(?:null|"{_MOMENT}"),"prev":(?:null|"({_DIGEST})"),"refs":\[({_REF}(?:,{_REF})*)?\],"role":"{_NAME}",'
    rf'"seq":({_NUMBER}),"stream":"(system|(?:case|member)/{_UUID})","type":"({_NAME})","v":1\}}'
)
_NAMES_IN, _LEAVES_IN = re.compile(rf'"({_NAME})":').findall, re.compile(rf'"leaf":"({_DIGEST})"').findall
DECISIVE = {
    "case.case_to_answer_voted", "case.case_found", "case.no_case_found", "case.findings_signed",
    "case.minority_reasons_written", "case.findings_recorded", "case.case_not_proven", "case.sanction_recommended",
    "case.vote_cast", "case.decision_letter_signed", "case.board_decided", "case.appeal_refused",
    "case.appeal_dismissed", "case.appeal_varied", "case.decision_quashed",
}  # fmt: skip
PARTS = {"finding.made", "sanction.imposed"}
PARTY_SIGNED = "case.party_signature_given"
BINDING = {
    "case.response_filed": "respond_to_notice", "case.consent_signed": "sign_consent", "case.appeal_waived": "waive_appeal",
}  # fmt: skip
COVERED = {
    "case.ballot_opened": "case.vote_cast", "case.decision_letter_written": "case.decision_letter_signed",
}  # fmt: skip
NOTICES = {"case.notice_served", "case.notice_served_again"}
DECISIVE_STEPS = {
    "vote_case_to_answer", "find_case_to_answer", "find_no_case_to_answer", "sign_findings",
    "write_minority_reasons", "record_findings", "close_not_proven", "recommend_sanction",
    "cast_vote", "sign_decision_letter", "decide_case", "refuse_appeal", "dismiss_appeal", "vary_on_appeal",
    "quash_on_appeal",
}  # fmt: skip
SYSTEM = "system"
LINKS = {
    "oath.signed", "oath.imported", "oath.ended", "case.opened", "allegation.made", "case.allegation_added",
    "case.charge_added", "case.allegation_split", "finding.made",
    "sanction.imposed", "case.consent_accepted", "case.panel_dissolved", "case.remitted_to_new_panel",
    "case.appeal_remitted_to_panel", "case.case_reopened_for_hearing", "case.decision_quashed", "case.appeal_varied",
    "case.key_destroyed", "signing_key.registered", "signing_key.retired",
}  # fmt: skip
OATHS = {"oath.signed", "oath.imported"}
LOST, RESTORED, RESOLVED = "record.rows_lost", "record.restored", "log.fork_resolved"
PUBLISHED, PROPOSED, SENT_BACK, OFFICE_GIVEN, OFFICE_ENDED = (
    "edition.published", "edition.proposed", "proposal.sent_back", "office.given", "office.ended",
)  # fmt: skip
RETURNED, TAKEN_BACK = "case.step_returned", "case.step_taken_back"
GIVEN_BACK = {RETURNED, TAKEN_BACK}
KEPT = LINKS | DECISIVE | NOTICES | {*COVERED} | {
    PUBLISHED, PROPOSED, SENT_BACK, OFFICE_GIVEN, OFFICE_ENDED,
    "case.step_proposed", "case.step_signed", *GIVEN_BACK, "case.signature_given", PARTY_SIGNED, *BINDING,
    "case.allegation_scoped",
    "case.bundle_frozen_for_panel", "case.findings_papers_listed", LOST, RESTORED, RESOLVED,
}  # fmt: skip

# The state machine of a case (R12), written from the product's steps by `python -m tests.ledger.states_table`. Of each
# event: the stages in which it happens and, after ">", those to which it leads. "a..c" is every stage from a to c.
STAGES = (
    "new", "submitted", "screening", "information_requested", "early_resolution", "dismissed", "dismissal_review",
    "investigation", "awaiting_response", "response_review", "case_to_answer", "consent_proposed", "panel_forming",
    "hearing", "deliberation", "board_decision", "appeal_window", "appeal", "monitoring", "closed",
)  # fmt: skip
STAGES_OF = {
    "allegation.made": "screening investigation",
    "case.absence_considered": "hearing",
    "case.adjudicator_seated": "screening..monitoring",
    "case.allegation_added": "awaiting_response response_review > awaiting_response",
    "case.allegation_scoped": "screening investigation",
    "case.allegation_split": "screening investigation",
    "case.alternate_seated": "board_decision",
    "case.appeal_absence_considered": "appeal",
    "case.appeal_challenge_ruled": "appeal",
    "case.appeal_dismissed": "appeal > monitoring closed",
    "case.appeal_grounds_voted": "appeal",
    "case.appeal_heard": "appeal",
    "case.appeal_hearing_adjourned": "appeal",
    "case.appeal_hearing_called": "appeal",
    "case.appeal_lapsed": "appeal_window > monitoring closed",
    "case.appeal_lodged": "appeal_window > appeal",
    "case.appeal_member_challenged": "appeal",
    "case.appeal_panel_seated": "appeal_window..closed",
    "case.appeal_papers_listed": "appeal",
    "case.appeal_refused": "appeal > monitoring closed",
    "case.appeal_remitted_to_board": "appeal > board_decision",
    "case.appeal_remitted_to_panel": "appeal > panel_forming",
    "case.appeal_sifted": "appeal",
    "case.appeal_submission_made": "appeal",
    "case.appeal_varied": "appeal > monitoring closed",
    "case.appeal_waived": "appeal_window > monitoring closed",
    "case.appeal_withdrawn": "appeal > monitoring closed",
    "case.appeal_witness_called": "hearing appeal",
    "case.attendance_recorded": "hearing",
    "case.bad_faith_referred": "closed",
    "case.ballot_closed": "board_decision",
    "case.ballot_counted": "board_decision",
    "case.ballot_keys_made": "board_decision",
    "case.ballot_opened": "board_decision",
    "case.ballot_papers_listed": "board_decision",
    "case.ballot_voided": "board_decision",
    "case.blind_reader_seated": "screening",
    "case.board_decided": "board_decision > appeal_window",
    "case.board_minutes_approved": "appeal_window..closed",
    "case.board_minutes_returned": "appeal_window..closed",
    "case.board_minutes_written": "appeal_window..closed",
    "case.board_pack_sent": "board_decision",
    "case.breach_explained": "monitoring",
    "case.breach_notice_withdrawn": "monitoring",
    "case.breach_noticed": "monitoring",
    "case.breach_reported": "monitoring > board_decision",
    "case.breach_returned": "board_decision > monitoring",
    "case.bundle_frozen_as_served": "hearing",
    "case.bundle_frozen_for_appeal": "appeal_window appeal",
    "case.bundle_frozen_for_board": "board_decision",
    "case.bundle_frozen_for_panel": "case_to_answer panel_forming",
    "case.bundle_served": "hearing",
    "case.case_abated": "screening..monitoring > closed",
    "case.case_acknowledged": "submitted > screening",
    "case.case_adopted": "submitted..early_resolution investigation..board_decision",
    "case.case_dismissed": "screening > dismissed",
    "case.case_found": "case_to_answer > panel_forming",
    "case.case_merged": "screening > closed",
    "case.case_not_proven": "deliberation > closed",
    "case.case_referred": "screening investigation > closed",
    "case.case_reinstated": "dismissal_review > screening",
    "case.case_reopened": "closed > screening",
    "case.case_reopened_for_hearing": "closed > panel_forming",
    "case.case_settled": "early_resolution > closed",
    "case.case_to_answer_voted": "case_to_answer",
    "case.case_withdrawn": "submitted..early_resolution investigation..board_decision > closed",
    "case.cases_linked": "screening..monitoring",
    "case.cases_severed": "screening..monitoring",
    "case.challenge_ruled": "panel_forming hearing",
    "case.charge_added": "hearing",
    "case.clock_escalated": "submitted..closed",
    "case.closed_unmet": "monitoring > closed",
    "case.code_claimed": "submitted..closed",
    "case.code_declined": "submitted..closed",
    "case.coercion_checked": "submitted..early_resolution investigation..board_decision",
    "case.complaint_withdrawn": "submitted..early_resolution investigation..board_decision",
    "case.condition_evidence_filed": "board_decision..monitoring",
    "case.condition_evidence_returned": "board_decision..monitoring",
    "case.condition_extended": "board_decision..monitoring",
    "case.condition_lapsed": "board_decision..monitoring",
    "case.condition_met": "board_decision..monitoring",
    "case.conflict_declared": "submitted..closed",
    "case.conflict_detected": "submitted..closed",
    "case.conflicts_swept": "submitted..closed",
    "case.consent_accepted": "consent_proposed > board_decision",
    "case.consent_commented": "consent_proposed",
    "case.consent_lapsed": "consent_proposed > case_to_answer panel_forming hearing",
    "case.consent_proposed": "case_to_answer panel_forming hearing > consent_proposed",
    "case.consent_rejected": "consent_proposed > case_to_answer panel_forming hearing",
    "case.consent_returned": "board_decision > case_to_answer panel_forming hearing",
    "case.consent_signed": "consent_proposed",
    "case.cross_appeal_lodged": "appeal",
    "case.decision_letter_signed": "board_decision",
    "case.decision_letter_withdrawn": "board_decision",
    "case.decision_letter_written": "board_decision",
    "case.decision_quashed": "appeal > closed",
    "case.decision_voided": "appeal_window monitoring closed > board_decision",
    "case.declaration_ruled": "panel_forming board_decision..closed",
    "case.default_proposed": "awaiting_response",
    "case.default_recorded": "awaiting_response > response_review",
    "case.default_set_aside": "response_review > awaiting_response",
    "case.deliberation_opened": "hearing > deliberation",
    "case.dismissal_upheld": "dismissal_review > closed",
    "case.document_produced": "awaiting_response..appeal",
    "case.draft_report_shared": "response_review",
    "case.early_resolution_offered": "screening investigation > early_resolution",
    "case.evidence_added": "screening information_requested investigation..response_review panel_forming hearing",
    "case.evidence_disclosed": "investigation..case_to_answer panel_forming..board_decision appeal",
    "case.factors_named": "deliberation",
    "case.feedback_extended": "screening..monitoring",
    "case.feedback_given": "screening..monitoring",
    "case.filing_added": "screening information_requested investigation..response_review panel_forming hearing",
    "case.filing_excluded": "investigation..appeal",
    "case.filings_looked_through": "investigation..appeal",
    "case.findings_papers_listed": "deliberation",
    "case.findings_recorded": "deliberation",
    "case.findings_signed": "deliberation",
    "case.first_view_given": "deliberation",
    "case.health_cleared": "awaiting_response..monitoring",
    "case.health_flagged": "awaiting_response..monitoring",
    "case.health_reviewed": "awaiting_response..monitoring",
    "case.hearing_adjourned": "hearing",
    "case.hearing_days_answered": "panel_forming hearing",
    "case.hearing_days_offered": "panel_forming hearing",
    "case.hearing_opened": "hearing",
    "case.hearing_papers_listed": "hearing",
    "case.hearing_reopened": "deliberation > hearing",
    "case.history_opened": "deliberation",
    "case.hold_placed": "screening..monitoring",
    "case.hold_released": "screening..monitoring",
    "case.hold_reviewed": "screening..monitoring",
    "case.identity_decided": "screening investigation",
    "case.information_lapsed": "information_requested > screening",
    "case.information_requested": "screening > information_requested",
    "case.information_supplied": "information_requested > screening",
    "case.information_time_extended": "information_requested",
    "case.interests_declared": "panel_forming board_decision..closed",
    "case.interim_answered": "screening..early_resolution investigation..appeal",
    "case.interim_imposed": "screening..early_resolution investigation..appeal",
    "case.interim_lapsed": "screening..early_resolution investigation..appeal",
    "case.interim_lifted": "screening..early_resolution investigation..appeal",
    "case.interim_proposed": "screening..early_resolution investigation..appeal",
    "case.interim_reviewed": "screening..early_resolution investigation..appeal",
    "case.investigation_extended": "investigation..response_review",
    "case.investigation_resumed": "dismissal_review > investigation",
    "case.investigation_stopped": "investigation > dismissed",
    "case.item_served_whole": "investigation..appeal",
    "case.item_withheld": "investigation..appeal",
    "case.keep_away_asked": "submitted..closed",
    "case.keep_away_explained": "submitted",
    "case.keep_away_ruled": "submitted",
    "case.key_destroyed": "closed",
    "case.last_word_confirmed": "hearing deliberation",
    "case.last_word_filed": "hearing deliberation",
    "case.late_appeal_admitted": "appeal_window monitoring closed > appeal",
    "case.late_appeal_asked": "appeal_window monitoring closed",
    "case.late_appeal_refused": "appeal_window monitoring closed",
    "case.late_evidence_answered": "hearing..board_decision",
    "case.late_evidence_filed": "hearing..board_decision",
    "case.late_evidence_ruled": "hearing..board_decision",
    "case.late_filing_offered": "hearing..board_decision",
    "case.legal_hold_lifted": "submitted..closed",
    "case.legal_hold_placed": "submitted..closed",
    "case.letter_deemed_served": "submitted..monitoring",
    "case.letter_opened": "submitted..closed",
    "case.member_challenged": "panel_forming hearing",
    "case.mention_ruled": "submitted..closed",
    "case.merge_undone": "closed > screening",
    "case.message_put_forward": "submitted..monitoring",
    "case.message_released": "submitted..monitoring",
    "case.message_returned": "submitted..monitoring",
    "case.messages_read": "submitted..closed",
    "case.minority_reasons_written": "deliberation",
    "case.minute_approved": "deliberation",
    "case.minute_corrected": "hearing deliberation",
    "case.minute_given": "deliberation",
    "case.minute_written": "hearing",
    "case.monitors_seated": "appeal_window..monitoring",
    "case.name_given": "submitted..monitoring",
    "case.new_evidence_offered": "appeal",
    "case.new_evidence_ruled": "appeal",
    "case.no_case_found": "case_to_answer > closed",
    "case.non_receipt_proven": "submitted..closed",
    "case.notice_acknowledged": "awaiting_response",
    "case.notice_served": "investigation > awaiting_response",
    "case.notice_served_again": "awaiting_response",
    "case.officer_seated": "submitted..closed",
    "case.opened": "screening > investigation",
    "case.original_released": "submitted..closed",
    "case.panel_dissolved": "hearing deliberation > panel_forming",
    "case.panel_formed": "panel_forming > hearing",
    "case.panel_list_served": "panel_forming",
    "case.panel_named": "panel_forming",
    "case.party_signature_given": "submitted..closed",
    "case.publication_corrected": "board_decision..closed",
    "case.publication_expired": "board_decision..closed",
    "case.publication_text_approved": "monitoring closed",
    "case.publication_withdrawn": "board_decision..closed",
    "case.reader_reminded": "submitted..monitoring",
    "case.recused": "submitted..closed",
    "case.redacted_copy_disclosed": "investigation..case_to_answer panel_forming..board_decision appeal",
    "case.remitted_to_new_panel": "board_decision > panel_forming",
    "case.remitted_to_panel": "board_decision > deliberation",
    "case.report_commented": "response_review",
    "case.report_finalised": "response_review > case_to_answer",
    "case.reporter_message_file_sent": "submitted..monitoring",
    "case.reporter_message_sent": "submitted..monitoring",
    "case.reporter_protection_file_sent": "submitted..monitoring",
    "case.reporter_protection_message_sent": "submitted..monitoring",
    "case.reporter_request_answered": "awaiting_response..appeal",
    "case.reporter_request_made": "awaiting_response..appeal",
    "case.representation_accepted": "early_resolution awaiting_response..monitoring",
    "case.representation_ended": "early_resolution awaiting_response..closed",
    "case.representative_appointed": "early_resolution awaiting_response..monitoring",
    "case.request_withdrawn": "awaiting_response..appeal",
    "case.resignation_accepted": "closed",
    "case.resignation_deferred": "submitted..monitoring",
    "case.respondent_identified": "screening",
    "case.respondent_message_file_sent": "submitted..monitoring",
    "case.respondent_message_sent": "submitted..monitoring",
    "case.respondent_protection_file_sent": "submitted..monitoring",
    "case.respondent_protection_message_sent": "submitted..monitoring",
    "case.respondent_request_answered": "awaiting_response..appeal",
    "case.respondent_request_made": "awaiting_response..appeal",
    "case.response_commented": "response_review",
    "case.response_filed": "awaiting_response > response_review",
    "case.response_lapsed": "awaiting_response",
    "case.retaliation_reported": "submitted..closed",
    "case.review_lapsed": "dismissed > closed",
    "case.review_requested": "dismissed > dismissal_review",
    "case.risk_read_blind": "screening..monitoring",
    "case.risk_triaged": "screening",
    "case.sanction_applied": "monitoring closed",
    "case.sanction_completed": "monitoring > closed",
    "case.sanction_lifted": "screening..closed",
    "case.sanction_published": "monitoring closed",
    "case.sanction_recommended": "deliberation > board_decision",
    "case.sanction_views_filed": "deliberation",
    "case.seat_replaced": "submitted..monitoring",
    "case.service_directed": "screening..early_resolution investigation..closed",
    "case.service_failed": "submitted..closed",
    "case.service_proven": "submitted..closed",
    "case.set_aside_asked": "response_review",
    "case.set_aside_refused": "response_review",
    "case.signature_given": "submitted..closed",
    "case.silent_members_recused": "deliberation",
    "case.slip_corrected": "appeal_window..closed",
    "case.society_appeal_countersigned": "appeal_window appeal",
    "case.society_appeal_waived": "appeal_window",
    "case.standing_recorded": "submitted..closed",
    "case.status_sent": "screening..monitoring",
    "case.step_proposed": "submitted..closed",
    "case.step_returned": "submitted..closed",
    "case.step_signed": "submitted..closed",
    "case.step_taken_back": "submitted..closed",
    "case.talks_failed": "early_resolution > screening investigation",
    "case.talks_lapsed": "early_resolution > screening investigation",
    "case.term_ended": "board_decision..closed",
    "case.terms_accepted": "early_resolution",
    "case.terms_proposed": "early_resolution",
    "case.vote_cast": "board_decision",
    "case.wellbeing_told": "closed",
    "case.withdrawal_asked": "submitted..early_resolution investigation..board_decision",
    "case.withdrawal_taken_back": "submitted..early_resolution investigation..board_decision",
    "case.withholding_proposed": "investigation..case_to_answer panel_forming..board_decision appeal",
    "case.withholding_returned": "investigation..appeal",
    "case.witness_called": "hearing appeal",
    "finding.made": "deliberation",
    "report.received": "new > submitted",
    "sanction.imposed": "board_decision appeal_window",
}
# The steps of which several may wait at once, each about another subject, and the field of their entry that names it.
ONE_EACH = {"record_service": "about"}
# The steps that more than one person signs, written in the same way: the step, the seats of the first signer, those of the
# second, the panel of which a majority signs, and the stages in which it needs them.
SIGNED_TWICE = {
    "case.allegation_added": "add_allegation | investigator | decider | any | all",
    "case.allegation_scoped": "scope_allegation | investigator | decider | any | investigation",
    "case.appeal_dismissed": "dismiss_appeal | appeal_chair appeal_member | same | appeal_panel | all",
    "case.appeal_refused": "refuse_appeal | appeal_chair appeal_member | same | appeal_panel | all",
    "case.appeal_remitted_to_board": "remit_on_appeal_to_board | appeal_chair appeal_member | same | appeal_panel | all",
    "case.appeal_remitted_to_panel": "remit_on_appeal_to_panel | appeal_chair appeal_member | same | appeal_panel | all",
    "case.appeal_varied": "vary_on_appeal | appeal_chair appeal_member | same | appeal_panel | all",
    "case.bad_faith_referred": "refer_bad_faith | reviewer | same | any | all",
    "case.board_pack_sent": "send_board_pack | board_secretary | adviser | any | all",
    "case.breach_reported": "report_breach | monitor | same | any | all",
    "case.case_abated": "abate_case | registrar | reviewer | any | all",
    "case.case_dismissed": "dismiss_case | screener | same | any | all",
    "case.case_merged": "merge_case | screener | same | any | all",
    "case.case_not_proven": "close_not_proven | panel_chair | panel_member | panel | all",
    "case.case_referred": "refer_case | investigator screener | decider screener | any | all",
    "case.case_reopened": "reopen_case | reviewer | same | any | all",
    "case.case_reopened_for_hearing": "reopen_to_panel | reviewer | same | any | all",
    "case.case_withdrawn": "accept_withdrawal | reviewer | protection_officer | any | all",
    "case.charge_added": "add_charge | investigator | panel_chair | any | all",
    "case.closed_unmet": "close_unmet | monitor | same | any | all",
    "case.complaint_withdrawn": "release_complaint | reviewer | protection_officer | any | all",
    "case.condition_extended": "extend_condition | monitor | same | any | all",
    "case.condition_met": "verify_condition | monitor | same | any | all",
    "case.decision_quashed": "quash_on_appeal | appeal_chair appeal_member | same | appeal_panel | all",
    "case.decision_voided": "void_decision | reviewer | same | any | all",
    "case.findings_recorded": "record_findings | panel_chair | panel_member | panel | all",
    "case.hold_placed": (
        "place_hold | adviser screener | reviewer screener | any | screening..early_resolution "
        "panel_forming..appeal_window monitoring"
    ),
    "case.hold_released": (
        "release_hold | adviser screener | reviewer screener | any | screening..early_resolution "
        "panel_forming..appeal_window monitoring"
    ),
    "case.hold_reviewed": (
        "review_hold | adviser screener | reviewer screener | any | screening..early_resolution "
        "panel_forming..appeal_window monitoring"
    ),
    "case.interim_imposed": "impose_interim | interim_member | same | any | all",
    "case.interim_lifted": "lift_interim | interim_member | same | any | all",
    "case.interim_reviewed": "review_interim | interim_member | same | any | all",
    "case.investigation_extended": "extend_investigation | investigator | decider | any | all",
    "case.investigation_stopped": "stop_investigation | investigator | decider | any | all",
    "case.key_destroyed": "erase_content | dpo | custodian | any | all",
    "case.legal_hold_lifted": "lift_legal_hold | dpo | adviser | any | all",
    "case.merge_undone": "unmerge_case | screener | same | any | all",
    "case.non_receipt_proven": "prove_non_receipt | adviser board_secretary intake investigator monitor | same | any | all",
    "case.original_released": (
        "release_original | adviser appeal_chair appeal_member consent_approver decider intake interim_member"
        " investigator panel_chair panel_member reviewer screener | same | any | all"
    ),
    "case.publication_corrected": "correct_publication | board_secretary | dpo | any | all",
    "case.publication_withdrawn": "withdraw_publication | board_secretary | adviser | any | all",
    "case.redacted_copy_disclosed": "disclose_redacted_copy | investigator | decider investigator | any | all",
    "case.sanction_completed": "complete_monitoring | monitor | same | any | all",
    "case.sanction_recommended": "recommend_sanction | panel_chair | panel_member | panel | all",
    "case.service_proven": "record_service | adviser board_secretary intake investigator monitor | same | any | all",
    "case.slip_corrected": "correct_slip | appeal_chair board_secretary | adviser | any | all",
    "case.society_appeal_waived": "waive_society_appeal | investigator | reviewer | any | all",
}  # fmt: skip

Body = dict[str, Any]


@dataclass
class Entry:
    """An entry that the rules read: its index, its leaf in base64, its fields."""

    index: int
    leaf: str
    body: Body

    @property
    def type(self) -> str:
        """The event that it records."""
        return str(self.body["type"])

    @property
    def data(self) -> Body:
        """Its fields in clear text."""
        return dict(self.body["data"])


@dataclass(frozen=True)
class Start:
    """Where reading continues: the number of entries, the end of each stream (sequence number and leaf), the last time."""

    size: int = 0
    streams: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    last_at: str = ""


@dataclass
class Log:
    """The log as read: concatenated leaves, the entries that the rules read, those of one case, opened entries, some dates.

    `before`: the number of entries in front of the first leaf.
    """

    leaves: bytearray = field(default_factory=bytearray)
    kept: list[Entry] = field(default_factory=list)
    case: list[Entry] = field(default_factory=list)
    opened: dict[str, Body] = field(default_factory=dict)
    dates: dict[int, str] = field(default_factory=dict)
    before: int = 0
    recount: Recount = field(default_factory=lambda: Recount(Report()))

    @property
    def size(self) -> int:
        """The number of entries."""
        return self.before + len(self.leaves) // 32


def shape_fault(body: Any) -> str | None:
    """Return the first malformed field of an entry; None if all are well-formed."""
    if not isinstance(body, dict) or body.keys() != FIELDS:
        return "fields"
    tests: dict[str, bool] = {
        "v": body["v"] == 1 and body["v"] is not True,
        "log": isinstance(body["log"], str),
        "id": _text(_IS_ID, body["id"]),
        "type": _text(_IS_NAME, body["type"]),
        "stream": _text(_IS_STREAM, body["stream"]),
        "seq": type(body["seq"]) is int and body["seq"] > 0,
        "prev": body["prev"] is None or _text(_IS_DIGEST, body["prev"]),
        "at": _is_moment(body["at"]),
        "occurred": body["occurred"] is None or _is_moment(body["occurred"]),
        "actor": _text(_IS_WORD, body["actor"]) and body["actor"] != "",
        "role": _text(_IS_NAME, body["role"]),
        "refs": isinstance(body["refs"], list) and all(map(_is_ref, body["refs"])),
        "data": isinstance(body["data"], dict)
        and all(_text(_IS_NAME, k) and _clear(v) for k, v in body["data"].items()),
        "commit": isinstance(body["commit"], dict)
        and all(_text(_IS_NAME, k) and _text(_IS_DIGEST, v) for k, v in body["commit"].items()),
        "nonce": _text(_IS_NONCE, body["nonce"]),
    }
    return None if all(tests.values()) else next(name for name, holds in tests.items() if not holds)


def _is_moment(value: object) -> bool:
    """Whether the text is an existing time in the form that entries use."""
    try:
        time = str(value)[:-1]  # newer versions of Python read the hour 24 too
        return _text(_FORM_OF_MOMENT, value) and time[11:13] != "24" and datetime.fromisoformat(time) is not None
    except ValueError:
        return False


def _text(form: Callable[[str], object], value: object) -> bool:
    return isinstance(value, str) and form(value) is not None


def _is_ref(ref: object) -> bool:
    return (
        isinstance(ref, dict)
        and ref.keys() == {"rel", "leaf"}
        and _text(_IS_NAME, ref["rel"])
        and _text(_IS_DIGEST, ref["leaf"])
    )


def _clear(value: object) -> bool:
    if isinstance(value, list):
        return all(not isinstance(item, list) and _clear(item) for item in value)
    return value is None or isinstance(value, int) or _text(_IS_WORD, value)


def read_log(
    path: Path,
    origin: str,
    report: Report,
    *,
    former: Sequence[Former] = (),
    dates: Iterable[int] = (),
    case: str = "",
    opened: Iterable[str] = (),
) -> Log:
    """Read an exported log line by line, and note every fault in it.

    `former`: the origins it had before this one; `dates`: indexes whose dates are kept; `opened`: ids of entries that have
    openings, which are kept too.
    """
    reader = _Reader(origin, report, frozenset(dates), case, frozenset(opened), former=former)
    try:
        with _part(path).open("rb") as file:
            for index, line in enumerate(file):
                reader.read(index, line)
    except OSError as fault:
        raise Unreadable(f"{path} cannot be read: name the folder of an export.") from fault
    _judge_refs(reader.log, reader.cited, report)
    return reader.log


def read_part(
    entries: Iterable[bytes], origin: str, report: Report, start: Start, *, former: Sequence[Former] = ()
) -> tuple[Log, dict[str, int]]:
    """Read the entries after a part that was judged earlier, and note every fault in them.

    Returns them with each leaf that they cite and the index of the first entry that cites it. The caller, who has the earlier
    part, must check that those leaves belong to earlier entries.
    """
    reader = _Reader(origin, report, frozenset(), "", frozenset(), former=former, start=start)
    for index, entry in enumerate(entries, start.size):
        reader.read(index, entry + b"\n")
    return reader.log, reader.cited


class _Reader:
    """Reads a log entry by entry, and keeps the state by which the next entries are judged."""

    def __init__(
        self,
        origin: str,
        report: Report,
        dates: frozenset[int],
        case: str,
        opened: frozenset[str],
        *,
        former: Sequence[Former] = (),
        start: Start | None = None,
    ) -> None:
        begins = start or Start()
        self.log = Log(before=begins.size, recount=Recount(report))
        self._opened = opened
        self.cited: dict[str, int] = {}
        self._report, self._dates, self._case = report, dates, case
        names = [*(each.origin for each in former), origin]
        self._turns = dict(zip([0, *(each.entries for each in former)], names))
        self._bear(next((each.origin for each in former if begins.size < each.entries), origin))
        self._streams: dict[str, tuple[int, str]] = dict(begins.streams)
        self._ids: set[bytes] = set()
        self._last_at = begins.last_at
        self.stages = Stages(report) if start is None else None

    def _bear(self, origin: str) -> None:
        """Expect this origin from the current entry on."""
        self._origin = origin
        self._seen = re.compile(_AT_SIGHT.replace("ORIGIN", re.escape(_ENCODE(origin)))).fullmatch

    def read(self, index: int, line: bytes) -> None:
        if index in self._turns:
            self._bear(self._turns[index])
        raw = line[:-1]
        leaf = leaf_hash(raw)
        self.log.leaves += leaf
        try:
            if line[-1:] != b"\n" or len(line) > LONGEST_ENTRY:
                raise ValueError("not a whole line")
            text = raw.decode("utf-8")
            said = self._at_sight(text)
            body: Any = from_canonical(raw) if said is None else None
        except ValueError:
            self._report.bad("entry-form", f"entry {index} is not in the canonical form of an entry")
            return
        if said is None:
            if wrong := shape_fault(body):
                self._report.bad("entry-shape", f"entry {index}: {wrong}")
                return
            said = _Said.by(body)
        link = binascii.b2a_base64(leaf, newline=False).decode("ascii")
        self._judge_stream(index, link, said)
        self._judge_place(index, said)
        self._keep(index, link, said, text)

    def _at_sight(self, text: str) -> _Said | None:
        """Parse an entry that matches the usual form by one regular expression; None if it needs the full check."""
        found = self._seen(text)
        if found is None:
            return None
        at, commit, data, key, prev, refs, seq, stream, kind = found.groups()
        if (commit and not _ascend(commit)) or (data and not _ascend(data)):
            return None
        return _Said(at, key, self._origin, prev, _LEAVES_IN(refs) if refs else (), int(seq), stream, kind)

    def _judge_stream(self, index: int, link: str, said: _Said) -> None:
        last, wanted = self._streams.get(said.stream, (0, None))
        if wanted is None and (said.seq != 1 or said.prev is not None):
            self._report.bad("chain-start", f"entry {index} is the first of its stream, and says otherwise")
        elif wanted is not None and said.seq != last + 1:
            self._report.bad("chain-seq", f"entry {index} has number {said.seq} in its stream, after number {last}")
        elif said.prev != wanted:
            self._report.bad("chain-link", f"entry {index} does not cite the one before it in its stream")
        self._streams[said.stream] = (said.seq, link)

    def _judge_place(self, index: int, said: _Said) -> None:
        if said.log != self._origin:
            self._report.bad("origin", f"entry {index} belongs to another log")
        key = bytes.fromhex(said.id.replace("-", ""))
        if key in self._ids:
            self._report.bad("duplicate-id", f"entry {index} has the id of an earlier one")
        self._ids.add(key)
        if said.at < self._last_at:
            self._report.bad("time-order", f"entry {index} is dated earlier than the entry before it")
        self._last_at = said.at

    def _keep(self, index: int, link: str, said: _Said, text: str) -> None:
        for leaf in said.cited:
            self.cited.setdefault(leaf, index)
        if self.stages is not None and said.type in STAGES_OF:
            self.stages.read(index, said.stream, said.seq, said.type, text)
            self.log.recount.read(Entry(index, link, _DECODER.decode(text)))
        if index in self._dates:
            self.log.dates[index] = said.at
        if said.type not in KEPT and said.id not in self._opened and said.stream != self._case:
            return
        entry = Entry(index, link, _DECODER.decode(text))
        if said.type in KEPT:
            if _can_be_judged(entry):
                self.log.kept.append(entry)
            else:
                self._report.bad("entry-shape", f"entry {index}: data")
        if said.id in self._opened:
            self.log.opened[said.id] = entry.body
        if said.stream == self._case:
            self.log.case.append(entry)


class _Said(NamedTuple):
    """What an entry says of its position in log and stream."""

    at: str
    id: str
    log: str
    prev: str | None
    cited: Sequence[str]
    seq: int
    stream: str
    type: str

    @classmethod
    def by(cls, body: Mapping[str, Any]) -> _Said:
        """Read it from a well-formed entry."""
        cited = [ref["leaf"] for ref in body["refs"]]
        return cls(cited=cited, **{name: body[name] for name in cls._fields if name != "cited"})


def _ascend(pairs: str) -> bool:
    """Whether the names are in strictly ascending order, as the canonical form requires."""
    names = _NAMES_IN(pairs)
    return all(map(operator.lt, names, names[1:]))


def _judge_refs(log: Log, cited: Mapping[str, int], report: Report) -> None:
    """R1: every reference is the leaf of an earlier entry; `cited` maps each leaf to the first entry that cites it."""
    missing = {unb64(leaf): index for leaf, index in cited.items()}
    for index in range(log.size):
        if not missing:
            return
        leaf = bytes(log.leaves[32 * index : 32 * index + 32])
        if leaf in missing and index < missing[leaf]:
            del missing[leaf]
    for index in sorted(missing.values()):
        report.bad("ref-dangling", f"entry {index} cites something that is not an earlier entry")


# --- the stages of a case (R12) ---------------------------------------------------------------------------------------


def _stages(words: str) -> frozenset[str]:
    """Return the stages that a line of the table names."""
    found: set[str] = set()
    for word in words.split():
        first, _, last = word.partition("..")
        found.update(STAGES[STAGES.index(first) : STAGES.index(last or first) + 1])
    return frozenset(found)


_WITHIN = {kind: _stages(line.partition(">")[0]) for kind, line in STAGES_OF.items()}
MOVES = {kind: _stages(line.partition(">")[2]) for kind, line in STAGES_OF.items() if ">" in line}


def _left_and_reached(text: str) -> tuple[str, str]:
    """Return what a move says of its stages; empty texts if it cannot be read, which is reported elsewhere."""
    try:
        data = _DECODER.decode(text)["data"]
        return str(data["from"] or "new"), str(data["to"])
    except (ValueError, LookupError, TypeError, RecursionError):
        return "", ""


class Stages:
    """R12: a step is taken only in a stage that allows it, and leads only where the procedure lets it lead."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._of: dict[str, str] = {}

    def read(self, index: int, stream: str, seq: int, kind: str, text: str) -> None:
        """Read an entry of a kind in the table. `text`: its canonical form, of which only a move is decoded."""
        stood = "new" if seq == 1 else self._of.get(stream, "")
        if kind in MOVES:
            left, reached = _left_and_reached(text)
            if left != stood:
                self._bad(index, f"says that its case left the stage {_safe(left)}, and it was in {stood or 'none'}")
            if reached not in MOVES[kind]:
                self._bad(index, f"leads to the stage {_safe(reached)}, to which that step does not lead")
            self._of[stream] = reached
        if stood not in _WITHIN[kind]:
            self._bad(index, f"is a step that is not taken in the stage {stood or 'before a report was received'}")

    def _bad(self, index: int, words: str) -> None:
        self._report.bad("stage", f"entry {index} {words}")


# --- the rules of oath, case, finding and sanction --------------------------------------------------------------------

ANNULS_ALL = {
    "case.panel_dissolved", "case.remitted_to_new_panel", "case.appeal_remitted_to_panel", "case.case_reopened_for_hearing",
    "case.decision_quashed",
}  # fmt: skip


class Openings(dict[tuple[str, str], Any]):
    """Opened values by entry id and field."""


ADDED = {"case.allegation_added", "case.charge_added"}
FRAMED = {"allegation.made", *ADDED}
CHARGE = {"allegation": str, "edition": str, "commitment": int, "first_day": date, "last_day": date}
NEEDED: Mapping[str, Mapping[str, type]] = {
    "oath.signed": {"effective": date},
    "oath.imported": {"effective": date},
    "oath.ended": {"effective": date},
    **dict.fromkeys(FRAMED, CHARGE),
    "case.allegation_scoped": {"allegation": str, "in_scope": bool},
    "case.allegation_split": {"allegation": str, "part": str, "on": date},
    "finding.made": {"allegation": str, "edition": str, "commitment": int, "proven": bool},
    "sanction.imposed": {"findings": list},
    "case.appeal_varied": {"quashed": list},
    "signing_key.registered": {"counts_from": str},
    "case.signature_given": {"of": str, "step": str},
    PARTY_SIGNED: {"of": str, "step": str},
    "case.step_proposed": {"step": str},
    "case.step_signed": {"step": str},
    **{kind: {"step": str} for kind in (RETURNED, TAKEN_BACK)},
    RESTORED: {"entries": int},
    PUBLISHED: {"edition": str, "kind": str, "name": str, "sha256": str, "in_force_from": date},
    PROPOSED: {"editions": list},
    OFFICE_GIVEN: {"person": str, "office": str, "since": date},
    OFFICE_ENDED: {"person": str, "office": str, "until": date},
    RESOLVED: {
        "old": str,
        "agreed": int,
        "agreed_root": str,
        "kept": int,
        "kept_root": str,
        "left": int,
        "second": str,
    },
}


def _can_be_judged(entry: Entry) -> bool:
    """Whether the fields that the rules read are present and well-formed, and an oath is in the stream of a member.

    A person has one name, in the one form of an id: another spelling would be another person, who has no passkey.
    """
    needed = NEEDED.get(entry.type, {})
    others = [entry.data.get(name) for name in ("person", "second")]
    if not all(one is None or _text(_IS_ID, one) for one in (entry.body["actor"], *others)):
        return False
    if entry.type.startswith("oath.") and not entry.body["stream"].startswith("member/"):
        return False
    if entry.type == OFFICE_GIVEN and entry.data.get("until") is not None:
        needed = {**needed, "until": date}
    try:
        _day(entry.body["at"])
        for name, kind in needed.items():
            value = entry.data.get(name)
            if not isinstance(_day(value) if kind is date else value, kind):
                return False
    except ValueError:
        return False
    return True


def _day(text: object) -> date:
    """Parse the day of a date or time in the one form that entries use: later Python versions would accept others."""
    if not isinstance(text, str) or not _FORM_OF_DAY(text[:10]):
        raise ValueError("not a day")
    return date.fromisoformat(text[:10])


def entry_kept(index: int, leaf: str, data: bytes) -> Entry | None:
    """Return the entry in these bytes if the rules read its type; None if it cannot be judged, which `read_log` reports."""
    entry = entry_read(index, leaf, data.decode("utf-8", "replace"))
    return entry if entry is not None and _can_be_judged(entry) else None


def entry_read(index: int, leaf: str, text: str) -> Entry | None:
    """Return the entry of this text; None if it is malformed, which `read_log` reports."""
    try:
        entry = Entry(index, leaf, _DECODER.decode(text))
    except (ValueError, RecursionError):
        return None
    return entry if shape_fault(entry.body) is None else None


class Oaths:
    """Determines which signature bound a member on a day, from the members' own streams."""

    def __init__(self, kept: Sequence[Entry]) -> None:
        """Read the entries about oaths."""
        self.by_stream: dict[str, list[Entry]] = {}
        self.by_leaf: dict[str, Entry] = {}
        self.lost = {ref["leaf"] for entry in kept if entry.type == LOST for ref in entry.body["refs"]}
        for entry in kept:
            if entry.type.startswith("oath."):
                self.by_stream.setdefault(entry.body["stream"], []).append(entry)
                self.by_leaf[entry.leaf] = entry

    def in_force(self, stream: str, day: date, before: int) -> Entry | None:
        """R3: of the entries before index `before` in effect on that day, the one with the greatest (effective, index)."""
        known = [entry for entry in self.by_stream.get(stream, []) if entry.index < before]
        begun = [entry for entry in known if _day(entry.data["effective"]) <= day]
        last = max(begun, key=lambda entry: (_day(entry.data["effective"]), entry.index), default=None)
        return None if last is None or last.type == "oath.ended" else last

    def judge_dates(self, report: Report) -> None:
        """R4: nothing takes effect before it was written.

        Exceptions: paper oaths and ends that two officers entered before the member's first oath in the system.
        """
        for entries in self.by_stream.values():
            native = False
            for entry in entries:
                effective, written = _day(entry.data["effective"]), _day(entry.body["at"])
                if entry.type == "oath.imported" or (entry.type == "oath.ended" and "second" in entry.data):
                    second = entry.data.get("second")
                    if native or second in (None, entry.body["actor"]):
                        report.bad(
                            "oath-backdated",
                            f"entry {entry.index} enters or ends an oath without two officers, or after one was signed here",
                        )
                    continue
                native = native or entry.type == "oath.signed"
                if effective < written - timedelta(days=1):
                    report.bad("oath-backdated", f"entry {entry.index} takes effect on a day before it was written")


def judge_cases(log: Log, openings: Openings, editions: Mapping[str, set[int]], report: Report, only: str = "") -> None:
    """Apply R2 to R7 to every case, or only to the one whose stream is `only`."""
    oaths = Oaths(log.kept)
    oaths.judge_dates(report)
    cases: dict[str, list[Entry]] = {}
    for entry in log.kept:
        stream = entry.body["stream"]
        if stream.startswith("case/") and (not only or stream == only):
            cases.setdefault(stream, []).append(entry)
    sealed = 0
    unknown: set[str] = set()
    for entries in cases.values():
        case = _Case(oaths, openings, report)
        for entry in entries:
            case.read(entry, editions, unknown)
        sealed += len(case.closed)
    if sealed:
        report.open("oaths-sealed", f"{sealed} commitments to oaths were not opened for you")
    if unknown:
        report.open("edition-unknown", f"{len(unknown)} cited editions of the Code were not handed over")


_CLOSED = object()


class _Case:
    """One case, read entry by entry, and the rules that apply to it."""

    def __init__(self, oaths: Oaths, openings: Openings, report: Report) -> None:
        self.oaths, self.openings, self.report = oaths, openings, report
        self.allegations: dict[str, Entry] = {}
        self.proven: dict[str, Entry] = {}
        self.framed: dict[str, str] = {}
        self.found: dict[str, str] = {}
        self.in_scope: set[str] = set()
        self.sworn: set[str] = set()
        self.begun, self.admitted, self.sealed = False, False, False
        self.member = ""
        self.closed: set[tuple[str, str]] = set()

    def read(self, entry: Entry, editions: Mapping[str, set[int]], unknown: set[str]) -> None:
        data = entry.data
        self._citations(entry)
        if entry.type == "case.opened":
            self.begun = True
            self._opening(entry)
        elif entry.type in FRAMED:
            self._is_new(entry, data["allegation"])
            self.allegations[data["allegation"]] = entry
            self.framed[data["allegation"]] = entry.leaf
            self._of_edition(entry, editions, unknown)
            if entry.type in ADDED:
                self._swear(entry, data["allegation"])
        elif entry.type == "case.allegation_scoped":
            self._scope(data["allegation"], data["in_scope"])
        elif entry.type == "case.allegation_split":
            self._split(entry)
        elif entry.type == "finding.made":
            self._finding(entry)
            self._of_edition(entry, editions, unknown)
            self.found[entry.leaf] = data["allegation"]
        elif entry.type == "sanction.imposed":
            self._sanction(entry)
        elif entry.type == "case.consent_accepted":
            self.admitted = True
        elif entry.type == "case.appeal_varied":
            for key in data.get("quashed", []):
                self.proven.pop(key, None)
        if entry.type in ANNULS_ALL:
            self.proven.clear()

    def _of_edition(self, entry: Entry, editions: Mapping[str, set[int]], unknown: set[str]) -> None:
        """R6, second half: the commitment belongs to the edition of the Code."""
        edition = str(entry.data.get("edition"))
        if edition not in editions:
            unknown.add(edition)
        elif entry.data.get("commitment") not in editions[edition]:
            self.report.bad("finding-article", f"entry {entry.index} cites a commitment that its edition does not have")

    def _citations(self, entry: Entry) -> None:
        """A leaf that an entry cites is that of the entry that it names."""
        one, some = entry.data.get("allegation"), entry.data.get("allegations")
        given = entry.data.get("findings") if entry.type == "sanction.imposed" else some if one is None else one
        named = {str(one) for one in given} if isinstance(given, list) else {str(given)}
        for ref in entry.body["refs"]:
            if ref["rel"] == "allegation":
                cited = [key for key, leaf in self.framed.items() if leaf == ref["leaf"]]
                right = bool(cited) and (entry.type == "case.opened" or not named.isdisjoint(cited))
            else:
                right = ref["rel"] != "finding" or self.found.get(ref["leaf"]) in named
            if not right:
                self.report.bad("ref-wrong", f"entry {entry.index} cites another entry than the one that it names")

    def _is_new(self, entry: Entry, key: str) -> None:
        """An allegation gets its days and its words once: what was sworn for these holds for no others."""
        if key in self.allegations:
            self.report.bad(
                "allegation-oath", f"entry {entry.index} alleges something else under the key of an allegation"
            )
        self.sworn.discard(key)

    def _swear(self, charge: Entry, key: str) -> None:
        """Once the case is open, an allegation rests on an oath of its own."""
        self._own_oath(charge, key)
        if charge.data["edition"] is not None:
            self.sworn.add(key)

    def _scope(self, key: str, in_scope: bool) -> None:
        """Once the case is open, an allegation that comes into its scope rests on an oath of its own."""
        self.in_scope.discard(key)
        self.sworn.discard(key)
        if in_scope:
            self.in_scope.add(key)
            if self.begun and key in self.allegations:
                self._swear(self.allegations[key], key)

    def _rests(self, entry: Entry, keys: Iterable[str]) -> None:
        """What is decided of an allegation rests on an oath: the opening of the case names it, or its own entry does."""
        if not self.sealed and not self.sworn.issuperset(keys):
            self.report.bad("case-without-oath", f"entry {entry.index} decides what no oath was named for")

    def _split(self, entry: Entry) -> None:
        """Replace an allegation by two parts, each with its own days, and the edition and oath sworn on them."""
        whole = self.allegations.get(entry.data["allegation"])
        if whole is None:
            self.report.bad(
                "finding-foreign", f"entry {entry.index} splits an allegation that does not belong to its case"
            )
            return
        day, data = _day(entry.data["on"]), entry.data
        self._is_new(entry, data["part"])
        before = {"last_day": (day - timedelta(days=1)).isoformat(), "edition": data.get("edition_before")}
        after = {"first_day": day.isoformat(), "edition": data.get("edition_after"), "allegation": data["part"]}
        for part in (before, after):
            cut = Entry(entry.index, entry.leaf, {**entry.body, "data": {**whole.data, **part}})
            self.allegations[cut.data["allegation"]] = cut
            self.in_scope.discard(cut.data["allegation"])
            self.sworn.discard(cut.data["allegation"])
            self.framed.setdefault(cut.data["allegation"], self.framed[entry.data["allegation"]])
            self._swear(cut, cut.data["allegation"])

    def _finding(self, entry: Entry) -> None:
        """R6: the finding's allegation belongs to this case, and both cite the same words."""
        charge = self.allegations.get(entry.data.get("allegation", ""))
        if charge is None:
            self.report.bad(
                "finding-foreign", f"entry {entry.index} is a finding on an allegation that does not belong to its case"
            )
        elif any(entry.data.get(name) != charge.data.get(name) for name in ("commitment", "edition")):
            self.report.bad(
                "finding-article", f"entry {entry.index} is a finding on other words than those that were alleged"
            )
        else:
            self._rests(entry, [entry.data["allegation"]])
        if entry.data.get("proven") is True:
            self.proven[entry.data["allegation"]] = entry
        else:
            self.proven.pop(entry.data.get("allegation", ""), None)

    def _sanction(self, entry: Entry) -> None:
        """R7: each finding that it cites is proven, of this case and not set aside; or the member admitted it."""
        stands = {*self.proven, *(finding.body["id"] for finding in self.proven.values())}
        cites = entry.data.get("findings") or []
        proven = all(key in stands for key in cites)
        admitted = self.admitted and all(key in self.allegations for key in cites)
        if not cites or not (admitted or proven):
            self.report.bad(
                "sanction-without-finding", f"entry {entry.index} imposes a sanction that rests on no proven finding"
            )
        elif not proven:
            self._rests(entry, cites)

    def _opening(self, entry: Entry) -> None:
        """R2: the case commits to the oaths of every allegation in scope, and each allegation to one of these."""
        if "oaths" not in entry.body["commit"]:
            self.report.bad("case-without-oath", f"entry {entry.index} opens a case and commits to no oath")
            return
        value = self._read_text(entry, "oaths")
        if value is _CLOSED:
            self.sealed = True
            return
        given = value if isinstance(value, dict) else {}
        cited = {key: [str(leaf) for leaf in leaves] for key, leaves in given.items() if isinstance(leaves, list)}
        if not any(cited.values()):
            self.report.bad("case-without-oath", f"entry {entry.index} opens a case that rests on no oath")
            return
        if not self.in_scope <= cited.keys():
            self.report.bad("allegation-oath", f"entry {entry.index} names no oath for an allegation in scope")
        for key, leaves in cited.items():
            charge = self.allegations.get(key)
            if charge is None:
                self.report.bad(
                    "allegation-oath", f"entry {entry.index} names an allegation that does not belong to its case"
                )
                continue
            for leaf in leaves:
                self._signature(charge, leaf, entry.index)
                self._of_code(leaf, charge, entry)
            self.sworn.add(key)
            own = self._own_oath(charge, key)
            if own is not None and own not in leaves:
                self.report.bad("allegation-oath", f"entry {charge.index} cites an oath that its case does not cite")

    def _read_text(self, entry: Entry, name: str) -> Any:
        """Return the opened value of a commitment to oaths; _CLOSED, and it is counted, if nobody opened it."""
        key = entry.body["id"], name
        if key not in self.openings:
            self.closed.add(key)
        return self.openings.get(key, _CLOSED)

    def _own_oath(self, charge: Entry, key: str) -> str | None:
        """Return the oath to which an allegation itself commits: the one in force on its last day. None if there is none.

        A part of an allegation that was split commits to every oath of its days; one without an edition has none.
        """
        name = "oaths" if charge.type == "case.allegation_split" else "oath"
        if name not in charge.body["commit"]:
            self.report.bad("allegation-oath", f"entry {charge.index} commits to no oath")
            return None
        value = self._read_text(charge, name)
        if value is _CLOSED:
            return None
        if name == "oaths":
            leaves = value.get(key) if isinstance(value, dict) else None
            leaves = [str(leaf) for leaf in leaves] if isinstance(leaves, list) else []
            if charge.data["edition"] is None and not leaves:
                return None
            for leaf in leaves:
                self._signature(charge, leaf, charge.index)
            value = leaves[-1] if leaves else None
        signature = self.oaths.by_leaf.get(str(value))
        if signature is None or signature.index > charge.index:
            self.report.bad("allegation-oath", f"entry {charge.index} cites as an oath something that is not one")
            return None
        last = _day(charge.data["last_day"])
        if self.oaths.in_force(signature.body["stream"], last, charge.index) != signature:
            self.report.bad(
                "oath-not-in-force", f"entry {charge.index} cites an oath that was not in force on its last day"
            )
        self._of_member(signature, charge)
        self._of_code(str(value), charge, charge)
        return str(value)

    def _of_code(self, leaf: str, charge: Entry, entry: Entry) -> None:
        """What is alleged is in the words of the Code to which the oath binds."""
        signature = self.oaths.by_leaf.get(leaf)
        if signature and signature.type in OATHS and signature.data.get("code") != charge.data["edition"]:
            self.report.bad("allegation-oath", f"entry {entry.index} rests on an oath to another Code than is alleged")

    def _of_member(self, signature: Entry, entry: Entry) -> None:
        """Every oath that a case cites was sworn by the same member."""
        stream = str(signature.body["stream"])
        self.member = self.member or stream
        if stream != self.member:
            self.report.bad("allegation-oath", f"entry {entry.index} cites the oath of another member")

    def _signature(self, charge: Entry, leaf: str, before: int) -> None:
        """R3 and R5: the leaf is a signature that was in force on a day of the conduct, and was already written by then."""
        signature = self.oaths.by_leaf.get(leaf)
        if signature is None or signature.index > before or signature.type == "oath.ended":
            self.report.bad("case-without-oath", f"entry {before} cites as an oath something that is not one")
            return
        self._of_member(signature, charge)
        if leaf in self.oaths.lost:
            self.report.open("rows-lost", f"entry {before} rests on entry {signature.index}, whose row was lost")
        first, last = _day(charge.data["first_day"]), _day(charge.data["last_day"])
        begins = max(first, _day(signature.data["effective"]))
        if begins > last or self.oaths.in_force(signature.body["stream"], begins, before) != signature:
            self.report.bad(
                "oath-not-in-force",
                f"entry {before} cites an oath that was not in force at the time of what is alleged",
            )
        elif _day(signature.body["at"]) > last:
            self.report.open(
                "oath-late", f"entry {signature.index} was written after what is alleged in entry {charge.index}"
            )


OPENING = {"field", "salt", "value"}
_ID_AT_SIGHT = re.compile(rb'\{"field":"[a-z0-9_.]*","id":"([0-9a-f-]*)","salt":').match


def read_openings(lines: Iterable[bytes], bodies: Mapping[str, Body], report: Report) -> Openings:
    """Return the openings of these entries, and note those that do not match their commitment."""
    found = Openings()
    for line in lines:
        try:
            one = from_canonical(line)
            if one.keys() != {"id", *OPENING}:
                raise ValueError("not an opening")
            name, salt, value, body = one["field"], unb64(one["salt"]), one["value"], bodies.get(one["id"])
            if body is None:
                report.bad(
                    "opening-unknown", "an opening belongs to an entry that does not exist, or to one of another kind"
                )
                continue
            judge_opening(body, name, salt, value, report)
            found[one["id"], name] = value
        except (ValueError, LookupError, TypeError, AttributeError) as fault:
            raise Unreadable("A file of openings in this folder cannot be read: export the log again.") from fault
    return found


def _id_of_opening(line: bytes) -> str:
    at_sight = _ID_AT_SIGHT(line)
    if at_sight is not None:
        return at_sight[1].decode("ascii")
    try:
        return str(from_canonical(line)["id"])
    except (ValueError, LookupError, TypeError) as fault:
        raise Unreadable("A file of openings in this folder cannot be read: export the log again.") from fault


def _lines(path: Path) -> list[bytes]:
    return _whole(path).splitlines() if path.exists() else []


def _part(path: Path) -> Path:
    """Return the path of a part of an export; Unreadable if that is no file: a folder has no bytes, and a pipe no end."""
    if path.exists() and not path.is_file():
        raise Unreadable(f"{path.name} in this folder is not a file: export the log again.")
    return path


def _whole(path: Path) -> bytes:
    try:
        return _part(path).read_bytes()
    except OSError as fault:
        raise Unreadable(f"{path.name} in this folder cannot be read: check your rights to it.") from fault


def judge_opening(body: Mapping[str, Any], name: str, salt: bytes, value: Any, report: Report) -> bool:
    """Whether this value matches the entry's commitment. That to an oath's statement has no salt: a nonce is in the words."""
    known = isinstance(name, str) and name in body["commit"]
    if known and name == "statement" and body["type"].startswith("oath."):
        known = salt == b""
        digest = hashlib.sha256(OATH + canonical(value)).digest()
    else:
        known = known and len(salt) == 32 and len(name) < 256
        digest = commitment(salt=salt, entry_id=body["id"], name=name, value=value) if known else b""
    same = known and body["commit"][name] == b64(digest)
    if not same:
        report.bad("commitment", f"the entry commits to another {name} than the one handed over")
    return same


def read_editions(path: Path, report: Report) -> dict[str, set[int]]:
    """Read the commitment numbers of each Code; an edition's id is derived from the digest of its words (RFC 9562, 5.8)."""
    try:
        return numbers_of_editions(_lines(path))
    except (ValueError, LookupError, TypeError) as fault:
        raise Unreadable(f"{path.name} is not a file of editions: export the log again.") from fault


def numbers_of_editions(editions: Iterable[bytes]) -> dict[str, set[int]]:
    """The same for parsed editions; raises ValueError or a similar error for malformed ones."""
    found: dict[str, set[int]] = {}
    for line in editions:
        words = from_canonical(line)
        if kind_of_edition(words) == "code":
            found[edition_id(hashlib.sha256(line).digest())] = {each["number"] for each in words["commitments"]}
    return found


def kind_of_edition(words: Any) -> str:
    """Return the kind of edition that has these words; raises ValueError or a similar error if it is none."""
    if "key" not in words or _day(words["in_force_from"]) is None:
        raise ValueError("not an edition")
    return "code" if "commitments" in words else "oath" if "code_sha256" in words else "rulebook"


def edition_id(digest: bytes) -> str:
    """Return the id of the edition whose words have this digest."""
    number = int.from_bytes(digest[:16], "big") & ~(0xF << 76) | 0x8 << 76
    text = f"{number & ~(0x3 << 62) | 0x2 << 62:032x}"
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


# --- a person's own signature (R8): a passkey's, as Web Authentication (7.2) has it ------------------------------------

OF_OATH = {"nonce", "oath", "locale", "oath_sha256", "code_sha256", "supersedes"}
OF_STEP = {"nonce", "makes", "proposal"}
SIGNED = {"statement", "evidence"}
OATH, STEP = b"ethics-oath/v1\x00", b"ethics-step/v1\x00"
KEY_END, EDITION = b"ethics-key/v1\x00", b"ethics-edition/v1\x00"
KEY_WAITS, LISTED = timedelta(hours=72), timedelta(days=7)
VERIFIED_HOLDER = 0x01 | 0x04
_PLAIN_JSON = json.JSONDecoder(parse_constant=_no_number)
FRESH = {"sanction", "conditions"}
END_KEYS = {"administrator", "registrar"}


def signature_fault(digest: bytes, proof: Any, keys: Iterable[str]) -> str | None:
    """Return why the evidence is no signature over the digest by one of the keys that these leaves registered, or None.

    The holder was present and verified, on the page and for the party for which the key was made. A sign-in uses another key
    and another challenge, so its assertion signs nothing here.
    """
    try:
        data, client, signature, salt = (
            unb64(proof[name]) for name in ("authenticator_data", "client_data", "signature", "key_salt")
        )
        (leaf, entry_id, committed), key = _registration(proof["key_entry"]), proof["key"]
        if leaf not in set(keys):
            return "by a key that does not belong to the person"
        if committed != b64(commitment(salt=salt, entry_id=entry_id, name="key", value=key)):
            return "by another key than the one in the record"
        said = _PLAIN_JSON.decode(client.decode("utf-8"))
        wanted = base64.urlsafe_b64encode(digest).decode("ascii").rstrip("=")
        if (said["type"], said["challenge"]) != ("webauthn.get", wanted):
            return "over something else"
        if (said["origin"], data[:32]) != (key["origin"], hashlib.sha256(key["rp_id"].encode()).digest()):
            return "given on another page"
        if len(data) < 37 or data[32] & VERIFIED_HOLDER != VERIFIED_HOLDER:
            return "by a device that did not check who used it"
        _verify(unb64(key["public_key"]), signature, data + hashlib.sha256(client).digest())
    except (InvalidSignature, UnsupportedAlgorithm):
        return "not made with this key"
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return "not in the form of a signature"
    return None


def _holder_fault(body: Body, proof: Any) -> str | None:
    """Return why the evidence names no key of the person of an entry, or None."""
    try:
        key = from_canonical(proof["key_entry"].encode("utf-8"))
    except (ValueError, LookupError, TypeError, AttributeError):
        return "not in the form of one"
    if shape_fault(key) or key["type"] != "signing_key.registered":
        return "by a key that was not registered"
    own, named = (_holder(Entry(0, "", one)) for one in (body, key))
    return None if own == named else "by a key that is not the person's"


@lru_cache(maxsize=1024)
def _registration(text: str) -> tuple[str, str, str]:
    """Return the leaf, the id and the commitment of the entry that registered a key; ValueError or similar if it is none."""
    data = text.encode("utf-8")
    entry = from_canonical(data)
    return b64(leaf_hash(data)), entry["id"], entry["commit"]["key"]


_load_key = lru_cache(maxsize=1024)(serialization.load_der_public_key)


def _verify(public: bytes, signature: bytes, signed: bytes) -> None:
    key = _load_key(public)
    if isinstance(key, ec.EllipticCurvePublicKey):
        key.verify(signature, signed, ec.ECDSA(hashes.SHA256()))
    elif isinstance(key, ed25519.Ed25519PublicKey):
        key.verify(signature, signed)
    elif isinstance(key, rsa.RSAPublicKey):
        key.verify(signature, signed, padding.PKCS1v15(), hashes.SHA256())
    else:
        raise ValueError("a kind of key that is not read")


@dataclass
class _Key:
    """A key that signs: its registration, and from when on it signs no more, by which entry; `lost`: a restore lost it."""

    entry: Entry
    leaf: str
    end: str = ""
    ended: Entry | None = None
    lost: bool = False

    @property
    def holder(self) -> str:
        """The stream of the member, or the pseudonym of the person in office."""
        return _holder(self.entry)

    def counts_at(self, moment: str) -> bool:
        """Whether it signs at this time."""
        return bool(self.entry.data["counts_from"] <= moment and (not self.end or moment < self.end))


def _holder(entry: Entry) -> str:
    stream = str(entry.body["stream"])
    return stream if stream.startswith("member/") else str(entry.body["actor"])


class _Offices:
    """The days on which people held offices."""

    def __init__(self) -> None:
        self._terms: dict[tuple[str, str], list[tuple[str, str]]] = {}

    def read(self, entry: Entry) -> None:
        """Process the next entry: an office that is given or ended."""
        if entry.body["stream"] != SYSTEM or entry.type not in (OFFICE_GIVEN, OFFICE_ENDED):
            return
        data = entry.data
        terms = self._terms.setdefault((data["person"], data["office"]), [])
        last = str(data.get("until") or date.max)[:10]
        if entry.type == OFFICE_GIVEN:
            terms.append((data["since"][:10], last))
        else:
            terms[:] = [(first, last if first <= last < until else until) for first, until in terms]

    def is_held(self, office: str, person: str, entry: Entry) -> bool:
        """Whether the person held the office when the entry was written."""
        written = _moment(entry.body["at"])
        days = {str((written - late).date()) for late in (timedelta(), CLOCK_TOLERANCE)}
        return any(first <= day <= last for first, last in self._terms.get((person, office), ()) for day in days)


class _Keys:
    """The keys that sign, read entry by entry. With a report, it says which came or ended as none may."""

    def __init__(self, report: Report | None = None) -> None:
        self._report = report or Report()
        self.by_leaf: dict[str, _Key] = {}
        self.by_id: dict[str, str] = {}
        self._own: dict[str, list[_Key]] = {}
        self.offices = _Offices()

    def read(self, entry: Entry) -> None:
        """Process the next entry: a key that is registered, retired or lost, or an office."""
        self.offices.read(entry)
        if entry.type == "signing_key.registered" and not entry.body["stream"].startswith("case/"):
            self._register(entry)
        elif entry.type == "signing_key.retired":
            for ref in entry.body["refs"]:
                key = self.by_leaf.get(ref["leaf"])
                if key is not None and not key.end:
                    self._end(entry, key)
        elif entry.type == LOST:
            for ref in entry.body["refs"]:
                key = self.by_leaf.get(ref["leaf"])
                if key is not None and not key.end:
                    key.lost, key.end = True, entry.body["at"]

    def counting(self, entry: Entry) -> list[str]:
        """Return the leaves of the keys with which the person of an entry signs at its time."""
        return [key.leaf for key in self._of(entry) if key.counts_at(entry.body["at"])]

    def judge_lost(self, entry: Entry, report: Report) -> bool:
        """Whether only a key that a restore lost could have signed an entry: then it is undecided."""
        lost = [key for key in self._of(entry) if key.lost]
        if not lost or self.counting(entry):
            return False
        report.open(
            "rows-lost",
            f"entry {entry.index} has no signature, because a restore lost the key of entry {lost[-1].entry.index}",
        )
        return True

    def tell_ends(self, entry: Entry, report: Report) -> None:
        """List the end of a key in the seven days before its holder's decisive act."""
        for key in self._of(entry):
            ago = _moment(entry.body["at"]) - _moment(key.ended.body["at"]) if key.ended else LISTED
            if key.ended and ago < LISTED:
                report.listed.append(
                    f"{key.ended.index} {key.ended.type}: {ago.days} days before the person's act in entry {entry.index}"
                )

    def of_person(self, person: str) -> list[_Key]:
        """Return every key that a person in office, by pseudonym, ever had."""
        return self._own.get(person, [])

    def _of(self, entry: Entry) -> list[_Key]:
        return self._own.get(_holder(entry), [])

    def _register(self, entry: Entry) -> None:
        key = _Key(entry, entry.leaf)
        before = self._of(entry)
        if not _is_moment(entry.data["counts_from"]):
            self._bad(entry, "registers a key and names no time from which it counts")
            return
        if any(not each.end for each in before):
            self._bad(entry, "registers a key beside one that has not ended")
        elif before and not _is_late_enough(entry):
            self._bad(entry, "replaces a key before 72 hours are over")
        if _moment(entry.data["counts_from"]) > _moment(entry.body["at"]) + KEY_WAITS + CLOCK_TOLERANCE:
            self._bad(entry, "registers a key that counts later than 72 hours from then")
        self.by_leaf[entry.leaf], self.by_id[entry.body["id"]] = key, entry.leaf
        self._own.setdefault(key.holder, []).append(key)

    def _end(self, entry: Entry, key: _Key) -> None:
        """A key that counts ends by itself or by two officers, 72 hours later; one that does not count yet ends at once."""
        if entry.body["at"] < key.entry.data["counts_from"]:
            key.end, key.ended = entry.body["at"], entry
        elif not (self._is_ended_by_two(entry, key) or self._is_ended_by_itself(entry, key)):
            self._bad(entry, "ends a key, and neither that key nor two officers signed this")
        elif not _is_moment(entry.data.get("counts_from")) or not _is_late_enough(entry):
            self._bad(entry, "ends a key before 72 hours are over")
        else:
            key.end, key.ended = entry.data["counts_from"], entry

    def _is_ended_by_two(self, entry: Entry, key: _Key) -> bool:
        """Whether two others, each in an office of END_KEYS that the log gave them, ended the key."""
        first, second = str(entry.body["actor"]), str(entry.data.get("second"))
        offices = [(entry.body["role"], first), (str(entry.data.get("second_role")), second)]
        held = [office in END_KEYS and self.offices.is_held(office, person, entry) for office, person in offices]
        return len({str(key.entry.body["actor"]), first, second}) == 3 and all(held)

    def _is_ended_by_itself(self, entry: Entry, key: _Key) -> bool:
        try:
            proof = from_canonical(unb64("".join(entry.data["evidence"])))
            statement = {
                "v": 1,
                "kind": "key-end-statement",
                "log": entry.body["log"],
                "person": entry.body["actor"],
                "key": key.leaf,
                "nonce": proof["nonce"],
            }
        except (ValueError, LookupError, TypeError):
            return False
        digest = hashlib.sha256(KEY_END + canonical(statement)).digest()
        proof = {**proof, "key_entry": canonical(key.entry.body).decode("utf-8")}
        return entry.body["actor"] == key.entry.body["actor"] and signature_fault(digest, proof, [key.leaf]) is None

    def _bad(self, entry: Entry, what: str) -> None:
        self._report.bad("signing-key", f"entry {entry.index} {what}")


def _is_late_enough(entry: Entry) -> bool:
    """Whether what an entry says of a key counts 72 hours after it was written."""
    return _moment(entry.data["counts_from"]) >= _moment(entry.body["at"]) + KEY_WAITS - CLOCK_TOLERANCE


def judge_keys(kept: Iterable[Entry], report: Report) -> None:
    """A key's end is signed by that key or by two officers and counts after 72 hours; so does the next key."""
    keys = _Keys(report)
    for entry in kept:
        keys.read(entry)


def judge_oath_signatures(kept: Iterable[Entry], openings: Openings, report: Report) -> None:
    """R8 for oaths: a member who has a signing key signs with it, and it signs the statement of the entry.

    A key that a restore could not bring back signs no more, and what was signed without it since is undecided.
    """
    keys = _Keys()
    statements = {entry.leaf: entry.body["commit"].get("statement") for entry in kept if entry.type in OATHS}
    last: dict[str, str] = {}
    sealed = 0
    for entry in kept:
        keys.read(entry)
        if entry.type == "oath.signed":
            keys.tell_ends(entry, report)
            cited = [ref["leaf"] for ref in entry.body["refs"] if ref["rel"] == "signing_key"]
            if not keys.judge_lost(entry, report):
                sealed += _judge_oath(entry, cited, keys.counting(entry), openings, report)
            holders = {keys.by_leaf[leaf].entry.body["actor"] for leaf in cited if leaf in keys.by_leaf}
            if not holders <= {entry.body["actor"]}:
                report.bad("signature", f"entry {entry.index} names another person than the holder of the passkey")
        if entry.type not in OATHS:
            continue
        if any(
            ref["leaf"] != last.get(entry.body["stream"]) for ref in entry.body["refs"] if ref["rel"] == "supersedes"
        ):
            report.bad("ref-wrong", f"entry {entry.index} replaces another oath than the last one of the member")
        last[entry.body["stream"]] = entry.leaf
        if (entry.body["id"], "statement") in openings:
            before = [statements.get(ref["leaf"]) for ref in entry.body["refs"] if ref["rel"] == "supersedes"]
            statement = openings[entry.body["id"], "statement"]
            if not is_oath_of(entry.body, statement) or not _is_same([statement["supersedes"]], before or [None]):
                report.bad("statement-mismatch", f"entry {entry.index} is another oath than the one in its statement")
    if sealed:
        report.open("signature-sealed", f"{sealed} signatures by passkey were not handed over")


def is_oath_of(body: Mapping[str, Any], statement: Any) -> bool:
    """Whether a statement names this entry: its log, its member, its day, and the editions of oath and Code; nothing beside."""
    try:
        stated = {
            "v": 1,
            "kind": "oath-statement",
            "log": body["log"],
            "member": body["stream"].removeprefix("member/"),
            "effective": body["data"]["effective"],
        }
        editions = [edition_id(unb64(statement[name])) for name in ("oath_sha256", "code_sha256")]
        same = editions == [body["data"]["oath"], body["data"]["code"]] and statement.keys() == {*stated, *OF_OATH}
        same = same and body["commit"].keys() <= SIGNED
        words = isinstance(statement["oath"], str) and isinstance(statement["locale"], str)
        known = same and words and len(unb64(statement["nonce"])) == 16
        return known and all(_is_same(statement[name], value) for name, value in stated.items())
    except (ValueError, LookupError, TypeError, AttributeError):
        return False


def _is_same(one: Any, other: Any) -> bool:
    """Whether two values are the same JSON: for Python true equals 1."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(_is_same(value, other[name]) for name, value in one.items())
    if isinstance(one, list):
        return len(one) == len(other) and all(map(_is_same, one, other))
    return bool(one == other)


def _judge_oath(entry: Entry, cited: Sequence[str], counting: Sequence[str], openings: Openings, report: Report) -> int:
    method, commit = entry.data.get("method"), entry.body["commit"]
    if method != "passkey":
        if counting:
            report.bad("signature", f"entry {entry.index} was signed in a weaker way than the person's passkey")
        return 0
    if not set(cited) & set(counting) or "evidence" not in commit or "statement" not in commit:
        report.bad("signature", f"entry {entry.index} names no passkey with which the person could sign then")
        return 0
    if (entry.body["id"], "evidence") not in openings:
        return 1
    digest = unb64(commit["statement"])
    if fault := signature_fault(digest, openings[entry.body["id"], "evidence"], set(cited) & set(counting)):
        report.bad("signature", f"the signature of entry {entry.index} is {fault}")
    return int((entry.body["id"], "statement") not in openings)


def judge_losses(kept: Sequence[Entry], report: Report) -> None:
    """Rows are lost in a restore alone: the entry before says so, and how many entries the backup held."""
    places = {entry.leaf: entry.index for entry in kept}
    follows, held = 0, 0
    for entry in kept:
        if entry.type == RESTORED:
            held = entry.data["entries"]
        if entry.type == LOST:
            if entry.body["stream"] != SYSTEM or entry.body["seq"] != follows:
                report.bad("rows-lost", f"entry {entry.index} says that rows were lost, and no restore came before it")
            elif any(places.get(ref["leaf"], held) < held for ref in entry.body["refs"]):
                report.bad("rows-lost", f"entry {entry.index} says that a row was lost, and the backup held that row")
        if entry.body["stream"] == SYSTEM and entry.type in (RESTORED, LOST):
            follows = entry.body["seq"] + 1


class _Hands:
    """R8 for decisive steps: an officer who has a passkey signs the step with it, and signs exactly that step."""

    def __init__(self, kept: Sequence[Entry], openings: Openings, report: Report) -> None:
        self.openings, self.report, self.sealed = openings, report, 0
        self.given = {entry.data["of"]: entry for entry in kept if entry.type == "case.signature_given"}
        signed = {entry.body["stream"] for entry in self.given.values()}
        self.placed = {(e.body["stream"], e.body["seq"]): e for e in kept if e.body["stream"] in signed}
        self.keys = _Keys()
        self.covered: dict[tuple[str, str], str] = {}
        self.waiting: dict[str, dict[str, Entry]] = {}
        self.nonces: set[tuple[str, str]] = set()
        self.signed: set[str] = set()
        self.steps: dict[str, int] = {}

    def read(self, entry: Entry) -> None:
        """Process the next entry: a ballot, a letter, a proposal, a key that is registered or retired, or a decisive step."""
        if entry.type in COVERED:
            self.covered[entry.body["stream"], COVERED[entry.type]] = entry.leaf
        self.keys.read(entry)
        if entry.type in DECISIVE or (
            str(entry.data.get("step")) in DECISIVE_STEPS and entry.type != "case.signature_given"
        ):
            self.keys.tell_ends(entry, self.report)
            counting, given = self.keys.counting(entry), self.given.get(entry.body["id"])
            if given is not None:
                self.signed.add(given.leaf)
            if counting or (not self.keys.judge_lost(entry, self.report) and given is not None):
                self._judge(entry, given, counting)
        if (
            entry.type in PARTS
            and entry.body["seq"] >= self.steps.get(entry.body["stream"], 0)
            and self.keys.counting(entry)
        ):
            self.report.bad("signature", f"entry {entry.index} belongs to no step that the person's passkey has signed")
        if entry.type == "case.signature_given" and entry.leaf not in self.signed:
            self.report.bad("signature", f"entry {entry.index} is a signature for no decisive step")
        if entry.type == "case.step_proposed":
            self.waiting.setdefault(entry.body["stream"], {})[str(entry.data.get("step"))] = entry
        elif entry.type in GIVEN_BACK:
            self.waiting.get(entry.body["stream"], {}).pop(str(entry.data.get("step")), None)
        elif "to" in entry.body["data"]:
            # Each move of a case ends all that waits in it.
            self.waiting.pop(entry.body["stream"], None)

    def _judge(self, entry: Entry, given: Entry | None, counting: Sequence[str]) -> None:
        same = ("stream", "actor", "role")
        if given is None or any(given.body[name] != entry.body[name] for name in same):
            self.report.bad(
                "signature", f"entry {entry.index} is a decisive step, and the person's passkey has not signed it"
            )
            return
        self.steps[entry.body["stream"]] = given.body["seq"]
        handed = [(given.body["id"], name) for name in ("statement", "evidence")]
        if not all(key in self.openings for key in handed):
            self.sealed += 1
            return
        statement, proof = (self.openings[key] for key in handed)
        cited = {ref["leaf"] for ref in given.body["refs"] if ref["rel"] == "signing_key"}
        if not cited <= {self.keys.by_id.get(str(given.data.get("key")))}:
            self.report.bad("ref-wrong", f"entry {given.index} cites another key than it names")
        try:
            stated = self._states_step(entry, given, statement) and self._states_entries(
                entry, given, statement["makes"]
            )
        except (ValueError, LookupError, TypeError, AttributeError):
            stated = False
        if not stated:
            self.report.bad("statement-mismatch", f"entry {entry.index} is not what was signed")
        digest = hashlib.sha256(STEP + canonical(statement)).digest()
        if fault := self._again(entry, statement) or signature_fault(digest, proof, cited & set(counting)):
            self.report.bad("signature", f"the signature of entry {entry.index} is {fault}")

    def _states_step(self, entry: Entry, given: Entry, statement: Any) -> bool:
        """Whether the statement names this case, step and person, and the ballot, letter or proposal that waits then."""
        wanted = {
            "v": 1,
            "kind": "step-statement",
            "log": entry.body["log"],
            "case": entry.body["stream"].removeprefix("case/"),
            "step": entry.data.get("step", given.data["step"]),
            "person": entry.body["actor"],
        }
        if statement.keys() != {*wanted, *OF_STEP} or len(unb64(statement["nonce"])) != 32:
            return False
        if given.data["step"] != wanted["step"] or given.body["commit"].keys() != SIGNED:
            return False
        if not all(_is_same(statement[name], value) for name, value in wanted.items()):
            return False
        proposal = statement["proposal"]
        if entry.type in COVERED.values():
            return bool(proposal == self.covered.get((entry.body["stream"], entry.type)))
        waits = self.waiting.get(entry.body["stream"], {}).get(wanted["step"])
        if entry.type == "case.step_signed":
            return waits is not None and entry.data["proposal"] == waits.body["id"] and bool(proposal == waits.leaf)
        return proposal is None or (waits is not None and bool(proposal == waits.leaf))

    def _states_entries(self, entry: Entry, given: Entry, makes: Sequence[Any]) -> bool:
        """Whether the statement names each entry from this one up to its signature: type, clear fields and commitments.

        All of them are of the person who signed.
        """
        stream, first = entry.body["stream"], entry.body["seq"]
        if not isinstance(makes, list) or not makes or given.body["seq"] != first + len(makes):
            return False
        for seq, made in enumerate(makes, first):
            own = self.placed[stream, seq].body
            if made.keys() != {"type", "data", "sealed"} or any(
                own[name] != given.body[name] for name in ("actor", "role")
            ):
                return False
            clear = {name: value for name, value in own["data"].items() if name not in FRESH}
            if not _is_fresh(own["data"]):
                return False
            if not _is_same([made["type"], made["data"], made["sealed"]], [own["type"], clear, own["commit"]]):
                return False
        return True

    def _again(self, entry: Entry, statement: Any) -> str | None:
        """Return a reason if this person's nonce was used before: each signature has a nonce of its own."""
        own = str(entry.body["actor"]), str(statement.get("nonce")) if isinstance(statement, dict) else ""
        used = own in self.nonces
        self.nonces.add(own)
        return "one that was used before" if used else None


def _is_fresh(data: Body) -> bool:
    """Whether what nobody can sign before is keys alone, as many for conditions as there are days for them."""
    conditions, days = data.get("conditions", []), data.get("condition_days", [])
    keys = [data["sanction"]] if "sanction" in data else []
    if not isinstance(conditions, list) or not isinstance(days, list) or len(conditions) != len(days):
        return False
    return all(_text(_IS_ID, key) for key in [*keys, *conditions])


def judge_decisive_signatures(kept: Sequence[Entry], openings: Openings, report: Report, only: str = "") -> None:
    """R8 for findings, sanctions, votes and appeals in every case, or only in the one whose stream is `only`."""
    hands = _Hands(kept, openings, report)
    for entry in kept:
        if not only or not entry.body["stream"].startswith("case/") or entry.body["stream"] == only:
            hands.read(entry)
    if hands.sealed:
        report.open("signature-sealed", f"{hands.sealed} signatures by passkey were not handed over")


class _MemberHands:
    """R8 for the accused: what a member's passkey signed is the entry that binds them, by a key of that member.

    The key would identify the member, so only the openings show it. A signature without its openings is undecided. An entry
    without a signature is no fault: password and code may have been given.
    """

    def __init__(self, openings: Openings, report: Report) -> None:
        self.openings, self.report, self.sealed = openings, report, 0
        self.keys = _Keys()
        self.binding: dict[str, Entry] = {}
        self.oaths: dict[str, str] = {}
        self.members: dict[str, str] = {}

    def read(self, entry: Entry) -> None:
        """Process the next entry: a key, an oath, the opening of a case, what binds a member, or their signature."""
        self.keys.read(entry)
        if entry.type in OATHS:
            self.oaths[entry.leaf] = entry.body["stream"]
        elif entry.type == "case.opened":
            given = self.openings.get((entry.body["id"], "oaths"))
            some = [one for one in given.values() if isinstance(one, list)] if isinstance(given, dict) else []
            leaves = [str(leaf) for one in some for leaf in one]
            self.members.update((entry.body["stream"], self.oaths[one]) for one in leaves if one in self.oaths)
        elif entry.type in BINDING:
            self.binding[entry.body["id"]] = entry
        elif entry.type == PARTY_SIGNED:
            self._judge(entry)

    def _judge(self, given: Entry) -> None:
        entry = self.binding.pop(given.data["of"], None)
        same = ("stream", "actor", "role")
        if (
            entry is None
            or given.data["step"] != BINDING[entry.type]
            or given.body["commit"].keys() != SIGNED
            or any(given.body[name] != entry.body[name] for name in same)
        ):
            self.report.bad("signature", f"entry {given.index} is a signature for nothing that binds its author")
            return
        handed = [(given.body["id"], name) for name in ("statement", "evidence")]
        if not all(key in self.openings for key in handed):
            self.sealed += 1
            return
        statement, proof = (self.openings[key] for key in handed)
        if not self._states(entry, given, statement):
            self.report.bad("statement-mismatch", f"entry {entry.index} is not what was signed")
        member = self.members.get(entry.body["stream"])
        keys = {
            key.leaf
            for key in self.keys.by_leaf.values()
            if key.counts_at(entry.body["at"])
            and (key.holder == member if member else key.holder.startswith("member/"))
        }
        digest = hashlib.sha256(STEP + canonical(statement)).digest()
        if fault := signature_fault(digest, proof, keys):
            self.report.bad("signature", f"the signature of entry {entry.index} is {fault}")

    def _states(self, entry: Entry, given: Entry, statement: Any) -> bool:
        """Whether the statement names this case, step and person, and the type, clear fields and commitments of the entry."""
        wanted = {
            "v": 1,
            "kind": "step-statement",
            "log": entry.body["log"],
            "case": entry.body["stream"].removeprefix("case/"),
            "step": given.data["step"],
            "person": entry.body["actor"],
            "proposal": None,
            "makes": [{"type": entry.type, "data": entry.body["data"], "sealed": entry.body["commit"]}],
        }
        try:
            fresh = len(unb64(statement["nonce"])) == 32
        except (ValueError, LookupError, TypeError):
            return False
        return fresh and _is_same({name: one for name, one in statement.items() if name != "nonce"}, wanted)


def judge_member_signatures(kept: Sequence[Entry], openings: Openings, report: Report, only: str = "") -> None:
    """R8 for what binds a member in every case, or only in the one whose stream is `only`."""
    hands = _MemberHands(openings, report)
    for entry in kept:
        if not only or not entry.body["stream"].startswith("case/") or entry.body["stream"] == only:
            hands.read(entry)
    if hands.sealed:
        report.open("signature-sealed", f"{hands.sealed} signatures of members were not handed over")


# --- the recount: ballots, decisions, panels and papers (R11) -----------------------------------------------------------

REPORTED = "report.received"
BOARD_MEMBER, NOT_FREE, FREE, TELL = "board_member", "not_free", "free", "tell"
MEMBERS_SIDE = {"respondent", "representative"}
BARS = {
    "case.conflict_declared": "", "case.recused": "", "case.interests_declared": "", "case.conflict_detected": "person",
    "case.mention_ruled": "subject", "case.declaration_ruled": "person", "case.challenge_ruled": "member",
    "case.appeal_challenge_ruled": "member", "case.keep_away_ruled": "persons",
    "case.respondent_request_answered": "person", "case.reporter_request_answered": "person",
}  # fmt: skip
"""What can bar somebody from a case, each with the field that names them: the person who acts where it is empty."""
SPARED = {"upheld": False, "stands": False, "harmless": True, "answer": (FREE, TELL)}
"""The fields by which the same entry bars nobody."""
SENDS_BACK = {"case.remitted_to_panel", "case.remitted_to_new_panel", "case.consent_returned", "case.breach_returned"}
NEW_PAPERS = SENDS_BACK | {
    "case.sanction_recommended", "case.consent_accepted", "case.breach_reported", "case.decision_voided",
    "case.case_reopened", "case.case_reopened_for_hearing", "case.appeal_remitted_to_board",
}  # fmt: skip
"""After these the board has no papers, nobody has declared for it, and there is no ballot."""
ENDS_A_PANEL = {
    "case.panel_dissolved", "case.remitted_to_new_panel", "case.appeal_remitted_to_panel", "case.case_reopened_for_hearing",
    "case.case_reopened",
}  # fmt: skip
OF_THE_PANEL = {
    "case.first_view_given", "case.findings_signed", "case.minority_reasons_written", "case.findings_recorded",
    "finding.made", "case.factors_named", "case.sanction_recommended", "case.case_not_proven",
}  # fmt: skip
LISTED_BESIDE = {
    "case.hearing_opened": "case.hearing_papers_listed", "case.findings_recorded": "case.findings_papers_listed",
    "case.ballot_opened": "case.ballot_papers_listed", "case.appeal_heard": "case.appeal_papers_listed",
}  # fmt: skip
"""The acts of those who decide, each with the list of what they could open for it."""
SERVICES = {
    "case.letter_opened", "case.service_proven", "case.notice_acknowledged", "case.letter_deemed_served",
    "case.non_receipt_proven",
}  # fmt: skip
READ_AT_ONCE = {"case.response_filed", "case.minute_written", "case.minute_corrected"}
NO_PAPERS = {
    "case.bundle_frozen_for_panel", "case.bundle_frozen_as_served", "case.bundle_frozen_for_board",
    "case.bundle_frozen_for_appeal", "case.respondent_identified", "case.interests_declared", "case.declaration_ruled",
}  # fmt: skip
BUNDLE_DAYS, ONE_DAY = timedelta(days=10), timedelta(days=1)
"""Pages of a bundle count as served some business days later, and days are those of the Society's own zone."""
SENDING_BACK = ("remit", "remit_to_new_panel")
MOTIONS = (
    *SENDING_BACK,
    "dismiss_on_law",
    "consent",
    "L8",
    "L7",
    "L6",
    "L5",
    "L4",
    "L3",
    "L2",
    "activate",
    "more_time",
)
"""The options of the board in the order in which the law puts them."""
ON_ROUTE = {
    "panel": ({"dismiss_on_law"}, {*SENDING_BACK}, 0),
    "consent": ({"dismiss_on_law", "consent"}, {"remit"}, 1),
    "breach": ({"more_time"}, {"remit", "activate"}, 9),
}
"""For each route to the board: the options that must be put, those that may be, and how far below what was recommended the
levels begin."""


def _those_barred(entry: Entry) -> set[str]:
    """Return the people whom an entry bars from its case."""
    if entry.type not in BARS:
        return set()
    data = entry.data
    if any(
        data.get(name) is spares or data.get(name) in (spares if isinstance(spares, tuple) else ())
        for name, spares in SPARED.items()
        if name in data
    ):
        return set()
    named = data[BARS[entry.type]] if BARS[entry.type] else entry.body["actor"]
    return {str(one) for one in (named if isinstance(named, list) else [named]) if one is not None}


@dataclass
class _People:
    """Who is barred from a case, who said to be free to sit, and who sits on its panels."""

    barred: dict[str, bool] = field(default_factory=dict)
    free: set[str] = field(default_factory=set)
    told: dict[str, str] = field(default_factory=dict)
    seats: dict[str, set[str]] = field(default_factory=dict)

    def read(self, entry: Entry) -> None:
        """Take in what an entry says of people."""
        data = entry.data
        for person in _those_barred(entry):
            self.barred[person] = self.barred.get(person, False) or data.get("provisional") is not True
        if (
            entry.type == "case.mention_ruled"
            and not data["stands"]
            and not self.barred.get(str(data["subject"]), True)
        ):
            del self.barred[data["subject"]]
        elif entry.type in ("case.panel_named", "case.appeal_panel_seated"):
            self.free, self.told = set(), {}
            body = "panel" if entry.type == "case.panel_named" else "appeal_panel"
            self.seats[body] = {data["chair"], *data["members"]}
        elif entry.type == "case.seat_replaced" and data["seat"] in ("panel_chair", "panel_member"):
            self.seats.setdefault("panel", set()).add(data["person"])
        elif entry.type == "case.silent_members_recused":
            self.seats["panel"] = self.seats.get("panel", set()) - set(data["persons"])
        elif entry.type in ENDS_A_PANEL:
            self.seats.pop("panel", None)
        if (who := _declared(entry, self.told, board=False)) is not None:
            self.free.add(who)
        if entry.type == "case.interests_declared" and data["answer"] == TELL:
            self.told[entry.body["actor"]] = entry.body["role"]
        elif entry.type == "case.declaration_ruled":
            self.told.pop(data["person"], None)

    def sitting(self, body: str) -> set[str]:
        """Return who sits on a panel and is not barred."""
        return {person for person in self.seats.get(body, ()) if person not in self.barred}


def _declared(entry: Entry, told: Mapping[str, str], *, board: bool) -> str | None:
    """Return who is free to sit after an entry, on the board or on a panel: they said so, or what they told is harmless."""
    data, who = entry.data, str(entry.body["actor"])
    if entry.type == "case.interests_declared" and data["answer"] == FREE:
        return who if (entry.body["role"] == BOARD_MEMBER) is board else None
    if entry.type == "case.declaration_ruled" and data["harmless"]:
        return str(data["person"]) if (told.get(data["person"]) == BOARD_MEMBER) is board else None
    return None


class Counted(NamedTuple):
    """A result that can be counted again: the entry that has it, the votes, and the options that were reached."""

    place: int
    stream: str
    votes: tuple[str, ...]
    reached: tuple[tuple[str, int], ...]
    carried: str | None


class Opened(NamedTuple):
    """A ballot whose voters and thresholds are judged when rulebooks and offices are known.

    `rulebook`: the id of the one that the case keeps, and the entry that names it. `level` and `held`: the level that was
    recommended or agreed, and the one named in abeyance with it. `alternates` were seated for this decision, so they need
    no office.
    """

    entry: Entry
    rulebook: tuple[str, int]
    level: int
    held: int | None
    alternates: frozenset[str]


class _Board:
    """The ballots of a case, what its board decided, and what that imposed."""

    def __init__(self, recount: Recount, people: _People) -> None:
        self.recount, self.people, self.bad = recount, people, recount.bad
        self.route, self.before_breach, self.recommended = "panel", "panel", 0
        self.held: int | None = None
        self.alternates: set[str] = set()
        self.imposable: int | None = None
        self.decided, self.imposed = False, False
        self.due: Entry | None = None
        self.pack, self.highest = "", 0
        self.declared: set[str] = set()
        self._without_ballot()

    def _without_ballot(self) -> None:
        self.state = ""
        self.ballot: Body = {}
        self.voted: dict[str, str] = {}

    def read(self, entry: Entry) -> None:
        """Judge what an entry says of the board, and take it in."""
        if entry.type != "sanction.imposed":
            self.finish()
        self.due = None
        if entry.type in SENDS_BACK:
            self._is_sent_back(entry)
        if entry.type in self.RULES:
            self.RULES[entry.type](self, entry)
        if entry.type in NEW_PAPERS:
            self.pack, self.declared = "", set()
            self._without_ballot()
        if (who := _declared(entry, self.people.told, board=True)) is not None:
            self.declared.add(who)
        if entry.data.get("provisional") is not True and not _those_barred(entry).isdisjoint(
            self.ballot.get("voters", ())
        ):
            self.state = "void"

    def finish(self) -> None:
        """Note a decision on a level beside which no sanction stands."""
        if self.due is not None:
            self.bad("no-sanction", self.due, "decides on a level, and imposes nothing")

    def _is_recommended(self, entry: Entry) -> None:
        self.route = "panel" if entry.type == "case.sanction_recommended" else "consent"
        self.recommended, self.held = entry.data["level"], entry.data["abeyance"]

    def _breach(self, entry: Entry) -> None:
        self.before_breach, self.route = self.route, "breach"

    def _breach_is_over(self, entry: Entry) -> None:
        self.route = self.before_breach

    def _sends_pack(self, entry: Entry) -> None:
        self.pack, self.highest = entry.body["id"], entry.data["recommended"]
        if self.route != "breach" and self.highest > self.recommended:
            self.bad("level-above", entry, "sends the board papers for a level above the one that was recommended")
        self._without_ballot()

    def _late_evidence(self, entry: Entry) -> None:
        if entry.data["ruling"] in ("sanction_only", "facts"):
            self.pack, self.state = "", "void" if self.ballot else ""

    def _opens(self, entry: Entry) -> None:
        data = entry.data
        if self.state in ("open", "closed"):
            self.bad("ballot-again", entry, "opens a ballot while another one runs")
        if data["pack"] != self.pack:
            self.bad("ballot-papers", entry, "opens a ballot on other papers than those that were sent last")
        voters = set(data["voters"])
        if not voters <= self.declared - self.people.barred.keys():
            self.bad("ballot-voters", entry, "lets somebody vote who is barred, or has not declared")
        may_vote = data["filled"] - data["barred"] + data["alternates"]
        if not len(voters) == len(data["voters"]) == may_vote:
            self.bad("ballot-voters", entry, "gives other numbers of voters than it names")
        self.recount.opened.append(
            Opened(entry, self.recount.rulebook_of(entry), self.recommended, self.held, frozenset(self.alternates))
        )
        if data["motions"] != self._lawful(data["motions"]):
            self.bad("motions-order", entry, "puts its options in another order than the law does, or leaves one out")
        self._without_ballot()
        self.state, self.ballot = "open", {**data, "id": entry.body["id"]}

    def _lawful(self, motions: Sequence[str]) -> list[str]:
        """Return the options that have to be put, and those of the free ones that are, in the order of the law."""
        needed, free, below = ON_ROUTE[self.route]
        levels = {f"L{level}" for level in range(2, self.highest - below + 1)}
        return [one for one in MOTIONS if one in needed or one in levels or (one in free and one in motions)]

    def _runs(self, entry: Entry, *states: str) -> bool:
        """Whether an entry is about the ballot that there is, in one of these states; noted if it is not."""
        runs = self.state in states and entry.data["ballot"] == self.ballot.get("id")
        if not runs:
            self.bad("no-ballot", entry, "rests on no ballot that is there at that time")
        return runs

    def _has_keys(self, entry: Entry) -> None:
        keys = entry.data["keys"]
        if self._runs(entry, "open") and not len(set(keys)) == len(keys) == len(self.ballot["motions"]) + 1:
            self.bad("ballot-keys", entry, "names more keys, or fewer, than there are options")

    def _votes(self, entry: Entry) -> None:
        who, data = entry.body["actor"], entry.data
        if self.state == "closed" and data["ballot"] == self.ballot["id"]:
            self.bad("late-vote", entry, "is a vote after the ballot was closed")
        elif self._runs(entry, "open"):
            if who not in self.ballot["voters"]:
                self.bad("outsider", entry, "is the vote of somebody who is not among the voters of the ballot")
            if who in self.voted:
                self.bad("double-vote", entry, "is the second vote of one person")
            if self.recount.moment_of(entry) >= self.ballot["closes_at"]:
                self.bad("late-vote", entry, "is a vote after the closing time")
            if who in self.people.barred:
                self.bad("outsider", entry, "is the vote of somebody who is barred from the case")
            if self.ballot["pack"] != self.pack:
                self.bad("ballot-papers", entry, "is a vote on papers that had changed")
        self.voted[who] = entry.body["id"]

    def _closes(self, entry: Entry) -> None:
        if self._runs(entry, "open"):
            if self.recount.moment_of(entry) < self.ballot["closes_at"]:
                self.bad("ballot-early", entry, "closes a ballot before its time")
            self._are_all_there(entry)
            self.state = "closed"

    def _are_all_there(self, entry: Entry) -> None:
        if entry.data["present"] != len(self.voted):
            self.bad("votes-dropped", entry, "says that another number voted than there are votes")

    def _counts(self, entry: Entry) -> None:
        if not self._runs(entry, "closed"):
            return
        self._are_all_there(entry)
        motions, carried = self.ballot["motions"], entry.data["carried"]
        if carried is not None and carried not in motions:
            self.bad("ballot-count", entry, "carries what was not put")
            return
        upto = len(motions) if carried is None else motions.index(carried) + 1
        if any(len(self.voted) < least for least in self.ballot["least"][:upto]):
            self.bad("ballot-count", entry, "has a result, though too few voted")
        reached = tuple(zip(motions[:upto], self.ballot["needed"]))
        votes = tuple(self.voted.values())
        self.recount.counted.append(Counted(entry.index, entry.body["stream"], votes, reached, carried))
        self.state, self.ballot["carried"] = "counted", carried

    def _seats_alternate(self, entry: Entry) -> None:
        self.alternates.add(entry.data["person"])

    def _is_void(self, entry: Entry) -> None:
        self.declared -= set(entry.data["absent"])
        self._without_ballot()

    def _is_sent_back(self, entry: Entry) -> None:
        if self.state != "counted" or self.ballot["carried"] not in SENDING_BACK:
            self.bad("no-ballot", entry, "sends back what no ballot sent back")

    def _decides(self, entry: Entry) -> None:
        data = entry.data
        if self.state != "counted" or data["carried"] != self.ballot["carried"] or data["carried"] in SENDING_BACK:
            self.bad("no-ballot", entry, "decides what no ballot carried")
        carried, highest = data["carried"], self.highest
        unvoted = carried is None and highest == 1 and self.route == "panel"
        whole = carried in ("consent", "activate") or unvoted
        level = highest if whole else int(carried[1:]) if carried and carried[1:].isdigit() else 0
        if data["level"] != level:
            self.bad("level-above", entry, "decides on another level than the one that was carried")
        self.decided, self.imposed, self.imposable = True, False, level
        self.due = entry if data["level"] > 0 else None

    def _imposes(self, entry: Entry) -> None:
        if not self.decided:
            self.bad("no-decision", entry, "imposes a sanction on which nothing was decided")
        elif self.imposed:
            self.bad("second-sanction", entry, "imposes a second sanction for one decision")
        elif entry.data["level"] != self.imposable:
            self.bad("level-above", entry, "imposes another level than the one that was decided")
        self.imposed = True

    def _undoes(self, entry: Entry) -> None:
        self.decided = False

    RULES: Mapping[str, Callable[[_Board, Entry], None]] = {
        "case.sanction_recommended": _is_recommended,
        "case.consent_accepted": _is_recommended,
        "case.breach_reported": _breach,
        "case.breach_returned": _breach_is_over,
        "case.board_pack_sent": _sends_pack,
        "case.late_evidence_ruled": _late_evidence,
        "case.ballot_opened": _opens,
        "case.ballot_keys_made": _has_keys,
        "case.vote_cast": _votes,
        "case.ballot_closed": _closes,
        "case.ballot_counted": _counts,
        "case.ballot_voided": _is_void,
        "case.alternate_seated": _seats_alternate,
        "case.board_decided": _decides,
        "sanction.imposed": _imposes,
        "case.decision_voided": _undoes,
        "case.appeal_remitted_to_board": _undoes,
    }


class _Panel:
    """How the panel of a case came to sit, and whether its findings are those of people who sit on it."""

    def __init__(self, recount: Recount, people: _People) -> None:
        self.people, self.bad = people, recount.bad
        self.formed = False
        self._is_named()

    def _is_named(self, entry: Entry | None = None) -> None:
        self.served, self.size, self.challenged, self.proven = False, 0, set[str](), 0
        self.stayed: set[str] | None = None
        self.signed: set[str] = set()
        if entry is not None:
            self.size = len({entry.data["chair"], *entry.data["members"]})

    def read(self, entry: Entry) -> None:
        """Judge what an entry says of the panel, and take it in."""
        if entry.type in OF_THE_PANEL and entry.body["actor"] not in self.people.sitting("panel"):
            self.bad("finding-by-nobody", entry, "finds something, and the person does not sit on the panel")
        if entry.type in self.RULES:
            self.RULES[entry.type](self, entry)
        if entry.type in ENDS_A_PANEL:
            self._is_named()

    def _is_served(self, entry: Entry) -> None:
        self.served = self.size > 0

    def _is_challenged(self, entry: Entry) -> None:
        self.challenged.add(entry.data["member"])

    def _is_ruled(self, entry: Entry) -> None:
        self.challenged.discard(entry.data["member"])

    def _is_formed(self, entry: Entry) -> None:
        sitting = self.people.sitting("panel")
        if not self.size or not self.served:
            self.bad("panel-not-formed", entry, "forms a panel that was not named, or whose list was not served")
        elif len(sitting) != self.size or not sitting <= self.people.free or self.challenged & sitting:
            self.bad(
                "panel-not-formed", entry, "forms a panel of which somebody is barred, challenged or has not declared"
            )
        self.stayed, self.signed = None, set()

    def _hears(self, entry: Entry) -> None:
        if not set(entry.data["present"]) <= self.people.sitting("panel"):
            self.bad("panel-not-formed", entry, "counts somebody as present who does not sit on the panel")

    def _sat(self, entry: Entry) -> None:
        there = set(entry.data["throughout"])
        self.stayed = there if self.stayed is None else self.stayed & there

    def _withdraws(self, entry: Entry) -> None:
        if self.stayed is None or not self.people.sitting("panel") <= self.stayed:
            self.bad("panel-not-formed", entry, "lets somebody find who did not attend every sitting")

    def _hears_again(self, entry: Entry) -> None:
        self.signed = set()

    def _signs(self, entry: Entry) -> None:
        self.signed.add(entry.body["actor"])

    def _records(self, entry: Entry) -> None:
        if not self.people.sitting("panel") <= self.signed:
            self.bad("finding-by-nobody", entry, "saves findings that not everybody on the panel signed")
        self.proven = entry.data["proven"]

    def _finds(self, entry: Entry) -> None:
        self.proven -= entry.data["proven"] is True

    def _lists(self, entry: Entry) -> None:
        if self.proven:
            self.bad("findings-dropped", entry, "follows other findings than those that were counted")

    RULES: Mapping[str, Callable[[_Panel, Entry], None]] = {
        "case.panel_named": _is_named,
        "case.panel_list_served": _is_served,
        "case.member_challenged": _is_challenged,
        "case.challenge_ruled": _is_ruled,
        "case.panel_formed": _is_formed,
        "case.hearing_opened": _hears,
        "case.attendance_recorded": _sat,
        "case.deliberation_opened": _withdraws,
        "case.hearing_reopened": _hears_again,
        "case.findings_signed": _signs,
        "case.findings_recorded": _records,
        "finding.made": _finds,
        "case.findings_papers_listed": _lists,
    }


class _Papers:
    """Seen = served: beside each act of those who decide stands what they could open, and the member had had all of it."""

    def __init__(self, recount: Recount) -> None:
        self.bad, self.note, self.moment_of = recount.bad, recount.note, recount.moment_of
        self.papers: dict[str, tuple[date, bool]] = {}
        self.days: set[date] = set()
        self.bundles: list[date] = []
        self.lost: dict[str, date] = {}
        self.reminded: dict[str, date] = {}
        self.act: Entry | None = None

    def read(self, entry: Entry) -> None:
        """Judge a list of what could be opened, and note what was served."""
        day = _day(self.moment_of(entry))
        if self.act is not None and entry.type != "finding.made":
            if entry.type != LISTED_BESIDE[self.act.type] or entry.body["actor"] != self.act.body["actor"]:
                self.finish()
            self.act = None
        if entry.type in LISTED_BESIDE.values():
            self._judge(entry, day)
        if entry.type in LISTED_BESIDE:
            self.act = entry
        if entry.type == "case.service_proven":
            self._compare_days(entry, day)
        elif entry.type == "case.reader_reminded":
            self._compare_reminder(entry, day)
        elif entry.type == "case.service_failed":
            self._compare_return(entry, day)
        if entry.type in SERVICES and entry.data["reader"] == "respondent" and entry.data["served_on"] is not None:
            self.days.add(_day(entry.data["served_on"]))
        elif entry.type == "case.bundle_served":
            self.bundles.append(day)
        elif entry.type in READ_AT_ONCE:
            self.days.update((day - ONE_DAY, day, day + ONE_DAY))
        if entry.body["commit"] and entry.type not in NO_PAPERS:
            self.papers[entry.body["id"]] = day, entry.body["role"] in MEMBERS_SIDE

    def finish(self) -> None:
        """Note an act beside which no list stands."""
        if self.act is not None:
            self.bad("unserved-paper", self.act, "is an act beside which nothing says what could be read for it")

    def _compare_days(self, entry: Entry, today: date) -> None:
        """List a proof of service dated before its letter or in the future. It is no finding: two people mistyped the day."""
        sent = _day(entry.data["posted_on"])
        written, _ = self.papers.get(entry.data["about"], (date.min, False))
        if sent > today + ONE_DAY or (written != date.min and sent < written - ONE_DAY):
            self.note(entry, "proves service by a letter sent before it was written, or on a future day")

    def _compare_reminder(self, entry: Entry, today: date) -> None:
        """List a reminder of a day that cannot be. It is no finding: one person mistyped the day.

        It is sent after its letter and after the reminder before it, and by post only after mail failed.
        """
        sent, about = _day(entry.data["sent_on"]), entry.data["about"]
        written, _ = self.papers.get(about, (date.min, False))
        before = max(written, self.reminded.get(about, date.min))
        too_soon = entry.data["channel"] == "post" and sent + ONE_DAY < self.lost.get(about, date.max)
        if sent > today + ONE_DAY or sent <= before or too_soon:
            self.note(entry, "enters a reminder for a day on which it could not be sent")
        self.reminded[about] = sent

    def _compare_return(self, entry: Entry, today: date) -> None:
        """List a letter that came back on a day that cannot be. It is no finding: one person mistyped the day."""
        back, about = _day(entry.data["came_back_on"]), entry.data["about"]
        written, _ = self.papers.get(about, (date.min, False))
        if back > today + ONE_DAY or (written != date.min and back < written - ONE_DAY):
            self.note(entry, "says that a letter came back before it was written, or on a future day")
        if entry.data["channel"] == "mail":
            self.lost.setdefault(about, today)

    def _judge(self, entry: Entry, today: date) -> None:
        entries, days = entry.data["entries"], entry.data["served_on"]
        if len(entries) != len(days):
            self.bad("unserved-paper", entry, "names more papers, or fewer, than days of service")
        for paper, said in zip(entries, days):
            filed, by_member = self.papers.get(paper, (date.max, False))
            day = _day(said)
            had = filed != date.max and filed - ONE_DAY <= day <= today + ONE_DAY
            if by_member:
                had = had and day <= filed + ONE_DAY
            else:
                had = had and (day in self.days or any(day - BUNDLE_DAYS <= one <= day for one in self.bundles))
            if not had:
                self.bad("unserved-paper", entry, "lists a paper for a day on which the member was not served with it")


Place = tuple[str, str]


def _place(step: str, subject: object) -> Place:
    """Return a step and, where several of it may wait, what it is about."""
    return step, str(subject) if step in ONE_EACH else ""


class _Pairs:
    """Steps that need a second signature: another person put the step forward, and both had the seats for it."""

    def __init__(self, recount: Recount, people: _People) -> None:
        self.people, self.bad = people, recount.bad
        self.stage = ""
        self.waiting: dict[Place, list[tuple[str, str]]] = {}
        self.proposed: dict[Place, Entry] = {}

    def read(self, entry: Entry) -> None:
        """Judge a step that needs more than one signature, and note what is put forward, signed and given back."""
        signer = entry.body["actor"], entry.body["role"]
        if entry.type == "case.step_proposed":
            place = _place(entry.data["step"], entry.data.get("subject"))
            self.waiting[place], self.proposed[place] = [signer], entry
        elif entry.type == "case.step_signed":
            self._sign(entry, signer)
        elif entry.type in GIVEN_BACK:
            place = self._named_by(entry)
            self.waiting.pop(place, None)
            self._judge_return(entry, self.proposed.pop(place, None))
        elif entry.type in SIGNED_TWICE:
            self._judge(entry, signer)
        if "to" in entry.data:
            self.stage = entry.data["to"]
            self.waiting.clear()
            self.proposed.clear()
        for person in _those_barred(entry):
            self._leave(person)

    def _sign(self, entry: Entry, signer: tuple[str, str]) -> None:
        place = self._named_by(entry)
        proposal = self.proposed.get(place)
        if proposal is None or entry.data.get("proposal") != proposal.body["id"]:
            self.bad("second-signature", entry, "signs a step that did not wait then")
        else:
            self.waiting[place].append(signer)

    def _named_by(self, entry: Entry) -> Place:
        """Return the place of the proposal that an entry names; if it names none that waits, the place of its step."""
        step, named = entry.data["step"], entry.data.get("proposal")
        places = (one for one, proposal in self.proposed.items() if one[0] == step and proposal.body["id"] == named)
        return next(places, _place(step, None))

    def _leave(self, person: str) -> None:
        """Drop what a barred person put forward or signed. It does not come back if the bar is lifted later."""
        for place in [place for place, one in self.proposed.items() if one.body["actor"] == person]:
            del self.proposed[place], self.waiting[place]
        for place, signers in self.waiting.items():
            self.waiting[place] = [one for one in signers if one[0] != person]

    def _judge_return(self, entry: Entry, proposal: Entry | None) -> None:
        """Judge a return: the proposer takes a step back, anybody else sends it back to them, and only while it waits."""
        if proposal is None or entry.data.get("proposal") != proposal.body["id"]:
            self.bad("given-back", entry, "gives back a step that did not wait then")
            return
        proposer = proposal.body["actor"]
        if (entry.body["actor"] == proposer) is not (entry.type == TAKEN_BACK):
            self.bad("given-back", entry, "gives back a step in a way that this person could not")
        elif entry.type == RETURNED and entry.data.get("proposer") != proposer:
            self.bad("given-back", entry, "sends a step back to a person who had not put it forward")

    def _judge(self, entry: Entry, last: tuple[str, str]) -> None:
        step, first, second, body, stages = SIGNED_TWICE[entry.type].split(" | ")
        place = _place(step, entry.data.get(ONE_EACH.get(step, "")))
        waiting = self.waiting.pop(place, [])
        self.proposed.pop(place, None)
        if stages != "all" and self.stage not in _stages(stages):
            return
        signers = {person: role for person, role in waiting if person not in self.people.barred}
        others = {person: role for person, role in signers.items() if person != last[0]}
        everybody = [*others.values(), last[1]]
        one, other = set(first.split()), set((first if second == "same" else second).split())
        seated = any(a in one and b in other for a, b in itertools.permutations(everybody, 2))
        least = len(self.people.sitting(body)) // 2 + 1
        if len(everybody) < max(2, least) or not seated:
            self.bad("second-signature", entry, "is a step that not enough people signed, or not in the seats for it")


class _Recounted:
    """One case, read by each family of rules."""

    def __init__(self, recount: Recount) -> None:
        self.people = _People()
        self.board, self.papers = _Board(recount, self.people), _Papers(recount)
        self.rules = (
            self.board, _Panel(recount, self.people), self.papers, _Pairs(recount, self.people), self.people,
        )  # fmt: skip

    def read(self, entry: Entry) -> None:
        """Read an entry by every family: people last, since an act is judged by who was barred before it."""
        for family in self.rules:
            family.read(entry)


class Recount:
    """R11: recounts what boards and panels did, case by case, from entries in their order."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._cases: dict[str, _Recounted] = {}
        self._begun: dict[str, str] = {}
        self._rulebooks: dict[str, tuple[str, int]] = {}
        self.counted: list[Counted] = []
        self.opened: list[Opened] = []

    def bad(self, code: str, entry: Entry, words: str) -> None:
        """Note that an entry breaks a rule."""
        self._report.bad(code, f"entry {entry.index} {words}")

    def note(self, entry: Entry, words: str) -> None:
        """Note an entry that breaks no rule and is worth a look."""
        self._report.listed.append(f"entry {entry.index} {words}")

    def moment_of(self, entry: Entry) -> str:
        """Return when the step of an entry was taken.

        That is when it was written, unless the whole history up to it was written at one moment, as by an import.
        """
        written = str(entry.body["at"])
        is_imported = written == self._begun[str(entry.body["stream"])]
        return str(entry.body["occurred"] or written) if is_imported else written

    def rulebook_of(self, entry: Entry) -> tuple[str, int]:
        """Return the id of the rulebook that a case named when it began, and in which entry; an empty id if it named none."""
        return self._rulebooks.get(str(entry.body["stream"]), ("", 0))

    def read(self, entry: Entry) -> None:
        """Read an entry of a kind in the table of stages."""
        if entry.type not in RECOUNTED and (not entry.body["commit"] or entry.type in NO_PAPERS):
            return
        stream = str(entry.body["stream"])
        if stream not in self._cases:
            self._cases[stream] = _Recounted(self)
            self._begun[stream] = str(entry.body["at"])
        if entry.type == REPORTED:
            self._rulebooks[stream] = (str(entry.data.get("rulebook")), entry.index)
        if entry.type == "case.key_destroyed":
            self.counted = [one for one in self.counted if one.stream != stream]
        try:
            self._cases[stream].read(entry)
        except (LookupError, TypeError, ValueError, AttributeError):
            self.bad("entry-shape", entry, "has fields that nobody can recount")

    def finish(self) -> None:
        """Judge what only the end of a case shows."""
        for case in self._cases.values():
            case.board.finish()
            case.papers.finish()


def judge_counts(counted: Iterable[Counted], openings: Openings, report: Report) -> int:
    """Count each ballot again, option by option, as far as its votes are opened; return how many votes are sealed."""
    sealed = 0
    for one in counted:
        for option, needed in one.reached:
            said = [openings.get((vote, option.lower())) for vote in one.votes]
            closed = said.count(None)
            pro = sum(isinstance(answer, dict) and answer.get("answer") == "yes" for answer in said)
            if not closed and (pro >= needed) is not (option == one.carried):
                report.bad("ballot-count", f"entry {one.place} has another result than its votes")
            if closed or pro >= needed:
                sealed += closed
                break
    return sealed


def judge_thresholds(opened: Iterable[Opened], rulebooks: Mapping[str, tuple[int, Any]], report: Report) -> None:
    """Each option of a ballot needs what the rulebook of its case says.

    `rulebooks`: for each edition's id, the entry that published it, and its words.
    """
    unknown = set()
    for one in opened:
        key, named = one.rulebook
        published, words = rulebooks.get(key, (None, None))
        if published is None or published > named:
            report.bad(
                "ballot-thresholds",
                f"entry {one.entry.index} opens a ballot in a case that began without a rulebook that was published",
            )
        elif words is None:
            unknown.add(key)
        elif _needs(one, words) != [one.entry.data["needed"], one.entry.data["least"]]:
            report.bad(
                "ballot-thresholds", f"entry {one.entry.index} asks for fewer votes, or more, than its rulebook says"
            )
    if unknown:
        report.open("edition-unknown", f"{len(unknown)} rulebooks by which boards voted were not handed over")


def _needs(one: Opened, rulebook: Any) -> list[list[int]]:
    """Return how many votes each option of a ballot needs, and how many people must take part for it."""
    data, body = one.entry.data, rulebook["bodies"]["board"]
    may_vote = data["filled"] - data["barred"] + data["alternates"]
    bands = [band["least"] for band in body["quorum"] if band.get("filled_from", 0) <= data["filled"]]
    majority, heavy = may_vote // 2 + 1, -(-2 * may_vote // 3)
    quorum = max(bands[-1], majority)
    needed = []
    for option in data["motions"]:
        names = {option}
        level = one.level if option == "consent" else int(option[1:]) if option[1:].isdigit() else None
        if level == one.level:
            names |= {f"L{level}"} | ({f"L{one.held}"} if one.held is not None else set())
        elif level is not None and rulebook["ladder"][f"L{level}"].get("abeyance"):
            names.add(f"L{one.level}")
        needed.append(heavy if "two_thirds" in {body["shares"].get(name) for name in names} else majority)
    return [needed, [max(quorum, votes) for votes in needed]]


def judge_electorates(opened: Iterable[Opened], kept: Sequence[Entry], report: Report) -> None:
    """Each voter holds a seat on the board when a ballot is opened, or was seated as an alternate for this decision."""
    offices, waiting = _Offices(), {one.entry.index: one for one in opened}
    for entry in kept:
        offices.read(entry)
        if (one := waiting.get(entry.index)) is not None:
            own = set(entry.data["voters"]) - one.alternates
            if any(not offices.is_held(BOARD_MEMBER, str(person), entry) for person in own):
                report.bad("ballot-voters", f"entry {entry.index} lets somebody vote who has no seat on the board")


RECOUNTED = {
    REPORTED, *BARS, *_Board.RULES, *_Panel.RULES, *SENDS_BACK, *NEW_PAPERS, *ENDS_A_PANEL, *OF_THE_PANEL, *LISTED_BESIDE,
    *LISTED_BESIDE.values(), *SERVICES, *READ_AT_ONCE, *SIGNED_TWICE, *MOVES, "case.bundle_served", "case.step_proposed",
    "case.step_signed", *GIVEN_BACK, "case.seat_replaced", "case.silent_members_recused", "case.appeal_panel_seated",
    "case.key_destroyed", "case.reader_reminded", "case.service_failed",
}  # fmt: skip


# --- editions: each was published, by two officers, before anything names it -------------------------------------------

SECOND_OFFICES = {"auditor", "board_secretary"}


@dataclass
class Publication:
    """An edition that the log publishes: the first entry that does, whether two officers signed it, whether anything names it.

    `code`: the Code of an oath.
    """

    entry: Entry
    code: str = ""
    by_two: bool = False
    named: bool = False


class _Publications:
    """The editions that were published, read entry by entry."""

    def __init__(self, lines: Iterable[bytes], report: Report) -> None:
        self.report, self.by_id, self.taken = report, dict[str, Publication](), dict[tuple[str, str], str]()
        self.words: dict[str, tuple[str, str, Any]] = {}
        self.last_day: dict[str, date] = {}
        self.proposed: dict[str, Entry] = {}
        self.keys, self.has_two = _Keys(), False
        for line in lines:
            digest, words = hashlib.sha256(line), from_canonical(line)
            self.words[edition_id(digest.digest())] = (kind_of_edition(words), digest.hexdigest(), words)

    def read(self, entry: Entry) -> None:
        """Process the next entry: an office, a passkey, or a publication."""
        self.keys.read(entry)
        if entry.type == PROPOSED:
            self.proposed[entry.leaf] = entry
        if entry.type == SENT_BACK:
            for ref in entry.body["refs"]:
                self.proposed.pop(ref["leaf"], None)
        if entry.type == PUBLISHED:
            if entry.body["stream"] == SYSTEM and self._is_itself(entry):
                self._publish(entry)
            else:
                self._bad(entry, "publishes an edition under another id, name or day than its words say")

    def finish(self) -> None:
        """Compare what was handed over with what was published."""
        for key in sorted(self.words.keys() - self.by_id.keys()):
            self.report.bad("edition", f"the words of edition {key} were handed over, and no entry publishes them")
        if unknown := self.by_id.keys() - self.words.keys():
            self.report.open("edition-unknown", f"{len(unknown)} editions that were published were not handed over")

    def _is_itself(self, entry: Entry) -> bool:
        """Whether the entry's id is made of its digest, and all that it says is in the words, if these were handed over."""
        data = entry.data
        try:
            own = edition_id(bytes.fromhex(data["sha256"])) == data["edition"] and len(data["sha256"]) == 64
        except (ValueError, IndexError):
            return False
        if data["edition"] not in self.words:
            return own
        kind, digest, words = self.words[data["edition"]]
        said = [data[name] for name in ("kind", "sha256", "name", "in_force_from")]
        return own and said == [kind, digest, words["key"], words["in_force_from"]]

    def _publish(self, entry: Entry) -> None:
        data, day = entry.data, _day(entry.data["in_force_from"])
        known = self.by_id.setdefault(data["edition"], Publication(entry, self._code_of(data["edition"])))
        last = self.last_day.get(data["kind"], date.min)
        if self.taken.setdefault((data["kind"], data["name"]), data["edition"]) != data["edition"]:
            self._bad(entry, "publishes other words under the name of an edition that was published before")
        elif any(data[name] != known.entry.data[name] for name in ("kind", "name", "in_force_from")):
            self._bad(entry, "publishes an edition again, under another name or from another day")
        elif known.entry is entry and data["kind"] != "oath" and day <= last:
            self._bad(entry, "publishes an edition that begins no later than one published before it")
        self.last_day[data["kind"]] = max(day, last)
        if data.get("alone") is True:
            if self.has_two:
                self._bad(entry, "publishes an edition alone, after two officers had signed one")
        elif self._is_signed_by_two(entry):
            known.by_two = self.has_two = True

    def _code_of(self, key: str) -> str:
        """Return the id of the Code to which an oath binds; empty for other editions."""
        words = self.words[key][2] if key in self.words else {}
        try:
            return edition_id(bytes.fromhex(words["code_sha256"]))
        except (ValueError, LookupError, TypeError):
            return ""

    def _is_signed_by_two(self, entry: Entry) -> bool:
        """Whether two people in two offices signed, each with their passkey where they have one."""
        body, data = entry.body, entry.data
        first, second, office = str(body["actor"]), str(data.get("second")), str(data.get("second_office"))
        held = self.keys.offices.is_held("administrator", first, entry) and body["role"] == "administrator"
        held = held and office in SECOND_OFFICES and self.keys.offices.is_held(office, second, entry)
        given = self._first_act(entry)
        if first == second or not held or given is None:
            self._bad(entry, "publishes an edition that two officers have not signed")
            return False
        signed = [
            self._is_signed_by(entry, given, first, "administrator", "evidence"),
            self._is_signed_by(entry, entry, second, office, "second_evidence"),
        ]
        return all(signed)

    def _first_act(self, entry: Entry) -> Entry | None:
        """Return the entry in which the administrator signed: the one that put the edition forward, or the publication."""
        leaves = [ref["leaf"] for ref in entry.body["refs"] if ref["rel"] == "proposal"]
        if not leaves:
            return entry
        found = self.proposed.get(leaves[0])
        if found is None or found.body["actor"] != entry.body["actor"]:
            return None
        return found if entry.data["sha256"] in found.data["editions"] else None

    def _is_signed_by(self, entry: Entry, given: Entry, person: str, office: str, name: str) -> bool:
        keys = self.keys.of_person(person)
        counting = [key for key in keys if key.counts_at(given.body["at"])]
        if not counting and name not in given.data:
            lost = [key for key in keys if key.lost]
            if lost:
                self.report.open(
                    "rows-lost",
                    f"entry {entry.index} has no signature, because a restore lost the key of entry {lost[-1].entry.index}",
                )
            return not lost
        own = {each: entry.data[each] for each in ("kind", "name", "sha256", "in_force_from")}
        fault = self._signature_fault(own, given, {"person": person, "office": office}, given.data.get(name), counting)
        if fault:
            self.report.bad("signature", f"the signature of entry {given.index} is {fault}")
        return not fault

    def _signature_fault(
        self, own: Body, given: Entry, signer: Mapping[str, str], evidence: Any, counting: Sequence[_Key]
    ) -> str | None:
        """Return why the evidence is no signature over a statement that names the edition `own`, or None."""
        try:
            proof = from_canonical(unb64("".join(evidence)))
            named = {"makes": proof["makes"], "nonce": proof["nonce"]}
            if not any(_is_same(own, made) for made in proof["makes"]):
                return "over other editions"
        except (ValueError, LookupError, TypeError, AttributeError):
            return "missing"
        statement = {"v": 1, "kind": "edition-statement", "log": given.body["log"], **signer, **named}
        digest = hashlib.sha256(EDITION + canonical(statement)).digest()
        faults = [
            signature_fault(digest, {**proof, "key_entry": canonical(key.entry.body).decode("utf-8")}, [key.leaf])
            for key in counting
        ]
        return None if None in faults else next(iter(faults), "by a key that does not count")

    def _bad(self, entry: Entry, what: str) -> None:
        self.report.bad("edition", f"entry {entry.index} {what}")


def judge_publications(kept: Iterable[Entry], lines: Iterable[bytes], report: Report) -> dict[str, Publication]:
    """Judge the publication of each edition, and return them by id. `lines`: the words of editions, as they are exported."""
    found = _Publications(lines, report)
    for entry in kept:
        found.read(entry)
    found.finish()
    return found.by_id


def judge_editions(kept: Iterable[Entry], published: Mapping[str, Publication], report: Report, only: str = "") -> None:
    """Each edition that an oath, an allegation or a finding names was published before it, and an oath has begun."""
    for entry in kept:
        stream = str(entry.body["stream"])
        for kind, key in _editions_of(entry) if not only or not stream.startswith("case/") or stream == only else ():
            found = published.get(key)
            if found is None or found.entry.index > entry.index or found.entry.data["kind"] != kind:
                report.bad("edition", f"entry {entry.index} names an edition that was not published before it")
                continue
            found.named = True
            if kind == "oath" and _day(entry.data["effective"]) < _day(found.entry.data["in_force_from"]):
                report.bad("edition", f"entry {entry.index} is an oath under an edition that was not yet in force")
            if kind == "oath" and found.code not in ("", entry.data.get("code")):
                report.bad(
                    "edition", f"entry {entry.index} is an oath to another Code than the one that its words name"
                )


def judge_alone(published: Mapping[str, Publication], report: Report) -> None:
    """What rests on an edition that was published at installation is undecided until two officers have signed it."""
    if alone := [each for each in published.values() if each.named and not each.by_two]:
        report.open("edition-alone", f"two officers have not signed {len(alone)} of the editions on which this rests")


def rulebooks_of(published: Mapping[str, Publication], books: Iterable[bytes]) -> dict[str, tuple[int, Any]]:
    """Return each published rulebook: by id, the entry that published it, and its words, if these were handed over."""
    words = {edition_id(hashlib.sha256(line).digest()): from_canonical(line) for line in books}
    return {
        key: (each.entry.index, words.get(key))
        for key, each in published.items()
        if each.entry.data["kind"] == "rulebook"
    }


def _editions_of(entry: Entry) -> list[tuple[str, str]]:
    """Return the kind and id of each edition that an entry names."""
    data = entry.body["data"]
    if entry.type in OATHS:
        return [("oath", str(data.get("oath"))), ("code", str(data.get("code")))]
    if entry.type in FRAMED or entry.type == "finding.made":
        return [("code", str(data["edition"]))]
    if entry.type == "case.allegation_split":
        parts = (data.get("edition_before"), data.get("edition_after"))
        return [("code", str(part)) for part in parts if part is not None]
    return []


# --- the commands -----------------------------------------------------------------------------------------------------


def _file(path: Path, limit: int = LARGEST_FILE) -> str:
    """Read a supplied file as text; Unreadable if it is missing or too large."""
    try:
        if path.stat().st_size > limit:
            raise Unreadable(f"{path.name} has more than {limit // 1000} kB: this is not a file of ours.")
        return path.read_bytes().decode("utf-8")
    except OSError as fault:
        raise Unreadable(f"{path} cannot be read: check its name.") from fault
    except UnicodeDecodeError as fault:
        raise Unreadable(f"{path.name} is not text: take the file as it was given to you.") from fault


BEGIN_MAILED, END_MAILED = "-----BEGIN CHECKPOINT-----", "-----END CHECKPOINT-----"


def _mailed(text: str) -> str:
    """Return the checkpoint between these two lines of a mail, with the line ends of a note; any other text as it is."""
    lines = text.replace("\r\n", "\n").split("\n")
    if BEGIN_MAILED not in lines:
        return text
    rest = lines[lines.index(BEGIN_MAILED) + 1 :]
    return "".join(f"{line}\n" for line in rest[: rest.index(END_MAILED)])


def _note(path: Path) -> Checkpoint:
    try:
        return read_checkpoint(_mailed(_file(path)))
    except ValueError as fault:
        raise Unreadable(f"{path.name} is not a signed checkpoint: take the file as it was given to you.") from fault


def _hashes(lines: Iterable[str], what: str) -> list[bytes]:
    try:
        path = [unb64(line) for line in lines]
    except ValueError as fault:
        raise Unreadable(f"{what} is cut off or changed: take the file as it was given to you.") from fault
    if len(path) > 64 or any(len(step) != 32 for step in path):
        raise Unreadable(f"{what} is cut off or changed: take the file as it was given to you.")
    return path


def _notes_of(folder: Path) -> Iterator[str]:
    path = folder / "checkpoints.jsonl"
    if path.exists():
        for line in _whole(path).splitlines():
            try:
                note = json.loads(line)
            except (ValueError, RecursionError) as fault:
                raise Unreadable(f"{path.name} is not a file of checkpoints: export the log again.") from fault
            yield str(note)


@dataclass
class Points:
    """The supplied checkpoints that the log has signed."""

    found: list[tuple[Checkpoint, dict[str, int], bool]] = field(default_factory=list)

    def add(self, point: Checkpoint, ring: Keyring, report: Report, what: str, *, pinned: bool) -> None:
        witnesses = judge_checkpoint(point, ring, report, what)
        if witnesses is not None:
            self.found.append((point, witnesses, pinned))


def command_log(
    chosen: argparse.Namespace, report: Report, case: str = "", openings: Iterable[bytes] | None = None
) -> None:
    """Verify an exported log.

    With `case`, apply only the rules of that case. `openings`: lines to read instead of the export's.
    """
    policy = _policy_of(chosen)
    ring, folder = with_policy(read_keyring(chosen.keyring), policy), Path(chosen.dir)
    points = Points()
    for number, note in enumerate(_notes_of(folder)):
        try:
            points.add(read_checkpoint(note), ring, report, f"checkpoint {number}", pinned=False)
        except ValueError:
            report.bad("checkpoint-signature", f"checkpoint {number} is not a signed checkpoint")
    for path in chosen.pin:
        points.add(_note(path), ring, report, "the pinned checkpoint", pinned=True)
    sizes = {point.size for point, _, _ in points.found}
    stamps = read_stamps(_tokens(folder), ring, points, report)
    dates = {index for size in sizes for index in (size - 1, size)}
    handed = _lines(folder / "openings.jsonl") if openings is None else list(openings)
    log = read_log(
        folder / "log.jsonl",
        ring.origin,
        report,
        former=ring.former,
        dates=dates,
        case=case,
        opened=map(_id_of_opening, handed),
    )
    sizes.update(size for each in ring.former for size in (each.agreed, each.entries))
    roots = roots_at(log.leaves, {size for size in sizes if size <= log.size} | {log.size})
    report.entries, report.root = log.size, b64(roots[log.size])
    judge_history(log, points, ring, report, roots=roots, stamps=stamps)
    newest = max((point.size for point, _, _ in points.found), default=0)
    seen = [(point, witnesses) for point, witnesses, _ in points.found if point.size == newest]
    judge_witnessing(seen, report, needed=chosen.need_witness, policy=policy)
    opened = read_openings(handed, log.opened, report)
    judge_cases(log, opened, read_editions(folder / "editions.jsonl", report), report, only=case)
    books = _lines(folder / "editions.jsonl")
    published = judge_publications(log.kept, books, report)
    judge_editions(log.kept, published, report, only=case)
    judge_alone(published, report)
    signed = {entry.body["id"]: entry.body for entry in log.kept if entry.type.startswith("oath.")}
    judge_decisive_signatures(log.kept, opened, report, only=case)
    judge_member_signatures(log.kept, opened, report, only=case)
    log.recount.finish()
    ballots = [one for one in log.recount.opened if not case or one.entry.body["stream"] == case]
    judge_thresholds(ballots, rulebooks_of(published, books), report)
    judge_electorates(ballots, log.kept, report)
    sealed = judge_counts((one for one in log.recount.counted if not case or one.stream == case), opened, report)
    if sealed:
        report.listed.append(f"undecided: {sealed} votes sealed, so their results were not counted again")
    judge_losses(log.kept, report)
    judge_keys(log.kept, report)
    judge_oath_signatures(log.kept, read_openings(_lines(folder / "signatures.jsonl"), signed, report), report)
    if case:
        report.case = count_case(log.case, opened)
        outside = len(opened) - report.case.opened
        if outside:
            report.listed.append(f"{outside} openings are of entries outside this case")
        report.chain = [
            f"{entry.index} {entry.type}" for entry in log.kept if entry.body["stream"] == case and entry.type in LINKS
        ]


def judge_history(
    log: Log,
    points: Points,
    ring: Keyring,
    report: Report,
    *,
    roots: Mapping[int, bytes],
    stamps: Sequence[tuple[int, datetime]],
) -> None:
    """Judge forks, checkpoints and the times of witnesses. `roots`: the log's root at each size that one of them names."""
    _judge_forks(log, ring, roots, report)
    _judge_points(points, roots, log, report)
    _judge_times(points, stamps, log, report)


def _judge_points(points: Points, roots: Mapping[int, bytes], log: Log, report: Report) -> None:
    seen: dict[int, bytes] = {}
    for point, _, pinned in points.found:
        what = "the pinned checkpoint" if pinned else "a checkpoint"
        if seen.setdefault(point.size, point.root) != point.root:
            report.bad("split-view", f"two roots were signed for {point.size} entries")
        if point.size > log.size:
            report.bad("log-shorter-than-checkpoint", f"{what} covers {point.size} entries, and there are {log.size}")
        elif roots[point.size] != point.root:
            report.bad("root-mismatch", f"the first {point.size} entries are not those of {what}")
            if pinned and any(other.size >= point.size for other, _, pin in points.found if not pin):
                report.bad("split-view", "the history that was handed over is not the one that the log signed for you")
    own = [point.size for point, _, pinned in points.found if not pinned]
    if not own:
        report.open("no-checkpoint", "no checkpoint was handed over with the log")
    elif max(own) < log.size:
        report.open(
            "unsigned-tail",
            f"the log goes on after the last checkpoint: {log.size - max(own)} of its entries are not signed yet",
        )
    if not any(pinned for _, _, pinned in points.found):
        report.open("unpinned", "no checkpoint from another source: give one with --pin")


def _judge_forks(log: Log, ring: Keyring, roots: Mapping[int, bytes], report: Report) -> None:
    """Each new origin begins with an entry that names the old origin and both heads, authorised by two people."""
    told = {entry.index: entry for entry in log.kept if entry.type == RESOLVED}
    for each in ring.former:
        entry = told.pop(each.entries, None)
        if entry is None:
            if log.size > each.entries:
                report.bad("fork", f"entry {each.entries} does not say how the log {each.origin[:80]} was abandoned")
            continue
        data = entry.data
        heads = [(data["agreed"], data["agreed_root"]), (data["kept"], data["kept_root"])]
        if heads != [(size, b64(roots[size])) for size in (each.agreed, each.entries)] or data["old"] != each.origin:
            report.bad("fork", f"entry {entry.index} names another history than the one that it continues")
        elif data["second"] == entry.body["actor"]:
            report.bad("fork", f"entry {entry.index} was signed by one person alone")
        else:
            report.chain.append(
                f"{entry.index} continues the log {each.origin[:80]}: both histories begin with the same {each.agreed} "
                f"entries; the one that was kept had {each.entries}, the abandoned one {data['left']}"
            )
    for index in sorted(told):
        report.bad("fork", f"entry {index} resolves a fork that the keyring does not name")


def _judge_times(points: Points, stamps: Sequence[tuple[int, datetime]], log: Log, report: Report) -> None:
    """Entries in a checkpoint are not dated after its witnesses saw it, and later entries are not dated long before."""
    times = [
        (point.size, datetime.fromtimestamp(time, timezone.utc))
        for point, seen, _ in points.found
        for time in seen.values()
    ]
    for size, time in [*times, *stamps]:
        before, after = log.dates.get(size - 1), log.dates.get(size)
        if before is not None and _moment(before) > time + CLOCK_TOLERANCE:
            report.bad("time-anchor", f"entry {size - 1} is dated after a witness or a time-stamp authority saw it")
        if after is not None and _moment(after) < time - ANCHOR_TOLERANCE:
            report.bad("time-anchor", f"entry {size} is dated more than a day before it could have been written")


def count_case(entries: Sequence[Entry], openings: Openings) -> CaseCounts:
    """Count what is opened in a case and what is not. R9: what was written before its keys were destroyed is erased."""
    found = CaseCounts(entries=len(entries))
    destroyed = max((entry.index for entry in entries if entry.type == "case.key_destroyed"), default=-1)
    for entry in entries:
        key, names = entry.body["id"], sorted(entry.body["commit"])
        opened = {name: openings[key, name] for name in names if (key, name) in openings}
        closed = [name for name in names if name not in opened]
        found.opened += len(opened)
        if entry.index < destroyed:
            found.erased += len(closed)
        else:
            found.kept += len(closed)
        found.texts.append((f"{entry.index} {entry.body['at'][:10]} {entry.type}", opened, closed))
    return found


def _moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=timezone.utc)


def command_case(chosen: argparse.Namespace, report: Report) -> None:
    """Verify one case of an exported log."""
    stream = chosen.case if chosen.case.startswith("case/") else f"case/{chosen.case}"
    if not _IS_STREAM(stream):
        raise Unreadable("CASE is the case's key in the record: a UUID.")
    command_log(chosen, report, case=stream)
    if report.case is None or not report.case.entries:
        raise Unreadable("This log holds no such case.")


def _judge_pin(point: Checkpoint, chosen: argparse.Namespace, ring: Keyring, report: Report) -> None:
    """Whether the checkpoint belongs to the same history as one from another source."""
    if chosen.pin is None:
        report.open("unpinned", "no checkpoint from another source: give one with --pin")
        return
    pin = _note(chosen.pin)
    if judge_checkpoint(pin, ring, report, "the pinned checkpoint") is None:
        return
    if pin.size != point.size and chosen.consistency is None:
        report.open(
            "unpinned", "the pinned checkpoint has another size: give the proof between them with --consistency"
        )
        return
    path = _hashes(_file(chosen.consistency).split(), "The proof") if chosen.consistency else []
    old, new = sorted((pin, point), key=lambda each: each.size)
    if not continues(old=old.size, old_root=old.root, new=new.size, new_root=new.root, path=path):
        report.bad("split-view", "nothing proves that the two checkpoints belong to one history")


def judge_receipt(text: str, ring: Keyring, report: Report) -> tuple[Checkpoint, Shown]:
    """Judge a receipt; return its checkpoint and its disclosed entries. Unreadable if it is no receipt."""
    head, gap, note = text.partition("\n\n")
    lines = head.split("\n")
    if lines[0] != MAGIC:
        raise Unreadable("This is not a receipt: take the file as it was given to you.")
    if not gap or len(lines) < 3:
        raise Unreadable("This receipt is cut off or changed: take the file as it was given to you.")
    path = _hashes(lines[3:], "This receipt")
    try:
        word, number = lines[1].partition("extra "), re.fullmatch(r"index (0|[1-9][0-9]{0,17})", lines[2])
        if word[:2] != ("", "extra ") or number is None:
            raise ValueError("not the lines of a receipt")
        extra, point = from_canonical(unb64(word[2])), read_checkpoint(note)
        if extra.keys() != {"entry", "openings"}:
            raise ValueError("not what a receipt discloses")
        shown = Shown.of(extra["entry"], extra["openings"], int(number[1]), path)
    except (ValueError, LookupError, TypeError, AttributeError) as fault:
        raise Unreadable("This receipt is cut off or changed: take the file as it was given to you.") from fault
    shown.judge(point, ring, report)
    _judge_signed(point, ring, report)
    return point, shown


def command_receipt(chosen: argparse.Namespace, report: Report) -> None:
    """Verify a receipt."""
    policy = _policy_of(chosen)
    ring = with_policy(read_keyring(chosen.keyring), policy)
    point, _ = judge_receipt(_file(chosen.file), ring, report)
    _judge_pin(point, chosen, ring, report)
    _judge_witnesses(point, chosen, ring, report, policy)


DISCLOSED = {"entry", "openings", "index", "path"}


def command_disclose(chosen: argparse.Namespace, report: Report) -> None:
    """Verify a bundle of disclosed entries and their openings."""
    policy = _policy_of(chosen)
    ring = with_policy(read_keyring(chosen.keyring), policy)
    try:
        bundle = from_canonical(_file(chosen.file).rstrip("\n").encode("utf-8"))
        if bundle.keys() != {"v", "checkpoint", "entries"} or bundle["v"] != 1 or bundle["v"] is True:
            raise ValueError("not a disclosure of this edition")
        point = read_checkpoint(bundle["checkpoint"])
        if not bundle["entries"] or any(one.keys() != DISCLOSED for one in bundle["entries"]):
            raise ValueError("not what a file discloses")
        shown = [
            Shown.of(one["entry"], one["openings"], _size(one["index"]), _hashes(one["path"], "This file"))
            for one in bundle["entries"]
        ]
    except (ValueError, LookupError, TypeError, AttributeError) as fault:
        raise Unreadable("This is not a disclosure: take the file as it was given to you.") from fault
    for one in shown:
        one.judge(point, ring, report)
    _judge_signed(point, ring, report)
    _judge_pin(point, chosen, ring, report)
    _judge_witnesses(point, chosen, ring, report, policy)


def _judge_witnesses(
    point: Checkpoint, chosen: argparse.Namespace, ring: Keyring, report: Report, policy: Policy | None
) -> None:
    """A witness that signed a later checkpoint of the same history has seen this one too: a pin counts if it is not older."""
    pins = [_note(chosen.pin)] if chosen.pin else []
    found = [point, *(pin for pin in pins if pin.size >= point.size)]
    seen = [(each, judge_checkpoint(each, ring, Report(), "the checkpoint") or {}) for each in found]
    if not any(witnesses for _, witnesses in seen):
        report.listed.append("0 witnesses")
    judge_witnessing(seen, report, needed=chosen.need_witness, policy=policy)


@dataclass(frozen=True)
class Shown:
    """A disclosed entry: its bytes, its claimed index and path, and its openings."""

    entry: bytes
    index: int
    path: Sequence[bytes]
    opened: Sequence[tuple[str, bytes, Any]]

    @classmethod
    def of(cls, text: str, openings: Sequence[Any], index: int, path: Sequence[bytes]) -> Shown:
        """Parse a disclosed entry; raises ValueError or a similar error if it is none."""
        if not isinstance(openings, list) or any(one.keys() != OPENING for one in openings):
            raise ValueError("not openings")
        opened = [(one["field"], unb64(one["salt"]), one["value"]) for one in openings]
        shown = cls(text.encode("utf-8"), index, path, opened)
        if shape_fault(shown.body):
            raise ValueError("not an entry")
        return shown

    @property
    def body(self) -> Any:
        """Its fields."""
        return from_canonical(self.entry)

    def judge(self, point: Checkpoint, ring: Keyring, report: Report) -> None:
        """Whether it is in the log of the signed checkpoint, with the openings noted."""
        body = self.body
        if body["log"] != ring.origin_of(self.index):
            report.bad("origin", "the entry belongs to another log")
        for name, salt, value in self.opened:
            judge_opening(body, name, salt, value, report)
            if name == "statement" and body["type"] in OATHS and not is_oath_of(body, value):
                report.bad("statement-mismatch", "the entry is another oath than the one in its statement")
        self._judge_evidence(report)
        leaf = leaf_hash(self.entry)
        if not includes(leaf=leaf, index=self.index, size=point.size, path=self.path, root=point.root):
            report.bad("inclusion", f"the entry is not number {self.index} of the log that the checkpoint signs")

    def _judge_evidence(self, report: Report) -> None:
        """Whether a passkey signed it, if the evidence was supplied."""
        body = self.body
        for proof in [value for name, _, value in self.opened if name == "evidence" and "statement" in body["commit"]]:
            keys = [ref["leaf"] for ref in body["refs"] if ref["rel"] == "signing_key"]
            digest = self._signed_digest()
            if digest is None:
                report.open("signature-sealed", "what was signed was not handed over with its signature")
            elif fault := _holder_fault(body, proof) or signature_fault(digest, proof, keys):
                report.bad("signature", f"the signature is {fault}")
            else:
                report.vouched.append("signed with a passkey, by its holder")

    def _signed_digest(self) -> bytes | None:
        """What a passkey signed: an oath's entry holds it in the clear, a step's has to be opened. None if it was not."""
        if self.body["type"] in OATHS:
            return unb64(self.body["commit"]["statement"])
        opened = [value for name, _, value in self.opened if name == "statement"]
        return hashlib.sha256(STEP + canonical(opened[0])).digest() if opened else None


def _judge_signed(point: Checkpoint, ring: Keyring, report: Report) -> None:
    judge_checkpoint(point, ring, report, "the checkpoint")
    report.entries, report.root = point.size, b64(point.root)


def command_checkpoint(chosen: argparse.Namespace, report: Report) -> None:
    """Verify who has signed a checkpoint."""
    policy = _policy_of(chosen)
    ring, point = with_policy(read_keyring(chosen.keyring), policy), _note(chosen.note)
    report.entries, report.root = point.size, b64(point.root)
    judge_checkpoint(point, ring, report, "the checkpoint")
    _judge_pin(point, chosen, ring, report)
    _judge_witnesses(point, chosen, ring, report, policy)


def command_consistency(chosen: argparse.Namespace, report: Report) -> None:
    """Verify that one checkpoint continues another."""
    ring, old, new = read_keyring(chosen.keyring), _note(chosen.old), _note(chosen.new)
    path = _hashes(_file(chosen.proof).split(), "The proof")
    signed = [judge_checkpoint(point, ring, report, what) for point, what in ((old, "the old"), (new, "the new"))]
    if None not in signed and not continues(
        old=old.size, old_root=old.root, new=new.size, new_root=new.root, path=path
    ):
        report.bad("split-view", "the new checkpoint does not continue the old one")
    report.entries, report.root = new.size, b64(new.root)


def command_tip(chosen: argparse.Namespace, report: Report) -> None:
    """Print the size and root of an exported log, for comparison with a printed page."""
    leaves = bytearray()
    try:
        with _part(Path(chosen.dir) / "log.jsonl").open("rb") as file:
            for line in file:
                leaves += leaf_hash(line.removesuffix(b"\n"))
    except OSError as fault:
        raise Unreadable(f"{chosen.dir} is not the folder of an export.") from fault
    size = len(leaves) // 32
    report.entries, report.root = size, b64(roots_at(leaves, [size])[size])


# --- time-stamps: RFC 3161 in just as much DER as it takes ------------------------------------------------------------

OID_SIGNED, OID_TST, OID_DIGEST = "06092a864886f70d010702", "060b2a864886f70d0109100104", "06092a864886f70d010904"
HASHES: Mapping[str, hashes.HashAlgorithm] = {
    "0609608648016503040201": hashes.SHA256(),
    "0609608648016503040202": hashes.SHA384(),
    "0609608648016503040203": hashes.SHA512(),
}
NO_STAMP = (
    ValueError, LookupError, TypeError, OverflowError, InvalidSignature, UnsupportedAlgorithm, x509.InvalidVersion,
    x509.ExtensionNotFound, x509.DuplicateExtension, x509.UnsupportedGeneralNameType,
)  # fmt: skip


@dataclass(frozen=True)
class Der:
    """One DER value: its tag, its content, and its complete encoding."""

    tag: int
    content: bytes
    raw: bytes

    def parts(self) -> list[Der]:
        """The values that it contains; ValueError if malformed."""
        found, at = [], 0
        while at < len(self.content):
            found.append(read_der(self.content[at:]))
            at += len(found[-1].raw)
        return found


def read_der(data: bytes) -> Der:
    """Parse the first DER value; ValueError if malformed."""
    if len(data) < 2:
        raise ValueError("cut off")
    length, start = data[1], 2
    if length & 0x80:
        start = 2 + (length & 0x7F)
        if not 2 < start <= 6:
            raise ValueError("a length that is not DER")
        length = int.from_bytes(data[2:start], "big")
    if start + length > len(data):
        raise ValueError("cut off")
    return Der(data[0], data[start : start + length], data[: start + length])


def stamped(token: bytes, text: bytes, roots: Sequence[bytes]) -> datetime:
    """Return when an authority under one of these roots (PEM) stamped this text; ValueError if none did."""
    response = read_der(token).parts()
    if response[0].tag == 0x30 and response[0].parts()[0].tag == 0x02:  # a whole response: a status, then the token
        response = response[1].parts()
    kind, wrapped = response[0], response[1]
    if kind.raw.hex() != OID_SIGNED:
        raise ValueError("no signed data")
    _version, _algorithms, inner, *rest = read_der(wrapped.content).parts()
    content_type, content = inner.parts()
    if content_type.raw.hex() != OID_TST:
        raise ValueError("no time-stamp")
    info = read_der(content.content).content
    certificates = [
        x509.load_der_x509_certificate(each.raw) for part in rest if part.tag == 0xA0 for each in part.parts()
    ]
    _, _, imprint, _, when, *_ = read_der(info).parts()
    algorithm, digest = imprint.parts()
    if digest.content != _digest(HASHES[algorithm.parts()[0].raw.hex()], text):
        raise ValueError("it stamps another text")
    time = datetime.strptime(when.content.decode("ascii")[:14], "%Y%m%d%H%M%S").replace(tzinfo=timezone.utc)
    _judge_signer(rest[-1].parts()[0].parts(), info, certificates, roots, time)
    return time


def _judge_signer(
    signer: Sequence[Der], info: bytes, certificates: Sequence[x509.Certificate], roots: Sequence[bytes], time: datetime
) -> None:
    _, identity, digesting, attributes, _, signature, *_ = signer
    algorithm = HASHES[digesting.parts()[0].raw.hex()]
    digests = [
        part.parts()[1].parts()[0].content for part in attributes.parts() if part.parts()[0].raw.hex() == OID_DIGEST
    ]
    if attributes.tag != 0xA0 or digests != [_digest(algorithm, info)]:
        raise ValueError("its signature is over something else")
    issuer, serial = identity.parts()
    number = int.from_bytes(serial.content, "big")
    (own,) = [
        each for each in certificates if each.serial_number == number and each.issuer.public_bytes() == issuer.raw
    ]
    signed = b"\x31" + attributes.raw[1:]
    key = own.public_key()
    if isinstance(key, rsa.RSAPublicKey):
        key.verify(signature.content, signed, padding.PKCS1v15(), algorithm)
    elif isinstance(key, ec.EllipticCurvePublicKey):
        key.verify(signature.content, signed, ec.ECDSA(algorithm))
    else:
        raise ValueError("a kind of key that is not read")
    usage = own.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    if list(usage) != [ExtendedKeyUsageOID.TIME_STAMPING]:
        raise ValueError("its certificate is not for time-stamps")
    trusted = [each for pem in roots for each in x509.load_pem_x509_certificates(pem)]
    _judge_issuers(own, certificates, trusted, time)


def _judge_issuers(
    own: x509.Certificate, others: Sequence[x509.Certificate], trusted: Sequence[x509.Certificate], time: datetime
) -> None:
    for _ in range(6):
        if not own.not_valid_before_utc <= time <= own.not_valid_after_utc:
            raise ValueError("a certificate was not valid then")
        prints = {each.public_bytes(serialization.Encoding.DER) for each in trusted}
        if own.public_bytes(serialization.Encoding.DER) in prints:
            return
        issuers = [each for each in [*trusted, *others] if each.subject == own.issuer and _issued(own, each)]
        if not issuers:
            break
        own = issuers[0]
    raise ValueError("no authority that you trust vouches for it")


def _issued(own: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        own.verify_directly_issued_by(issuer)
        return bool(issuer.extensions.get_extension_for_class(x509.BasicConstraints).value.ca)
    except (ValueError, TypeError, InvalidSignature, x509.ExtensionNotFound):
        return False


def _digest(algorithm: hashes.HashAlgorithm, data: bytes) -> bytes:
    return hashlib.new(algorithm.name, data).digest()


def stamp(token: bytes, text: str, roots: Sequence[bytes]) -> datetime:
    """Like `stamped`, for a checkpoint's text, with the reason as one sentence in the ValueError."""
    try:
        return stamped(token, text.encode("utf-8"), roots)
    except NO_STAMP as fault:
        raise ValueError("this time-stamp proves nothing about this checkpoint") from fault


def _tokens(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Read the time-stamps of an export, each with the size in its file name."""
    for path in sorted((folder / "anchors").glob("*.tsr")):
        yield path.stem, _whole(path)


def read_stamps(
    tokens: Iterable[tuple[str, bytes]], ring: Keyring, points: Points, report: Report
) -> list[tuple[int, datetime]]:
    """Return when authorities that the keyring trusts stamped these checkpoints. `tokens`: size and time-stamp of each."""
    found: list[tuple[int, datetime]] = []
    for size, token in tokens if ring.tsa_roots else ():
        if not _READS_STAMPS:
            report.open("time-stamps-unread", _TOO_OLD_FOR_STAMPS)
            return found
        for point in {point.text: point for point, _, _ in points.found if str(point.size) == size}.values():
            try:
                found.append((point.size, stamp(token, point.text, ring.tsa_roots)))
            except ValueError:
                report.bad("time-anchor", f"the time-stamp of {point.size} entries does not verify")
    return found


def command_anchor(chosen: argparse.Namespace, report: Report) -> None:
    """Verify a time-stamp of a checkpoint's text."""
    if not _READS_STAMPS:
        raise Unreadable(_TOO_OLD_FOR_STAMPS)
    point = _note(chosen.note)
    try:
        token, roots = chosen.tsr.read_bytes()[:LARGEST_FILE], [chosen.roots.read_bytes()]
    except OSError as fault:
        raise Unreadable(f"{fault.filename} cannot be read: check its name.") from fault
    report.entries, report.root = point.size, b64(point.root)
    try:
        report.chain = [f"stamped {stamp(token, point.text, roots):%Y-%m-%dT%H:%M:%SZ}"]
    except ValueError:
        report.bad("time-anchor", "this time-stamp proves nothing about this checkpoint")


# --- the command line -------------------------------------------------------------------------------------------------


HELP = {
    "dir": "the folder of an export",
    "case": "the key of the case, a UUID; ledger_export --case prints it",
    "file": "the file that you were given",
    "note": "a file with a checkpoint",
    "old": "the earlier checkpoint",
    "new": "the later checkpoint",
    "proof": "the proof between the two",
    "tsr": "the time-stamp",
    "--json": "print JSON, for programs",
    "--keyring": "the public keys of the record, from another source than the record",
    "--pin": "a checkpoint from another source",
    "--consistency": "the proof between the checkpoint and the pin, if their sizes differ",
    "--need-witness": "how many witnesses must have signed",
    "--policy": "which witnesses are enough (C2SP tlog-policy)",
    "--roots": "the certificates of the time-stamp authorities that you trust (PEM)",
    "--show": "print each opened text under its entry",
}


class _Parser(argparse.ArgumentParser):
    def add_argument(self, *words: Any, **more: Any) -> argparse.Action:
        more.setdefault("help", HELP.get(words[0]))
        return super().add_argument(*words, **more)

    def error(self, message: str) -> NoReturn:
        print(f"{message}. See --help.", file=sys.stderr)
        sys.exit(USAGE)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        description="Check a ledger offline.", epilog="Exit 0 proven, 1 tampering, 2 undecided, 3 unreadable."
    )
    commands = parser.add_subparsers(dest="command", required=True, parser_class=_Parser)

    def command(name: str, run: Callable[[argparse.Namespace, Report], None], *words: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=str(run.__doc__).partition("\n")[0])
        for word in words:
            made.add_argument(word, type=str if word in ("dir", "case") else Path)
        made.add_argument("--json", action="store_true")
        made.set_defaults(run=run)
        return made

    for made in (command("log", command_log, "dir"), command("case", command_case, "dir", "case")):
        made.add_argument("--keyring", type=Path, required=True)
        made.add_argument("--pin", type=Path, action="append", default=[])
        made.add_argument("--need-witness", type=int, default=0)
        made.add_argument("--policy", type=Path)
    commands.choices["case"].add_argument("--show", action="store_true")
    for made in (command("receipt", command_receipt, "file"), command("disclose", command_disclose, "file")):
        made.add_argument("--keyring", type=Path, required=True)
        made.add_argument("--pin", type=Path)
        made.add_argument("--consistency", type=Path)
        made.add_argument("--need-witness", type=int, default=0)
        made.add_argument("--policy", type=Path)
    made = command("checkpoint", command_checkpoint, "note")
    for word in ("--keyring", "--pin", "--consistency"):
        made.add_argument(word, type=Path, required=word == "--keyring")
    made.add_argument("--need-witness", type=int, default=0)
    made.add_argument("--policy", type=Path)
    command("consistency", command_consistency, "old", "new", "proof").add_argument(
        "--keyring", type=Path, required=True
    )
    command("anchor", command_anchor, "note", "tsr").add_argument("--roots", type=Path, required=True)
    command("tip", command_tip, "dir")
    return parser


def main(words: Sequence[str]) -> int:
    """Run one command and return the exit code."""
    chosen, report = _parser().parse_args(words), Report()
    try:
        chosen.run(chosen, report)
    except Unreadable as fault:
        print(str(fault), file=sys.stderr)
        return USAGE
    if chosen.json:
        found: Body = {"rc": report.rc, "tamper": report.tamper, "undecided": report.undecided}
        found.update(entries=report.entries, root=report.root, chain=report.lines)
        if report.case is not None:
            counts = report.case.words(report).items()
            found["words"] = {word: {"count": count, "why": why} for word, (count, why) in counts}
            if chosen.show:
                found["texts"] = [
                    {"entry": place, "opened": opened, "sealed": closed}
                    for place, opened, closed in report.case.shown(report)
                ]
        print(json.dumps(found))
        return report.rc
    verdict = (
        ("Proven.", "Evidence of tampering.", "Undecided.")[report.rc] if chosen.command != "tip" else "Not judged."
    )
    _print(f"{verdict} {report.entries} entries, root {report.root}")
    if report.case is not None:
        _print_words(report.case.words(report))
    for kind, each in (("tampering", report.tamper), ("undecided", report.undecided)):
        for code, message in each:
            _print(f"{kind}: {code}: {message}")
    for line in report.lines:
        _print(line)
    if report.case is not None and chosen.show:
        _print_texts(report.case.shown(report))
    return report.rc


def _print(line: str) -> None:
    """Print a line that obeys no name in it: a checkpoint, too, can hold characters that a terminal would obey."""
    encoding = sys.stdout.encoding or "utf-8"
    print(_safe(line).encode(encoding, "backslashreplace").decode(encoding))


def _print_words(words: Mapping[str, tuple[int, Sequence[str]]]) -> None:
    for word, (count, why) in words.items():
        reasons = why if word in ("proven", "sealed from you") else []
        _print(f"{word}: {count}{' (' if reasons else ''}{'; '.join(reasons)}{')' if reasons else ''}")


def _print_texts(texts: Iterable[tuple[str, Mapping[str, Any], Sequence[str]]]) -> None:
    """Print each entry with its texts; each line of a text is indented, so that none looks like the verifier's own."""
    for place, opened, closed in texts:
        _print(place)
        for name, value in opened.items():
            _print(f"    {name}:")
            for line in _lines_of_text(value):
                _print(f"      {line}")
        if closed:
            _print(f"    sealed from you: {', '.join(closed)}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
