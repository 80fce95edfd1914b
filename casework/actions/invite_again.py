"""A person who never chose a password is invited once more."""

from django.db import transaction

from accounts.models import User
from accounts.vocabulary import Office
from casework import access
from casework.access import Actor
from casework.vocabulary import NotNow
from ledger.append import append
from ledger.clock import now


@transaction.atomic(durable=True)
def invite_again(*, by: Actor, user: User) -> None:
    """Mail a person a new link, valid for seven days; an older one opens nothing from now on.

    NotSeen unless an administrator acts; NotNow for somebody who has a password, or whose account is closed. Appends
    `person.invited`.
    """
    access.require_office(by, Office.ADMINISTRATOR)
    user, _ = User.objects.locked(user.pk)
    if not user.is_active:
        raise NotNow("This account is closed.")
    if user.has_usable_password():
        raise NotNow("This person has chosen a password already. If they lost it, they choose another at sign-in.")
    draft = access.invited(by.user, user, now())
    append(draft)
