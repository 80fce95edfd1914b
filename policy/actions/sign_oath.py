"""Records that a member signs the oath."""

from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from accounts.pseudonyms import pseudonym
from ledger.append import append
from policy.actions.record import lock_member, refuse_backdating
from policy.actions.signature import Signed, write_signature
from policy.models import Member, OathSignature

ON_PAPER = OathSignature.Method.PAPER


@transaction.atomic(durable=True)
def sign_oath(
    *,
    member: Member,
    by: User,
    method: OathSignature.Method,
    effective: date,
    at: datetime,
    signed: Signed | None = None,
) -> OathSignature:
    """Record the member's signature under the oath in force on `effective`; it counts from that day.

    Only the member can sign; on paper, an officer records it. A member with a passkey signs with it: `signed` is what it
    signed. NotAllowed if somebody else signs, if the day is before yesterday, if no oath is in force then, or if the passkey
    signed something else. Appends `oath.signed` to the member's stream.
    """
    member = lock_member(member)
    refuse_backdating(effective, at)
    signs_alone = method != ON_PAPER
    actor = pseudonym(by, member.pseudonym.hex) if signs_alone else pseudonym(by)
    signature, draft = write_signature(
        member=member,
        by=by,
        actor=actor,
        method=method,
        effective=effective,
        at=at,
        role="member" if signs_alone else "registrar",
        signed=signed,
    )
    append(draft)
    return signature
