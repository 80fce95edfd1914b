"""Registers the passkey with which a person signs."""

import secrets
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import IntegrityError, transaction

from accounts.mails import MailKind, write_mail
from accounts.models import User
from ledger.append import append
from ledger.canonical import Json
from ledger.entries import moment
from policy.actions.countersign_key import REGISTERED, key_draft, pack_key
from policy.actions.refusals import NotAllowed
from policy.actions.tell_signers import tell_signers
from policy.models import Pending, SigningKey
from policy.passkeys import NewKey, NotSigned, new_key, place
from policy.queries import Hand, had_key, key_of
from policy.queries.second_person import one_suffices, pending_key

SYSTEM = "system"
TAKEN = "This passkey signs already. Make a new one."
WAIT = timedelta(hours=72)


@transaction.atomic(durable=True)
def register_signing_key(*, hand: Hand, by: User, answer: str, challenge: bytes, at: datetime) -> SigningKey | Pending:
    """Store the key that a person's browser made, for the pseudonym of `hand`. Appends `signing_key.registered`.

    A member's first key counts at once. An officer's first key waits until a second person signs that it is theirs: then it
    appends `signing_key.proposed` instead. While one person alone suffices, it counts at once, and its entry says so. A key
    that replaces an earlier one counts after 72 hours, so that its holder, who gets a mail, can object.
    NotAllowed while another key signs or waits, for somebody else's hand, and for an answer that is not a new key.
    """
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    if hand.user != by:
        raise NotAllowed("Only you can make a passkey that signs for you.")
    if key_of(hand.person) is not None:
        raise NotAllowed("You have a passkey for signing. Take it away before you make another.")
    first = hand.stream == SYSTEM and not had_key(hand)
    if first and pending_key(by) is not None:
        raise NotAllowed("Your passkey waits for a second person. Take it back before you make another.")
    try:
        made = new_key(answer, challenge=challenge)
    except NotSigned:
        raise NotAllowed("Your browser made no passkey that can sign. Nothing was kept. Try again.") from None
    write_mail(by.pk, MailKind.SIGN_IN_CHANGED)
    if first and not one_suffices():
        return _put_forward(hand, _row(hand, made, at, at))
    key = _insert_key(_row(hand, made, at, at + WAIT if had_key(hand) else at))
    alone: dict[str, Json] = {"alone": True} if first else {}
    append(key_draft(hand, key, REGISTERED, {"counts_from": moment(key.counts_from), **alone}))
    return key


def _put_forward(hand: Hand, key: SigningKey) -> Pending:
    if SigningKey.objects.filter(credential=key.credential).exists():
        raise NotAllowed(TAKEN)
    waits = Pending.objects.create(
        entry_id=key.entry_id,
        kind=Pending.Kind.PASSKEY,
        about=hand.user,
        by=hand.user,
        at=key.at,
        kept=pack_key(key),
    )
    tell_signers(about=hand.user.pk, by=hand.user.pk, day=key.at.date())
    append(key_draft(hand, key, "signing_key.proposed", {}))
    return waits


def _row(hand: Hand, made: NewKey, at: datetime, counts_from: datetime) -> SigningKey:
    rp_id, origin = place()
    return SigningKey(
        user=hand.user,
        person=hand.person,
        stream=hand.stream,
        credential=made.credential,
        cose=made.cose,
        rp_id=rp_id,
        origin=origin,
        salt=secrets.token_bytes(32),
        at=at,
        counts_from=counts_from,
        entry_id=uuid4(),
    )


def _insert_key(key: SigningKey) -> SigningKey:
    try:
        with transaction.atomic():
            key.save(force_insert=True)
    except IntegrityError:
        raise NotAllowed(TAKEN) from None
    return key
