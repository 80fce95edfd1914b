"""A signature as a row and as an entry of the record: what signing and importing share."""

import secrets
from datetime import date, datetime
from uuid import UUID, uuid4

from django.conf import settings

from accounts.models import User
from ledger import queries as ledger
from ledger.append import Draft
from policy.actions.record import next_position
from policy.actions.refusals import NotAllowed
from policy.models import Member, OathEdition, OathSignature
from policy.queries import oath_in_force
from policy.signing import oath_digest, oath_statement


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
) -> tuple[OathSignature, Draft]:
    """Write the row, and return it with the entry that is still to be appended. NotAllowed as in `sign_oath`.

    The entry holds the editions by id, which pin their words, and the digest of the statement as its commitment.
    """
    imported = countersigned_by is not None
    if method != OathSignature.Method.PAPER and member.user_id != by.id:
        raise NotAllowed("Only the member can sign the oath.")
    if method == OathSignature.Method.PAPER and member.user_id == by.id:
        raise NotAllowed("Another officer has to record your own oath.")
    oath = _oath_on(effective)
    last = OathSignature.objects.filter(member=member).order_by("position").last()
    statement = oath_statement(
        log=settings.LOG_ORIGIN,
        member=member.pseudonym,
        oath=oath.key,
        locale=oath.locale,
        oath_sha256=bytes(oath.digest),
        effective=effective,
        supersedes=bytes(last.digest) if last else None,
        nonce=secrets.token_bytes(16),
    )
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
        digest=oath_digest(statement),
        imported=imported,
        countersigned_by=countersigned_by,
    )
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
        commit={"statement": oath_digest(statement)},
        refs=[("supersedes", _leaf_of(member, last))] if last else [],
    )
    return signature, draft


def _oath_on(effective: date) -> OathEdition:
    try:
        return oath_in_force(effective)
    except OathEdition.DoesNotExist:
        raise NotAllowed(f"There was no oath to sign on {effective:%d %B %Y}.") from None


def _leaf_of(member: Member, signature: OathSignature) -> bytes:
    return next(bytes(entry.leaf) for entry in ledger.stream(member.stream) if entry.id == signature.entry_id)
