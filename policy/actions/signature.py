"""Writes a signature as a row, and builds its entry: what signing and importing share."""

import secrets
from base64 import b64encode
from dataclasses import dataclass
from datetime import date, datetime
from itertools import batched
from uuid import UUID, uuid4

from accounts.models import User
from ledger import queries as ledger
from ledger.append import Draft
from ledger.canonical import Json, JsonObject, encode
from ledger.commitments import commitment
from policy.actions.record import next_position
from policy.actions.refusals import NotAllowed
from policy.models import Member, OathEdition, OathSignature, SigningKey
from policy.passkeys import NotSigned
from policy.queries import evidence_of, hand_of_member, key_counting, oath_in_force, statement_for
from policy.queries.oaths import last_signature
from policy.signing import oath_digest

PASSKEY, PAPER = OathSignature.Method.PASSKEY, OathSignature.Method.PAPER
LONGEST_WORD = 200
"""Characters of one word in the clear part of an entry."""


@dataclass(frozen=True, kw_only=True)
class Signed:
    """A passkey's signature: the nonce (16 bytes) of the statement that it signed, and the browser's answer as JSON."""

    nonce: bytes
    answer: str


def clear_evidence(key: SigningKey, digest: bytes, signed: Signed, **more: Json) -> list[Json]:
    """Return the signature of a key over a digest, the public key, and `more`, as words that stand in the clear.

    NotSigned where the answer is no such signature.
    """
    proof = evidence_of(key, digest, signed.answer)
    del proof["key_entry"]
    text = b64encode(encode({**proof, "nonce": b64encode(signed.nonce).decode(), **more})).decode()
    return ["".join(some) for some in batched(text, LONGEST_WORD)]


def write_signature(
    *,
    member: Member,
    by: User,
    actor: UUID,
    role: str,
    method: OathSignature.Method,
    effective: date,
    at: datetime,
    countersigned_by: User | None = None,
    signed: Signed | None = None,
) -> tuple[OathSignature, Draft]:
    """Write the row, and return it with the entry to append. NotAllowed as in `sign_oath`.

    The entry holds the editions by id, which pins their words, and commits to the digest of the statement.
    """
    imported = countersigned_by is not None
    _refuse_other_hands(member, by, method)
    oath, key = _oath_on(effective), _key_for(member, method, at)
    last = last_signature(member)
    statement = statement_for(member, oath, effective, signed.nonce if signed else secrets.token_bytes(16))
    digest = oath_digest(statement)
    proof = _proof(key, digest, signed)
    signature = OathSignature.objects.create(
        member=member,
        position=next_position(member),
        effective=effective,
        at=at,
        entry_id=uuid4(),
        oath=oath,
        code=oath.code,
        method=method,
        statement=statement,
        digest=digest,
        evidence=encode(proof) if proof else None,
        salt=secrets.token_bytes(32) if proof else None,
        imported=imported,
        countersigned_by=countersigned_by,
    )
    refs = [("supersedes", _leaf_of(last.entry_id))] if last else []
    draft = Draft(
        id=signature.entry_id,
        type="oath.imported" if imported else "oath.signed",
        stream=member.stream,
        actor=actor,
        role=role,
        occurred=at,
        data={
            "effective": effective.isoformat(),
            "method": method.value,
            "oath": str(oath.id),
            "code": str(oath.code_id),
        },
        commit={"statement": digest, **_commitment(signature, proof)},
        refs=[*refs, ("signing_key", _leaf_of(key.entry_id))] if key else refs,
    )
    return signature, draft


def _refuse_other_hands(member: Member, by: User, method: OathSignature.Method) -> None:
    if method != PAPER and member.user_id != by.id:
        raise NotAllowed("Only the member can sign the oath.")
    if method == PAPER and member.user_id == by.id:
        raise NotAllowed("Another officer has to record your own oath.")


def _key_for(member: Member, method: OathSignature.Method, at: datetime) -> SigningKey | None:
    """Return the key that must sign; None if the member has none that counts. NotAllowed if `method` does not fit."""
    key = key_counting(member.user, hand_of_member(member).person, at) if member.user else None
    if key is not None and method != PASSKEY:
        raise NotAllowed("This member signs with a passkey. Nothing else counts until the passkey is removed.")
    if key is None and method == PASSKEY:
        raise NotAllowed("There is no passkey of yours that signs now.")
    return key


def _proof(key: SigningKey | None, digest: bytes, signed: Signed | None) -> JsonObject | None:
    if key is None:
        return None
    try:
        return evidence_of(key, digest, signed.answer if signed else "")
    except NotSigned:
        raise NotAllowed(
            "Your passkey has not signed what stands here now. Nothing was kept. Read it again and sign again."
        ) from None


def _commitment(signature: OathSignature, proof: JsonObject | None) -> dict[str, bytes]:
    if proof is None or signature.salt is None:
        return {}
    salt = bytes(signature.salt)
    return {"evidence": commitment(salt=salt, entry_id=signature.entry_id, field="evidence", value=proof)}


def _oath_on(effective: date) -> OathEdition:
    try:
        return oath_in_force(effective)
    except OathEdition.DoesNotExist:
        raise NotAllowed(f"There was no oath to sign on {effective:%d %B %Y}.") from None


def _leaf_of(entry_id: UUID) -> bytes:
    return bytes(ledger.entry(entry_id).leaf)
