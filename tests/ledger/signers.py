"""People with passkeys in a story: their keys, oaths and signed votes as the system writes them, and as a forger would."""

import base64
import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from ledger import verify
from ledger.canonical import decode
from ledger.commitments import commitment
from ledger.entries import b64, moment
from policy.passkeys import creation_options, new_key, place, plain
from policy.signing import (
    key_end_digest,
    made_entry,
    oath_digest,
    oath_statement,
    salt_of_field,
    step_digest,
    step_statement,
)
from tests.ledger.books import CODE, OATH, edition_id
from tests.ledger.story import BEGAN, ORIGIN, Writer
from tests.passkeys import Passkey

BALLOT = str(uuid4())
VOTE = {"choice": "against", "reason": "On the papers."}
type Act = tuple[str, dict[str, Any], dict[str, Any]]
STANDARD = {"authenticatorData": "authenticator_data", "clientDataJSON": "client_data", "signature": "signature"}


def sha256(words: bytes) -> bytes:
    """The digest of an edition."""
    return hashlib.sha256(words).digest()


@dataclass
class Signer:
    """Somebody who signs with a passkey in one stream: a member's own, or the system's for an office."""

    writer: Writer
    stream: str = "system"
    person: UUID = field(default_factory=uuid4)
    device: Passkey = field(default_factory=Passkey)
    key: str = ""
    named: str = ""

    def register(self, *, wait: timedelta = timedelta(), **data: Any) -> str:
        """Make a key that counts after `wait`."""
        challenge = bytes(32)
        made = new_key(
            self.device.made(creation_options(holder=bytes(16), challenge=challenge, known=[])), challenge=challenge
        )
        rp_id, origin = place()
        self.words = {
            "credential": b64(made.credential), "public_key": b64(plain(made.cose)), "rp_id": rp_id, "origin": origin,
        }  # fmt: skip
        self.salt = secrets.token_bytes(32)
        counts = moment(BEGAN + self.writer.passed + wait)
        self.key = self.writer.write(
            "signing_key.registered", self.stream, sealed={"key": self.words}, salts={"key": self.salt},
            actor=self.person, counts_from=counts, **data,
        )  # fmt: skip
        self.writer.openings.pop()
        return self.key

    def appoint(self, office: str = "administrator", *, until: date | None = None, person: UUID | None = None) -> UUID:
        """Give an office to somebody new, or to `person`, from long ago on; return the holder."""
        holder, last = person or uuid4(), until.isoformat() if until else None
        self.writer.write("office.given", "system", person=str(holder), office=office, since="2020-01-01", until=last)
        return holder

    def end_by_two(self, first: UUID, second: UUID, *roles: str, **data: Any) -> str:
        """End the key by two officers, who are administrators if no other `roles` are given."""
        role, second_role = roles or ("administrator", "administrator")
        return self.end(actor=first, role=role, second=str(second), second_role=second_role, **data)

    def end(self, *, wait: timedelta = timedelta(hours=72), by: Passkey | None = None, **data: Any) -> str:
        """End the key after `wait`, signed by it or by the device `by`; with `data` about two officers instead."""
        counts = moment(BEGAN + self.writer.passed + wait + timedelta(seconds=1))
        device, said = by or self.device, dict[str, Any](data)
        if not said:
            leaf, nonce = verify.unb64(self.writer.leaves[self.key]), bytes(16)
            proof = self.evidence(key_end_digest(log=ORIGIN, person=self.person, key=leaf, nonce=nonce), device)
            del proof["key_entry"]
            text = b64(verify.canonical(proof | {"nonce": b64(nonce)}))
            said["evidence"] = [text[at : at + 200] for at in range(0, len(text), 200)]
        fields: dict[str, Any] = {"actor": self.person, "counts_from": counts, **said}
        return self.writer.write("signing_key.retired", self.stream, refs=self.cited, **fields)

    @property
    def cited(self) -> list[tuple[str, str]]:
        """How an entry cites the key."""
        return [("signing_key", self.writer.leaves[self.key])]

    def evidence(self, digest: bytes, device: Passkey | None = None) -> dict[str, Any]:
        """The key's signature over a digest, with all that proves it; `device` signs in its place."""
        parts = json.loads((device or self.device).signed(digest))["response"]
        return {STANDARD[name]: b64(base64.urlsafe_b64decode(text + "==")) for name, text in parts.items()} | {
            "key": self.words, "key_salt": b64(self.salt), "key_entry": self.writer.lines[self.key].decode(),
        }  # fmt: skip

    def oath(self, effective: date, *, stream: str = "", states: Mapping[str, Any] | None = None, **data: Any) -> str:
        """An oath from a day on, signed by the key; `states` and `data`: what the forger has signed, and what he records."""
        stream = stream or self.stream
        signed = oath_statement(
            log=ORIGIN, member=UUID(self.stream.removeprefix("member/")), oath="oath", locale="en-GB",
            oath_sha256=sha256(OATH), code_sha256=sha256(CODE), effective=effective, supersedes=None,
            nonce=secrets.token_bytes(16),
        )  # fmt: skip
        statement: dict[str, Any] = {**decode(signed), **(states or {})}  # type: ignore[dict-item]
        digest = oath_digest(verify.canonical(statement))
        given: dict[str, Any] = {
            "effective": effective.isoformat(), "method": "passkey", "oath": edition_id(OATH), "code": edition_id(CODE),
        }  # fmt: skip
        said = {name: value for name, value in (given | data).items() if value is not None}
        entry = self.writer.write(
            "oath.signed", stream, sealed={"evidence": self.evidence(digest)}, commit={"statement": digest},
            actor=self.person, refs=self.cited, **said,
        )  # fmt: skip
        self.writer.openings.append({"id": entry, "field": "statement", "salt": "", "value": statement})
        return entry

    def vote(self, case: str, over: str, *, recorded: Mapping[str, Any] | None = None, **how: Any) -> str:
        """A vote in the round of the entry `over`; what is recorded differs from what is signed as the forger wishes."""
        data = {"ballot": BALLOT, "option": "remove"}
        acts: list[Act] = [("case.vote_cast", data, {**VOTE, **more}) for more in ({}, recorded or {})]
        return self.step(case, "cast_vote", acts[:1], over=over, recorded=acts[1:], **how)

    def step(
        self,
        case: str,
        step: str,
        signed: Sequence[Act],
        *,
        over: str = "",
        recorded: Sequence[Act] | None = None,
        states: Mapping[str, Any] | None = None,
        given_in: str = "",
    ) -> str:
        """A step that makes the entries `signed`, where the forger does not record others or has other words signed."""
        nonce, acts = secrets.token_bytes(16), signed if recorded is None else recorded
        ids = [uuid4() for _ in range(max(len(signed), len(acts)))]
        words = step_statement(
            log=ORIGIN, case=UUID(case.removeprefix("case/")), step=step, person=self.person,
            makes=[
                made_entry(kind, data, _commits(nonce, at, ids[at], texts)) for at, (kind, data, texts) in enumerate(signed)
            ],
            proposal=verify.unb64(self.writer.leaves[over]) if over else None, nonce=nonce,
        )  # fmt: skip
        statement: dict[str, Any] = {**decode(words), **(states or {})}  # type: ignore[dict-item]
        proof = self.evidence(step_digest(verify.canonical(statement)))
        made = []
        for at, (kind, data, texts) in enumerate(acts):
            salts = {name: salt_of_field(nonce, at, name) for name in texts}
            made.append(
                self.writer.write(kind, case, sealed=texts, salts=salts, actor=self.person, entry_id=ids[at], **data)
            )
        self.writer.write(
            "case.signature_given", given_in or case, sealed={"statement": statement, "evidence": proof},
            actor=self.person, refs=self.cited, of=made[0], step=step, key=self.named or self.key,
        )  # fmt: skip
        return made[0]


def _commits(nonce: bytes, at: int, entry_id: UUID, texts: Mapping[str, Any]) -> dict[str, bytes]:
    return {
        name: commitment(salt=salt_of_field(nonce, at, name), entry_id=entry_id, field=name, value=text)
        for name, text in texts.items()
    }
