"""A passkey stops signing."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from accounts.mails import MailKind, write_mail
from accounts.models import User
from ledger import queries as ledger
from ledger.append import Draft, append
from policy.actions.refusals import NotAllowed
from policy.models import SigningKey
from policy.queries import Hand


@transaction.atomic(durable=True)
def retire_signing_key(*, hand: Hand, by: User, at: datetime) -> SigningKey:
    """Take away the key that signs for `hand`. What it signed stays signed. Appends `signing_key.retired`.

    The holder gets a mail. NotAllowed for somebody else's hand, or where no key signs.
    """
    if hand.user != by:
        raise NotAllowed("Only you can take away a passkey that signs for you.")
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    key = SigningKey.objects.filter(person=hand.person, retired_at__isnull=True).first()
    if key is None:
        raise NotAllowed("You have no passkey for signing.")
    key.retired_at = at
    key.save(update_fields=["retired_at"])
    write_mail(by.pk, MailKind.SIGN_IN_CHANGED)
    append(
        Draft(
            id=uuid4(),
            type="signing_key.retired",
            stream=hand.stream,
            actor=hand.person,
            role=hand.role,
            occurred=at,
            refs=[("signing_key", bytes(ledger.entry(key.entry_id).leaf))],
        )
    )
    return key
