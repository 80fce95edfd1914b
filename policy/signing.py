"""The oath statement: exactly what a member signs, as canonical bytes, and the digest that is signed."""

import base64
import hashlib
from datetime import date
from uuid import UUID

from ledger import canonical

OATH_PREFIX = b"ethics-oath/v1\x00"
STEP_PREFIX = b"ethics-step/v1\x00"


def oath_statement(
    *,
    log: str,
    member: UUID,
    oath: str,
    locale: str,
    oath_sha256: bytes,
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
        effective=effective.isoformat(),
        supersedes=None if supersedes is None else _b64(supersedes),
    )


def oath_digest(statement: bytes) -> bytes:
    """Return what is signed: SHA-256 of the prefix and the statement's bytes."""
    return hashlib.sha256(OATH_PREFIX + statement).digest()


def step_statement(
    *, log: str, case: UUID, step: str, person: UUID, said: bytes, proposal: bytes | None, nonce: bytes
) -> bytes:
    """Return what is signed of a step that decides, as canonical JSON (RFC 8785).

    `said` is the SHA-256 of the input, empty without input; `proposal` is the leaf of the entry that it
    covers: the proposal of another person, or the round of a vote. ValueError unless the nonce has 16 bytes.
    """
    return _statement(
        "step-statement",
        nonce,
        log=log,
        case=str(case),
        step=step,
        person=str(person),
        said=_b64(said),
        proposal=None if proposal is None else _b64(proposal),
    )


def step_digest(statement: bytes) -> bytes:
    """Return what is signed: SHA-256 of the prefix and the statement's bytes."""
    return hashlib.sha256(STEP_PREFIX + statement).digest()


def _statement(kind: str, nonce: bytes, **fields: str | None) -> bytes:
    if len(nonce) != 16:
        raise ValueError("the nonce of a statement has 16 bytes")
    return canonical.encode({"v": 1, "kind": kind, "nonce": _b64(nonce), **fields})


def _b64(value: bytes) -> str:
    return base64.b64encode(value).decode()
