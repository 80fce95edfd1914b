"""Actions that invite a person to an account."""

from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.models import Invitation, User
from accounts.vocabulary import Office
from casework import access
from casework.access import Actor, Given, appointing
from casework.queries.people.mail_links import open_invitation
from casework.vocabulary import BadShape, NotNow, NotSeen
from ledger.append import append
from ledger.clock import now


@transaction.atomic(durable=True)
def accept_invitation(*, by: Actor, invitation: UUID, key: str, email: str, password: str) -> User:
    """Set, once, the password of the invited person, who acts. Appends `invitation.accepted`.

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
    user, _ = User.objects.lock(found.user_id)
    user.set_password(password)
    user.save(update_fields=["password"])
    found.accepted_at = moment
    found.save(update_fields=["accepted_at"])
    append(access.entry_about(user, "invitation.accepted", by=user, role="person", moment=moment))
    return user


@transaction.atomic(durable=True)
def invite_again(*, by: Actor, user: User) -> None:
    """Mail a person a new link, valid for seven days; older links stop working.

    NotSeen unless an administrator acts; NotNow for somebody who has a password, or whose account is closed. Appends
    `person.invited`.
    """
    access.require_office(by, Office.ADMINISTRATOR)
    user, _ = User.objects.lock(user.pk)
    if not user.is_active:
        raise NotNow("This account is closed.")
    if user.has_usable_password():
        raise NotNow("This person has chosen a password already. If they lost it, they choose another at sign-in.")
    draft = appointing.invitation_draft(by.user, user, now())
    append(draft)


@transaction.atomic(durable=True)
def invite_person(*, by: Actor, email: str, name: str, given: Given | None = None) -> User:
    """Make an account and mail its person a link by which they choose a password; give an office too, or put it forward.

    NotSeen unless an administrator acts. BadShape for an address that belongs to somebody already. NotNow as in
    `appointing.put_forward_or_give`. Appends `person.invited`, and `office.given` or `office.proposed`.
    """
    access.require_office(by, Office.ADMINISTRATOR)
    moment = now()
    try:
        with transaction.atomic():
            user = User.objects.create_person(email=email, name=name)
    except IntegrityError:
        holder = User.objects.get(email=email.strip().lower())
        raise BadShape({"email": [f"This address belongs to {holder.name} already."]}) from None
    drafts = [appointing.invitation_draft(by.user, user, moment)]
    if given is not None:
        drafts.append(appointing.put_forward_or_give(by.user, user, given, moment))
    append(*drafts)
    return user
