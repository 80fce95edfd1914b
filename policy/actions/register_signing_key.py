"""Somebody makes a passkey that signs for them."""

import secrets
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import IntegrityError, transaction

from accounts.models import User
from ledger.append import Draft, append
from ledger.commitments import commitment
from ledger.entries import moment
from policy.actions.refusals import NotAllowed
from policy.models import SigningKey
from policy.passkeys import NotSigned, new_key, place
from policy.queries import Hand, had_key, key_of

WAIT = timedelta(hours=72)


@transaction.atomic(durable=True)
def register_signing_key(*, hand: Hand, by: User, answer: str, challenge: bytes, at: datetime) -> SigningKey:
    """Keep the key that a person's browser made, for the pseudonym of `hand`. Appends `signing_key.registered`.

    The first counts at once. One that takes the place of another counts 72 hours later, so that its holder, who is told,
    can object. NotAllowed while another signs, for somebody else's hand, or for an answer that is not a new key.
    """
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    if hand.user != by:
        raise NotAllowed("Only you can make a passkey that signs for you.")
    if key_of(hand.person) is not None:
        raise NotAllowed("You have a passkey for signing. Take it away before you make another.")
    try:
        made = new_key(answer, challenge=challenge)
    except NotSigned:
        raise NotAllowed("Your browser made no passkey that can sign. Nothing was kept. Try again.") from None
    key = _kept(hand, made.credential, made.cose, at, at + WAIT if had_key(hand) else at)
    append(_draft(hand, key))
    return key


def _kept(hand: Hand, credential: bytes, cose: bytes, at: datetime, counts_from: datetime) -> SigningKey:
    rp_id, origin = place()
    try:
        with transaction.atomic():
            return SigningKey.objects.create(
                user=hand.user,
                person=hand.person,
                stream=hand.stream,
                credential=credential,
                cose=cose,
                rp_id=rp_id,
                origin=origin,
                salt=secrets.token_bytes(32),
                at=at,
                counts_from=counts_from,
                entry_id=uuid4(),
            )
    except IntegrityError:
        raise NotAllowed("This passkey signs already. Make a new one.") from None


def _draft(hand: Hand, key: SigningKey) -> Draft:
    digest = commitment(salt=bytes(key.salt), entry_id=key.entry_id, field="key", value=key.json)
    return Draft(
        id=key.entry_id,
        type="signing_key.registered",
        stream=hand.stream,
        actor=hand.person,
        role=hand.role,
        occurred=key.at,
        data={"counts_from": moment(key.counts_from)},
        commit={"key": digest},
    )
