"""An invited person chooses a password."""

from uuid import UUID

from django.db import transaction

from accounts.models import Invitation, User
from casework import access
from casework.access import Actor
from casework.queries.open_invitation import open_invitation
from casework.vocabulary import BadShape, NotSeen
from ledger.append import append
from ledger.clock import now


@transaction.atomic(durable=True)
def accept_invitation(*, by: Actor, invitation: UUID, key: str, email: str, password: str) -> User:
    """Give the invited person, who acts, their password, once. Appends `invitation.accepted`.

    NotSeen for anybody else. NotSeen and NotNow as `open_invitation`; BadShape for another address than the one to which
    the invitation was sent.
    """
    Invitation.objects.select_for_update().filter(pk=invitation).first()
    found, moment = open_invitation(invitation, key), now()
    if by.user.pk != found.user_id:
        raise NotSeen
    if email.strip().lower() != found.user.email:
        raise BadShape(
            {"email": ["This invitation was sent to another address. Type the address at which you got it."]}
        )
    user, _ = User.objects.locked(found.user_id)
    user.set_password(password)
    user.save(update_fields=["password"])
    found.accepted_at = moment
    found.save(update_fields=["accepted_at"])
    append(access.entry_about(user, "invitation.accepted", by=user, role="person", moment=moment))
    return user
