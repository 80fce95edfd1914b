"""Somebody who has no account yet is invited."""

from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.vocabulary import Office
from casework import access
from casework.access import Actor, Given
from casework.vocabulary import BadShape
from ledger.append import append
from ledger.clock import now


@transaction.atomic(durable=True)
def invite_person(*, by: Actor, email: str, name: str, given: Given | None = None) -> User:
    """Make an account and mail its person a link by which they choose a password; give an office too, or put it forward.

    NotSeen unless an administrator acts. BadShape for an address that belongs to somebody already. NotNow as in
    `access.put_forward_or_give`. Appends `person.invited`, and `office.given` or `office.proposed`.
    """
    access.require_office(by, Office.ADMINISTRATOR)
    moment = now()
    try:
        with transaction.atomic():
            user = User.objects.create_person(email=email, name=name)
    except IntegrityError:
        holder = User.objects.get(email=email.strip().lower())
        raise BadShape({"email": [f"This address belongs to {holder.name} already."]}) from None
    drafts = [access.invited(by.user, user, moment)]
    if given is not None:
        drafts.append(access.put_forward_or_give(by.user, user, given, moment))
    append(*drafts)
    return user
