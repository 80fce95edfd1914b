"""A passkey stops signing: by its own signature, by two officers, or at once while it does not count yet."""

import secrets
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from accounts.mails import MailKind, write_mail
from accounts.models import User
from accounts.pseudonyms import pseudonym
from ledger import queries as ledger
from ledger.append import Draft, append
from ledger.canonical import Json
from ledger.entries import moment
from policy.actions.refusals import NotAllowed
from policy.actions.register_signing_key import WAIT
from policy.actions.signature import Signed, clear_evidence
from policy.models import SigningKey
from policy.passkeys import NotSigned
from policy.queries import Hand
from policy.queries.second_person import role_of_second, why_not_second
from policy.queries.signing_keys import end_digest


@transaction.atomic(durable=True)
def retire_signing_key(*, hand: Hand, by: User, at: datetime, signed: Signed | None = None) -> SigningKey:
    """End the key that signs for `hand`, 72 hours from now. What it signed stays signed. Appends `signing_key.retired`.

    The key signs its own end (`end_digest`); one that does not count yet is taken away at once, without. The holder gets a
    mail. NotAllowed for somebody else's hand, where no key signs, or where the key has not signed this.
    """
    if hand.user != by:
        raise NotAllowed("Only you can take away a passkey that signs for you.")
    key = _lock_key(hand.user, hand.person)
    if key.counts_from > at:
        return _end(key, at=at, ends=at, actor=hand.person, role=hand.role, data={})
    return _end(
        key, at=at, ends=at + WAIT, actor=hand.person, role=hand.role, data={"evidence": _evidence(key, signed)}
    )


@transaction.atomic(durable=True)
def end_lost_key(*, key: UUID, by: User, second: User, at: datetime) -> SigningKey:
    """End a key whose device is lost, by two officers, 72 hours from now.

    Appends `signing_key.retired`, with both people and the office of each.

    One that does not count yet ends at once. NotAllowed unless each of them may sign what the other puts forward about its
    holder.
    """
    found = SigningKey.objects.get(pk=key)
    locked = _lock_key(found.user, found.person)
    for one, other in ((by, second), (second, by)):
        if refused := why_not_second(one, about=found.user_id, by=other.pk, day=at.date()):
            raise NotAllowed(refused)
    role = role_of_second(by, at.date())
    data: dict[str, Json] = {"second": str(pseudonym(second)), "second_role": role_of_second(second, at.date())}
    ends = at if locked.counts_from > at else at + WAIT
    return _end(locked, at=at, ends=ends, actor=pseudonym(by), role=role, data=data)


def _lock_key(user: User, person: UUID) -> SigningKey:
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    key = SigningKey.objects.filter(person=person, retired_at__isnull=True).first()
    if key is None:
        raise NotAllowed("You have no passkey for signing.")
    return key


def _evidence(key: SigningKey, signed: Signed | None) -> list[Json]:
    """Return the signature of a key under its own end, as words that stand in the clear."""
    nonce = signed.nonce if signed else secrets.token_bytes(16)
    try:
        return clear_evidence(key, end_digest(key, nonce), Signed(nonce=nonce, answer=signed.answer if signed else ""))
    except NotSigned:
        raise NotAllowed("Your passkey has not signed that it ends. Nothing was changed. Sign again.") from None


def _end(key: SigningKey, *, at: datetime, ends: datetime, actor: UUID, role: str, data: dict[str, Json]) -> SigningKey:
    key.retired_at = ends
    key.save(update_fields=["retired_at"])
    write_mail(key.user_id, MailKind.SIGN_IN_CHANGED)
    append(
        Draft(
            id=uuid4(),
            type="signing_key.retired",
            stream=key.stream,
            actor=actor,
            role=role,
            occurred=at,
            data={"counts_from": moment(ends), **data},
            refs=[("signing_key", bytes(ledger.entry(key.entry_id).leaf))],
        )
    )
    return key
