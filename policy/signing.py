"""What people sign, as canonical bytes that name the entry it makes, and the digest that is signed."""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.utils.crypto import salted_hmac

from ledger import canonical
from ledger.canonical import Json, JsonObject

OATH_PREFIX = b"ethics-oath/v1\x00"
STEP_PREFIX = b"ethics-step/v1\x00"
KEY_END_PREFIX = b"ethics-key/v1\x00"
EDITION_PREFIX = b"ethics-edition/v1\x00"
NONCE_PREFIX = b"ethics-nonce/v1\x00"
FRESH = frozenset({"sanction", "conditions"})
"""Clear fields with keys that are made when a step is recorded, so that nobody can sign them before."""


def oath_statement(
    *,
    log: str,
    member: UUID,
    oath: str,
    locale: str,
    oath_sha256: bytes,
    code_sha256: bytes,
    effective: date,
    supersedes: bytes | None,
    nonce: bytes,
) -> bytes:
    """Return the statement as canonical JSON (RFC 8785).

    `member` is the pseudonym, `oath` the edition's key, `supersedes` the digest of the member's last statement.
    ValueError unless the nonce has 16 bytes, so that nobody can guess a statement from its digest.
    """
    return _statement(
        "oath-statement",
        nonce,
        log=log,
        member=str(member),
        oath=oath,
        locale=locale,
        oath_sha256=_b64(oath_sha256),
        code_sha256=_b64(code_sha256),
        effective=effective.isoformat(),
        supersedes=None if supersedes is None else _b64(supersedes),
    )


def oath_digest(statement: bytes) -> bytes:
    """Return what is signed: SHA-256 of the prefix and the statement's bytes."""
    return hashlib.sha256(OATH_PREFIX + statement).digest()


def step_statement(
    *, log: str, case: UUID, step: str, person: UUID, makes: Sequence[JsonObject], proposal: bytes | None, nonce: bytes
) -> bytes:
    """Return what is signed of a step that decides, as canonical JSON (RFC 8785).

    `makes` has what `made_entry` returns for each entry of the step, in order; `proposal` is the leaf of the entry that the
    statement covers: the proposal of another person, or the round of a vote. The nonce is the secret behind the salts, so
    the statement has only its digest. ValueError unless the nonce has 16 bytes.
    """
    return _statement(
        "step-statement",
        nonce,
        log=log,
        case=str(case),
        step=step,
        person=str(person),
        makes=list(makes),
        proposal=None if proposal is None else _b64(proposal),
        nonce=_b64(hashlib.sha256(NONCE_PREFIX + nonce).digest()),
    )


def step_digest(statement: bytes) -> bytes:
    """Return what is signed: SHA-256 of the prefix and the statement's bytes."""
    return hashlib.sha256(STEP_PREFIX + statement).digest()


def key_end_digest(*, log: str, person: UUID, key: bytes, nonce: bytes) -> bytes:
    """Return what a passkey signs for its own end: the digest of a statement that names its holder and its entry's leaf."""
    statement: JsonObject = {
        "v": 1,
        "kind": "key-end-statement",
        "log": log,
        "person": str(person),
        "key": _b64(key),
        "nonce": _b64(nonce),
    }
    return hashlib.sha256(KEY_END_PREFIX + canonical.encode(statement)).digest()


def edition_digest(*, log: str, person: UUID, office: str, makes: Sequence[JsonObject], nonce: bytes) -> bytes:
    """Return what an officer signs to publish editions: the digest of a statement that names each of their entries.

    `makes` has the kind, name, SHA-256 and day of each edition, in order. ValueError unless the nonce has 16 bytes.
    """
    statement = _statement("edition-statement", nonce, log=log, person=str(person), office=office, makes=list(makes))
    return hashlib.sha256(EDITION_PREFIX + statement).digest()


def salt_of_field(nonce: bytes, place: int, field: str) -> bytes:
    """Return the salt of a sealed field in the entry at this place of a signed step; the installation's secret is in it.

    The salt is known before the entry is recorded, so that the person signs the commitment itself. It is stored with the
    sealed text: a change of the secret closes nothing. Neither the nonce nor the secret is enough to compute it, so voters
    cannot prove their votes to others.
    """
    return salted_hmac(f"salt of a signed field {place} {field}", nonce, algorithm="sha256").digest()


def id_of_entry(nonce: bytes, place: int, *, case: UUID, step: str, person: UUID, over: bytes | None) -> UUID:
    """Return the id of the entry at this place of a signed step: a commitment contains it, so the signature fixes it."""
    about = f"id of a signed entry {place} {case} {step} {person} {_b64(over or b'')}"
    return UUID(bytes=salted_hmac(about, nonce, algorithm="sha256").digest()[:16], version=4)


def made_entry(kind: str, data: Mapping[str, Json], commits: Mapping[str, bytes]) -> JsonObject:
    """Return how a statement names an entry: its type, its clear fields, and its commitment to each sealed field."""
    return {
        "type": kind,
        "data": {name: value for name, value in data.items() if name not in FRESH},
        "sealed": {name: _b64(commit) for name, commit in commits.items()},
    }


def _statement(kind: str, nonce: bytes, /, **fields: Json) -> bytes:
    if len(nonce) != 16:
        raise ValueError("the nonce of a statement has 16 bytes")
    return canonical.encode({"v": 1, "kind": kind, "nonce": _b64(nonce), **fields})


def _b64(value: bytes) -> str:
    return base64.b64encode(value).decode()
