"""A record that a forger rewrites: with the log's key, and with the passkeys of everybody in it.

`History.write` makes every commitment, link, citation and signature right again, so that only the meaning can be wrong.
"""

import base64
import json
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from ledger import verify
from ledger.commitments import leaf_hash
from ledger.entries import b64
from policy.signing import key_end_digest, oath_digest
from tests.ledger.signers import Act, Signer
from tests.ledger.story import CODE, TODAY, Export, Told, Writer, edition_id, pure_export
from tests.passkeys import Passkey

HOUR = timedelta(hours=1)
CHUNK = 200
type Opening = dict[str, Any]
type Body = dict[str, Any]


@dataclass
class Keyed(Signer):
    """Somebody whose devices are remembered by public key, and whose next oath may take the place of an earlier one."""

    devices: dict[str, Passkey] = field(default_factory=dict)
    also: list[tuple[str, str]] = field(default_factory=list)

    def register(self, *, wait: timedelta = timedelta(), **data: Any) -> str:
        """Make a key that counts after `wait`."""
        made = super().register(wait=wait, **data)
        self.devices[self.words["public_key"]] = self.device
        return made

    @property
    def cited(self) -> list[tuple[str, str]]:
        """How an entry cites the key, and the oath before."""
        return [*super().cited, *self.also]


def tell(writer: Writer, devices: dict[str, Passkey]) -> Told:
    """Two members, three people in office and two cases, with every kind of statement; a key that is replaced."""
    cases = [f"case/{uuid4()}" for _ in range(2)]
    mia = Keyed(writer, f"member/{uuid4()}", devices=devices)
    officers = [Keyed(writer, devices=devices) for _ in range(3)]
    writer.write("system.tick", "system")
    mia.register()
    first = mia.oath(TODAY)
    before = next(one["value"] for one in writer.openings if (one["id"], one["field"]) == (first, "statement"))
    mia.also = [("supersedes", writer.leaves[first])]
    oath = writer.leaves[mia.oath(TODAY, states={"supersedes": b64(oath_digest(verify.canonical(before)))})]
    other = writer.leaves[writer.oath(f"member/{uuid4()}", TODAY)]
    for one in officers:
        one.register()
    report = writer.write("report.received", cases[0], sealed={"narrative": "What I saw.", "reference": "R-2345"})
    charged = []
    for case, leaf in zip(cases, (oath, other), strict=True):
        writer.write("case.acknowledged", case, to="screening")
        charged.append([writer.charge(case, leaf, TODAY, TODAY)[1] for _ in range(2)])
        oaths = {key: [leaf] for key in charged[-1]}
        writer.write("case.opened", case, sealed={"oaths": oaths}, to="investigation")
    _find(officers, cases[0], charged[0])
    writer.write("sanction.imposed", cases[0], findings=[charged[0][0]], sanction=str(uuid4()))
    for case in cases:
        opened = writer.write("case.ballot_opened", case)
        for one in officers[:2]:
            one.vote(case, opened)
        officers[0].vote(case, writer.write("case.ballot_opened", case))
    officers[2].end()
    writer.passed += 80 * HOUR
    officers[2].device = Passkey()
    officers[2].register(wait=72 * HOUR)
    writer.passed += 80 * HOUR
    officers[2].vote(cases[1], writer.write("case.ballot_opened", cases[1]))
    return Told(mia.stream, cases[0], cases[1], report)


def _find(panel: Sequence[Signer], case: str, keys: Sequence[str]) -> None:
    """One puts findings forward, two sign; the sanction is recommended by two as well."""
    words = {"commitment": 1, "edition": edition_id(CODE), "proven": True}
    made: list[Act] = [("case.findings_recorded", {"proven": len(keys)}, {"dissent": None})]
    made += [("finding.made", {"allegation": key, **words}, {"facts": f"So it was. {key}"}) for key in keys]
    _together(panel, case, "record_findings", made)
    _together(
        panel, case, "recommend_sanction", [("case.sanction_recommended", {"level": 4}, {"reasons": "So it is."})]
    )


def _together(panel: Sequence[Signer], case: str, step: str, made: Sequence[Act]) -> None:
    first, second, third = panel
    over = first.step(case, step, [("case.step_proposed", {"step": step}, {"input": {"reasons": ["So it is."]}})])
    second.step(case, step, [("case.step_signed", {"proposal": over, "step": step}, {})], over=over)
    third.step(case, step, made, over=over)


@dataclass
class Line:
    """An entry as it is to be written: its fields, its leaf and its bytes in the true record."""

    body: Body
    leaf: str
    text: str


@dataclass
class History:
    """Entries in order, and what opens their fields, by id and field. Evidence of the entries in `stale` stays as it is."""

    lines: list[Line]
    openings: dict[tuple[str, str], Opening]
    devices: Mapping[str, Passkey]
    stale: set[str] = field(default_factory=set)

    @classmethod
    def told(cls, folder: Path) -> tuple["History", Export]:
        """The story, and the export that it is written to."""
        devices: dict[str, Passkey] = {}
        export, writer = pure_export(folder, lambda writer: tell(writer, devices))
        lines = [Line(verify.from_canonical(line), b64(leaf_hash(line)), line.decode()) for line in export.lines()]
        return cls(lines, {(one["id"], one["field"]): dict(one) for one in writer.openings}, devices), export

    @classmethod
    def read(cls, export: Export, devices: Mapping[str, Passkey]) -> "History":
        """The history that an export holds."""
        lines = [Line(verify.from_canonical(line), b64(leaf_hash(line)), line.decode()) for line in export.lines()]
        files = [export.folder / name for name in ("openings.jsonl", "signatures.jsonl")]
        opened = [verify.from_canonical(line) for path in files for line in path.read_bytes().splitlines()]
        return cls(lines, {(one["id"], one["field"]): one for one in opened}, devices)

    def copy(self) -> "History":
        """Another to spoil."""
        lines = [Line(deepcopy(one.body), one.leaf, one.text) for one in self.lines]
        return History(lines, deepcopy(self.openings), self.devices, set(self.stale))

    def line(self, entry: str) -> Line:
        """The entry with this id."""
        return next(one for one in self.lines if one.body["id"] == entry)

    def opened(self, entry: str) -> dict[str, Opening]:
        """What opens an entry, by field."""
        return {name: one for (key, name), one in self.openings.items() if key == entry}

    def write(self, export: Export) -> None:
        """Write the files of an export, with everything right that can be computed; the log's key signs."""
        bodies, openings = self.made()
        export.save([verify.canonical(body) for body in bodies])
        oaths = {body.get("id") for body in bodies if str(body.get("type")).startswith("oath.")}
        for name, signed in (("openings.jsonl", False), ("signatures.jsonl", True)):
            lines = [verify.canonical(one) + b"\n" for one in openings if (one["id"] in oaths) == signed]
            (export.folder / name).write_bytes(b"".join(lines))
        (export.folder / "checkpoint").write_text(export.sign(), encoding="utf-8")

    def made(self) -> tuple[list[Body], list[Opening]]:
        """Return entries and openings, with their commitments, links, citations and signatures made again."""
        moved: dict[str, str] = {}
        heads: dict[str, tuple[int, str]] = {}
        bodies: list[Body] = []
        openings: list[Opening] = []
        for line in self.lines:
            body = _moved(line.body, moved)
            if not isinstance(body["data"], dict) or not isinstance(body["commit"], dict):
                body |= {"seq": 1, "prev": None}
                bodies.append(body)
                continue
            opened = {name: _moved(one, moved) for name, one in self.opened(line.body["id"]).items()}
            self._commit(body, opened, moved)
            seq, prev = heads.get(str(body["stream"]), (0, None))
            body |= {"seq": seq + 1, "prev": prev}
            text = verify.canonical(body)
            leaf = b64(leaf_hash(text))
            heads[str(body["stream"])] = (seq + 1, leaf)
            moved |= {line.leaf: leaf, line.text: text.decode()}
            bodies.append(body)
            openings += opened.values()
        return bodies, openings

    def _commit(self, body: Body, opened: Mapping[str, Opening], moved: dict[str, str]) -> None:
        if "evidence" in body["data"]:
            body["data"]["evidence"] = self._end(body, body["data"]["evidence"])
        for name in sorted(opened, key=lambda name: name == "evidence"):
            one, of_oath = opened[name], str(body["type"]).startswith("oath.") and name == "statement"
            if name == "evidence" and "statement" in opened and body["id"] not in self.stale:
                prefix = verify.OATH if "oath" in str(body["type"]) else verify.STEP
                digest = sha256(prefix + verify.canonical(opened["statement"]["value"])).digest()
                one["value"] = self._signed(one["value"], digest)
            before = body["commit"].get(name)
            if of_oath:
                digest = sha256(verify.OATH + verify.canonical(one["value"])).digest()
            else:
                salt = verify.unb64(one["salt"])
                digest = verify.commitment(salt=salt, entry_id=body["id"], name=name, value=one["value"])
            if before is not None:
                body["commit"][name] = b64(digest)
            if of_oath and isinstance(before, str):
                moved[before] = b64(digest)

    def _signed(self, proof: Any, digest: bytes) -> Any:
        """Return the evidence as its device gives it for this digest, if it is evidence at all."""
        try:
            client = json.loads(verify.unb64(proof["client_data"]))
            client["challenge"] = base64.urlsafe_b64encode(digest).decode().rstrip("=")
            text, data = json.dumps(client).encode(), verify.unb64(proof["authenticator_data"])
            device = self.devices[proof["key"]["public_key"]]
        except (ValueError, LookupError, TypeError):
            return proof
        signature = device.key.sign(data + sha256(text).digest(), ec.ECDSA(hashes.SHA256()))
        return {**proof, "client_data": b64(text), "signature": b64(signature)}

    def _end(self, body: Body, chunks: Sequence[str]) -> Sequence[str]:
        """Return the evidence of a key's own end, signed for the leaf that the key has now."""
        try:
            proof = verify.from_canonical(verify.unb64("".join(chunks)))
            key = next(ref["leaf"] for ref in body["refs"] if ref["rel"] == "signing_key")
            leaf, nonce = verify.unb64(key), verify.unb64(proof["nonce"])
            digest = key_end_digest(log=body["log"], person=UUID(body["actor"]), key=leaf, nonce=nonce)
        except (ValueError, LookupError, TypeError, AttributeError, StopIteration):
            return chunks
        text = b64(verify.canonical(self._signed(proof, digest)))
        return [text[at : at + CHUNK] for at in range(0, len(text), CHUNK)]


def _moved(value: Any, moved: Mapping[str, str]) -> Any:
    """Return a copy of a value in which each leaf and each entry is the one that it has become."""
    if isinstance(value, str):
        return moved.get(value, value)
    if isinstance(value, list):
        return [_moved(one, moved) for one in value]
    if isinstance(value, dict):
        return {name: _moved(one, moved) for name, one in value.items()}
    return value
