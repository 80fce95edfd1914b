"""A small record with members, oaths and two cases: written to the database, signed, exported; and a forger's tools.

The forger holds what the drill gives: the exported files, and where it says so the log's real key.
"""

import base64
import json
import secrets
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ledger import verify
from ledger.canonical import Json, decode, encode
from ledger.commitments import commitment, leaf_hash
from ledger.entries import Draft, b64, moment
from ledger.keyring import Keyring, LogKey
from ledger.notes import Head, Note, cosign, log_key, sign, witness_key
from ledger.tree import root_of
from tests.ledger import books

CODE, LATER_CODE, edition_id = books.CODE, books.LATER_CODE, books.edition_id
TO_LATER_CODE = {"oath": edition_id(books.LATER_OATH), "code": edition_id(LATER_CODE)}
"""What an oath to the later Code says in place of the usual."""
ORIGIN = "localhost"
KEY, OTHER_KEY, WITNESS = (Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32) for number in (1, 2, 3))
BEGAN = datetime.now(UTC) - timedelta(minutes=1)
TODAY = (BEGAN + timedelta(minutes=1)).date()
"""The day on which the tests began, and when their stories do: a run that goes on past midnight tells them of one day."""

SKIPPED = {"stage", "no-decision", "finding-by-nobody"}
"""What a verifier that stands alone says of the story, which skips most of the procedure (R11, R12)."""


@dataclass
class Writer:
    """Writes entries one after the other by `append`, one call each, and remembers what opens their commitments."""

    append: Callable[[Draft], bytes]
    openings: list[dict[str, Any]] = field(default_factory=list)
    leaves: dict[str, str] = field(default_factory=dict)
    lines: dict[str, bytes] = field(default_factory=dict)
    passed: timedelta = timedelta()

    def write(
        self,
        kind: str,
        stream: str,
        /,
        *,
        sealed: Mapping[str, Any] | None = None,
        salts: Mapping[str, bytes] | None = None,
        commit: Mapping[str, bytes] | None = None,
        actor: UUID | None = None,
        role: str = "clock",
        refs: Sequence[tuple[str, str]] = (),
        entry_id: UUID | None = None,
        **data: Any,
    ) -> str:
        """One entry; its id. Its leaf is in `leaves`, its bytes in `lines`. `commit`: commitments made elsewhere."""
        entry_id, commits = entry_id or uuid4(), dict(commit or {})
        for name, value in (sealed or {}).items():
            salt = (salts or {}).get(name) or secrets.token_bytes(32)
            commits[name] = commitment(salt=salt, entry_id=entry_id, field=name, value=value)
            self.openings.append({"id": str(entry_id), "field": name, "salt": b64(salt), "value": value})
        cited = [(rel, base64.b64decode(leaf)) for rel, leaf in refs]
        made = Draft(entry_id, kind, stream, actor or uuid4(), role, data=data, commit=commits, refs=cited)
        self.leaves[str(entry_id)] = b64(self.append(made))
        return str(entry_id)

    def oath(self, stream: str, effective: date, kind: str = "oath.signed", **data: Any) -> str:
        """A signature, or with another `kind` an import or an ending."""
        sworn = {} if kind == "oath.ended" else {"oath": edition_id(books.OATH), "code": edition_id(CODE)}
        return self.write(kind, stream, effective=effective.isoformat(), **{**sworn, **data})

    def charge(
        self, stream: str, oath: str | None, first: date, last: date, *, kind: str = "allegation.made", **data: Any
    ) -> tuple[str, str]:
        """An allegation: its entry and its key."""
        given: dict[str, Any] = {
            "commitment": 1,
            "edition": edition_id(CODE),
            "first_day": first.isoformat(),
            "last_day": last.isoformat(),
        }
        key = str(data.pop("allegation", uuid4()))
        return self.write(kind, stream, sealed={"oath": oath}, allegation=key, **given | data), key

    def finding(self, stream: str, key: str, *, proven: bool = True, **data: Any) -> str:
        """What was found on an allegation."""
        given: dict[str, Any] = {"commitment": 1, "edition": edition_id(CODE), "proven": proven}
        return self.write("finding.made", stream, sealed={"facts": "x"}, allegation=key, **given | data)


@dataclass(frozen=True)
class Told:
    """The streams and entries of the story that drills speak of."""

    member: str
    case: str
    other_case: str
    report: str


def tell(writer: Writer, day: date = TODAY) -> Told:
    """Two members; one case from its report to a sanction, and a second one. All of it is on one day."""
    members = [f"member/{uuid4()}" for _ in range(2)]
    cases = [f"case/{uuid4()}" for _ in range(2)]
    writer.write("system.tick", "system")
    oaths = [writer.leaves[writer.oath(member, day)] for member in members]
    report = writer.write("report.received", cases[0], sealed={"narrative": "What I saw.", "reference": "R-2345"})
    keys = []
    for case, oath in zip(cases, oaths, strict=True):
        writer.write("case.acknowledged", case, to="screening")
        _, key = writer.charge(case, oath, day, day)
        writer.write("case.opened", case, sealed={"oaths": {key: [oath]}}, to="investigation")
        keys.append(key)
    writer.finding(cases[1], keys[1], proven=False)
    writer.finding(cases[0], keys[0])
    writer.write("sanction.imposed", cases[0], findings=[keys[0]], sanction=str(uuid4()))
    writer.write("system.tick", "system")
    return Told(members[0], cases[0], cases[1], report)


@dataclass
class Export:
    """A folder as `ledger_export` writes it, a keyring beside it, and what a forger can do to it."""

    folder: Path
    told: Told
    key: Ed25519PrivateKey = KEY

    @property
    def log(self) -> Path:
        return self.folder / "log.jsonl"

    def lines(self) -> list[bytes]:
        """The entries' bytes."""
        return self.log.read_bytes().splitlines()

    def bodies(self) -> list[dict[str, Any]]:
        """The entries' fields."""
        return [decode(line) for line in self.lines()]  # type: ignore[misc]

    def save(self, lines: Sequence[bytes]) -> None:
        """Put other lines in their place; nothing else is touched."""
        self.log.write_bytes(b"".join(line + b"\n" for line in lines))

    def rechained(self, bodies: Sequence[dict[str, Any]]) -> list[bytes]:
        """Lines of these fields whose numbers, links and references hold, as a forger with the code would make them."""
        heads: dict[str, tuple[int, bytes]] = {}
        moved: dict[str, str] = {}
        lines = []
        for old, body in zip(self._leaves(bodies), bodies, strict=True):
            seq, prev = heads.get(body["stream"], (0, None))
            refs = [{**ref, "leaf": moved.get(ref["leaf"], ref["leaf"])} for ref in body["refs"]]
            line = encode({**body, "seq": seq + 1, "prev": None if prev is None else b64(prev), "refs": refs})
            heads[body["stream"]] = (seq + 1, leaf_hash(line))
            moved[old] = b64(leaf_hash(line))
            lines.append(line)
        return lines

    def sign(
        self, key: Ed25519PrivateKey | None = None, *, size: int | None = None, witness: datetime | None = None
    ) -> str:
        """Sign what stands there now, as the only checkpoint; the note."""
        leaves = [leaf_hash(line) for line in self.lines()][:size]
        head = Head(ORIGIN, len(leaves), root_of(leaves))
        lines = [sign(head.text, name=ORIGIN, key=key or self.key)]
        if witness is not None:
            lines.append(cosign(head.text, name="witness.example", key=WITNESS, time=int(witness.timestamp())))
        note = str(Note(head.text, lines))
        self.checkpoints(note)
        return note

    def checkpoints(self, *notes: str) -> None:
        """Let these be the checkpoints."""
        text = "".join(json.dumps(note) + "\n" for note in notes)
        (self.folder / "checkpoints.jsonl").write_text(text, encoding="utf-8")

    def pin(self) -> Path:
        """The present checkpoint, kept by somebody outside."""
        path = self.folder.parent / "pin"
        path.write_text((self.folder / "checkpoint").read_text(encoding="utf-8"), encoding="utf-8")
        return path

    def openings(self, openings: Sequence[Mapping[str, Any]]) -> None:
        """Hand these openings over too."""
        path = self.folder / "openings.jsonl"
        path.write_bytes(b"".join(encode(each) + b"\n" for each in openings))

    def _leaves(self, bodies: Sequence[dict[str, Any]]) -> list[str]:
        return [b64(leaf_hash(encode(body))) for body in bodies]

    def keyring(self, *keys: LogKey) -> Path:
        """The keyring of somebody who trusts these keys, or the real one."""
        path = self.folder.parent / "keyring.json"
        trusted = keys or [LogKey(log_key(ORIGIN, KEY))]
        path.write_text(Keyring(ORIGIN, trusted, [witness_key("witness.example", WITNESS)]).json(), encoding="utf-8")
        return path

    def copy(self, folder: Path) -> "Export":
        """Another copy to spoil."""
        return Export(Path(shutil.copytree(self.folder, folder)), self.told, self.key)


@dataclass(frozen=True)
class Verdict:
    """What the verifier said."""

    rc: int
    tamper: frozenset[str]
    undecided: frozenset[str]
    words: str


def judged(capsys: Any, *words: str | Path) -> Verdict:
    """Run the verifier as somebody with a terminal would."""
    capsys.readouterr()
    try:
        rc = verify.main([*map(str, words), "--json"])
    except SystemExit as end:
        rc = int(str(end.code))
    said = capsys.readouterr()
    if rc == verify.USAGE:
        return Verdict(rc, frozenset(), frozenset(), said.err)
    found = json.loads(said.out)
    assert found["rc"] == rc
    codes = [frozenset(code for code, _ in found[kind]) for kind in ("tamper", "undecided")]
    return Verdict(rc, codes[0], codes[1], said.out)


def pure_export(
    folder: Path,
    tell_it: Callable[[Writer], Told] = tell,
    *,
    start: datetime | None = None,
    publish: Callable[[Writer], None] = books.publish_books,
) -> tuple[Export, Writer]:
    """A story written without a database, signed with the real key, and pinned. It begins with its books."""
    lines: list[bytes] = []
    heads: dict[str, tuple[int, bytes]] = {}
    begin = start or BEGAN

    def append(draft: Draft) -> bytes:
        seq, prev = heads.get(draft.stream, (0, None))
        body: dict[str, Json] = {
            "v": 1, "log": ORIGIN, "id": str(draft.id), "type": draft.type, "stream": draft.stream, "seq": seq + 1,
            "prev": None if prev is None else b64(prev),
            "at": moment(begin + writer.passed + timedelta(milliseconds=len(lines))),
            "occurred": None, "actor": str(draft.actor), "role": draft.role, "data": draft.data, "nonce": b64(bytes(16)),
            "refs": [{"rel": rel, "leaf": b64(leaf)} for rel, leaf in draft.refs],
            "commit": {name: b64(digest) for name, digest in draft.commit.items()},
        }  # fmt: skip
        lines.append(encode(body))
        writer.lines[str(draft.id)] = lines[-1]
        heads[draft.stream] = (seq + 1, leaf_hash(lines[-1]))
        return heads[draft.stream][1]

    writer = Writer(append)
    publish(writer)
    told = tell_it(writer)
    folder.mkdir(parents=True)
    export = Export(folder, told)
    export.save(lines)
    (folder / "checkpoint").write_text(export.sign(), encoding="utf-8")
    books.write_books(folder)
    export.openings(writer.openings)
    return export, writer


def flipped(text: str) -> str:
    """Base64 of the same bytes with one bit changed."""
    data = bytearray(base64.b64decode(text))
    data[0] ^= 1
    return b64(bytes(data))
