"""The records of which the test vectors are: keys, entries, trees and notes, all from one seed and none of them secret."""

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ledger import verify
from ledger.notes import Head, cosign, log_key, sign, witness_key
from ledger.tree import consistency_path, inclusion_path, root_of

ORIGIN, OTHER_ORIGIN, FORMER = "vectors.example/record", "elsewhere.example/record", "vectors.example/first"
BEGAN = 1_767_225_600
"""1 January 2026, POSIX seconds."""
type Body = dict[str, Any]


def seeded(label: str, size: int = 32) -> bytes:
    """Return bytes that only the label decides."""
    return hashlib.shake_256(f"oathbound test vectors: {label}".encode()).digest(size)


def key_of(label: str) -> Ed25519PrivateKey:
    """Return a key that signs vectors and nothing else."""
    return Ed25519PrivateKey.from_private_bytes(seeded(f"key {label}"))


def uuid_of(label: str) -> str:
    return str(UUID(bytes=seeded(f"id {label}", 16), version=4))


KEY, NEXT_KEY, STRANGER = key_of("log"), key_of("log, after the rotation"), key_of("stranger")
WITNESSES = {name: key_of(name) for name in ("one.witness.example", "two.witness.example", "three.witness.example")}
RSA_KEY = Path(__file__).with_name("passkey-for-tests-only.pem")


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


@dataclass
class Record:
    """A log of one origin: its entries, what opens their commitments, and its tree. `filler`: leaves of no entry, in front."""

    origin: str = ORIGIN
    filler: int = 0
    lines: list[bytes] = field(default_factory=list)
    openings: dict[int, list[Body]] = field(default_factory=dict)
    heads: dict[str, tuple[int, str]] = field(default_factory=dict)

    def write(
        self,
        kind: str,
        stream: str = "system",
        *,
        sealed: Mapping[str, Any] | None = None,
        commit: Mapping[str, bytes] | None = None,
        refs: Sequence[tuple[str, str]] = (),
        data: Mapping[str, Any] | None = None,
        **fields: Any,
    ) -> int:
        """Add an entry and return its index; `fields` stand in place of what is usual. `commit`: digests made elsewhere."""
        index = self.size
        label = f"{self.origin} {index}"
        seq, prev = self.heads.get(stream, (0, None))
        own = {"id": uuid_of(label), **fields}
        digests = {name: b64(digest) for name, digest in (commit or {}).items()}
        for name, value in (sealed or {}).items():
            salt = seeded(f"salt {label} {name}")
            made = verify.commitment(salt=salt, entry_id=own["id"], name=name[:255], value=value)
            digests[name] = b64(made)
            self.openings.setdefault(index, []).append({"field": name, "salt": b64(salt), "value": value})
        body: Body = {
            "v": 1, "log": self.origin, "type": kind, "stream": stream, "seq": seq + 1, "prev": prev,
            "at": f"2026-01-01T09:{index % 60:02}:00.000000Z", "occurred": None, "actor": uuid_of("actor"), "role": "clock",
            "refs": [{"rel": rel, "leaf": leaf} for rel, leaf in refs], "data": dict(data or {}), "commit": digests,
            "nonce": b64(seeded(f"nonce {label}", 16)), **own,
        }  # fmt: skip
        self.lines.append(verify.canonical(body))
        self.heads[stream] = (seq + 1, b64(verify.leaf_hash(self.lines[-1])))
        return index

    @property
    def size(self) -> int:
        return self.filler + len(self.lines)

    @cached_property
    def leaves(self) -> list[bytes]:
        """The leaves of the finished log."""
        return [*(seeded(f"leaf {at}") for at in range(self.filler)), *map(verify.leaf_hash, self.lines)]

    def line(self, index: int) -> bytes:
        return self.lines[index - self.filler]

    def body(self, index: int) -> Body:
        return dict(json.loads(self.line(index)))

    def leaf(self, index: int) -> str:
        return b64(verify.leaf_hash(self.line(index)))

    def root(self, size: int) -> bytes:
        return root_of(self.leaves[:size])

    def path(self, index: int, size: int) -> list[str]:
        """Return the inclusion path of an entry, in base64."""
        return [b64(step) for step in inclusion_path(index, size, self._node)]

    def proof(self, old: int, new: int) -> list[str]:
        """Return the consistency proof between two sizes, in base64."""
        return [b64(step) for step in consistency_path(old, new, self._node)]

    def _node(self, level: int, at: int) -> bytes:
        return root_of(self.leaves[at << level : (at + 1) << level])

    def head(self, size: int | None = None, origin: str | None = None) -> str:
        """Return the text of a checkpoint."""
        size = self.size if size is None else size
        return Head(origin or self.origin, size, self.root(size)).text


def signed(
    text: str, *keys: Ed25519PrivateKey, witnesses: Sequence[str] = (), name: str = "", time: int = BEGAN + 86_400
) -> str:
    """Return a note: this text with the signatures of these keys of the log, or else of the usual one, and of witnesses."""
    name = name or text.partition("\n")[0]
    lines = [str(sign(text, name=name, key=key)) for key in keys or (KEY,)]
    lines += [str(cosign(text, name=each, key=WITNESSES[each], time=time)) for each in witnesses]
    return note(text, *lines)


def note(text: str, *lines: str) -> str:
    return text + "\n" + "".join(f"{line}\n" for line in lines)


def ring(*keys: Body, origin: str = ORIGIN, **more: Any) -> Body:
    """Return a keyring that trusts these keys, or else the usual one, and two of the three witnesses."""
    return {
        "origin": origin,
        "log_keys": list(keys) or [vkey(KEY)],
        "witness_keys": [str(witness_key(name, WITNESSES[name])) for name in list(WITNESSES)[:2]],
        "tsa_roots": [],
        **more,
    }


def vkey(key: Ed25519PrivateKey, since: int = 0, until: int | None = None, name: str = ORIGIN) -> Body:
    return {"vkey": str(log_key(name, key)), "from": since, "to": until}


# --- passkeys and the oaths that they sign ----------------------------------------------------------------------------

PAGE, RP_ID = "https://vectors.example", "vectors.example"
OATH, CODE = b"the oath of the test vectors", b"the code of the test vectors"
type Private = Ed25519PrivateKey | ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


def _rsa() -> Private:
    key = serialization.load_pem_private_key(RSA_KEY.read_bytes(), None)
    assert isinstance(key, rsa.RSAPrivateKey)
    return key


def _curve(curve: ec.EllipticCurve) -> Private:
    return ec.derive_private_key(int.from_bytes(seeded(f"passkey {curve.name}")), curve)


DEVICES: Mapping[str, Private] = {
    "ed25519": key_of("passkey"),
    "p256": _curve(ec.SECP256R1()),
    "p384": _curve(ec.SECP384R1()),
    "p521": _curve(ec.SECP521R1()),
    "rsa": _rsa(),
}


def signature(device: Private, message: bytes) -> bytes:
    """Sign as this kind of passkey does; the same bytes each time."""
    if isinstance(device, Ed25519PrivateKey):
        return device.sign(message)
    if isinstance(device, rsa.RSAPrivateKey):
        return device.sign(message, padding.PKCS1v15(), hashes.SHA256())
    return device.sign(message, ec.ECDSA(hashes.SHA256(), deterministic_signing=True))


@dataclass(frozen=True)
class Holder:
    """Somebody with a passkey that is registered in the record: a member, or with the stream `system` an officer."""

    record: Record
    kind: str
    stream: str = ""
    kind_of_key: str = "signing_key.registered"

    def __post_init__(self) -> None:
        if not self.stream:
            object.__setattr__(self, "stream", f"member/{uuid_of(f'member {self.kind}')}")

    @cached_property
    def words(self) -> Body:
        """What the record seals of the key."""
        public = (
            DEVICES[self.kind]
            .public_key()
            .public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
        )
        return {"credential": b64(seeded(self.kind, 16)), "public_key": b64(public), "rp_id": RP_ID, "origin": PAGE}

    @cached_property
    def registered(self) -> int:
        """The entry that registers the key: it is written when it is first asked for."""
        data = {"counts_from": "2026-01-01T09:00:00.000000Z"}
        return self.record.write(self.kind_of_key, self.stream, sealed={"key": self.words}, data=data)

    def evidence(self, digest: bytes, *, flags: int = 5, page: str = PAGE, rp_id: str = RP_ID, **client: Any) -> Body:
        """Return the signature over a digest with all that proves it; the rest is what a forger would change."""
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        said = {"type": "webauthn.get", "challenge": challenge, "origin": page, "crossOrigin": False, **client}
        data = hashlib.sha256(rp_id.encode()).digest() + bytes([flags]) + bytes(4)
        plain = json.dumps(said, separators=(",", ":")).encode()
        value = signature(DEVICES[self.kind], data + hashlib.sha256(plain).digest())
        return {
            "authenticator_data": b64(data), "client_data": b64(plain), "signature": b64(value), "key": self.words,
            "key_salt": self.record.openings[self.registered][0]["salt"],
            "key_entry": self.record.line(self.registered).decode(),
        }  # fmt: skip

    def statement(self, **states: Any) -> Body:
        """Return the words of an oath from 1 January 2026 on."""
        return {
            "v": 1, "kind": "oath-statement", "log": self.record.origin, "member": self.stream.removeprefix("member/"),
            "oath": "oath", "locale": "en-GB", "oath_sha256": b64(hashlib.sha256(OATH).digest()),
            "code_sha256": b64(hashlib.sha256(CODE).digest()), "effective": "2026-01-01", "supersedes": None,
            "nonce": b64(seeded(f"oath {self.kind}", 16)), **states,
        }  # fmt: skip

    def oath(self, *, states: Mapping[str, Any] | None = None, evidence: Any = None, **how: Any) -> int:
        """Sign an oath; `states` and `evidence` are what a forger puts in place of the usual."""
        cited = [("signing_key", self.record.leaf(self.registered))]
        said = self.statement(**(states or {}))
        digest = oath_digest(said)
        editions = {
            name: verify.edition_id(hashlib.sha256(words).digest()) for name, words in (("oath", OATH), ("code", CODE))
        }
        index = self.record.write(
            "oath.signed", self.stream, refs=how.pop("refs", cited), commit={"statement": digest, **how.pop("commit", {})},
            sealed={"evidence": self.evidence(digest, **how) if evidence is None else evidence},
            data={"effective": "2026-01-01", "method": "passkey", **editions},
        )  # fmt: skip
        self.record.openings[index].append({"field": "statement", "salt": "", "value": said})
        return index

    def step_words(self, **states: Any) -> Body:
        """Return what is signed of a vote."""
        return {
            "v": 1, "kind": "step-statement", "log": self.record.origin, "case": uuid_of("case"), "step": "cast_vote",
            "person": uuid_of("actor"), "makes": [], "proposal": None, "nonce": b64(seeded(f"step {self.kind}")), **states,
        }  # fmt: skip

    def step(self, *, evidence: Any = None, **fields: Any) -> int:
        """Sign a vote; `evidence` and `fields` are what a forger puts in place of the usual."""
        cited = [("signing_key", self.record.leaf(self.registered))]
        said = self.step_words()
        proof = self.evidence(step_digest(said)) if evidence is None else evidence
        return self.record.write(
            "case.signature_given", f"case/{uuid_of('case')}", refs=cited, sealed={"statement": said, "evidence": proof},
            data={"of": uuid_of("vote"), "step": "cast_vote", "key": uuid_of("key")}, **fields,
        )  # fmt: skip


def step_digest(statement: Body) -> bytes:
    return hashlib.sha256(verify.STEP + verify.canonical(statement)).digest()


def oath_digest(statement: Body) -> bytes:
    return hashlib.sha256(verify.OATH + verify.canonical(statement)).digest()
