"""A person is given an office of the Society."""

from django.db import transaction

from accounts.models import User
from accounts.vocabulary import Office
from casework import access
from casework.access import Actor, Given
from ledger.append import append
from ledger.clock import now


@transaction.atomic(durable=True)
def appoint_officer(*, by: Actor, user: User, given: Given) -> bool:
    """Give a person an office, or put it forward; return whether it was given, or waits for a second person.

    It opens no case before that case was compared with the person. NotSeen unless an administrator acts; NotNow as in
    `access.put_forward_or_give`. Appends `office.given` or `office.proposed` to the system's stream.
    """
    access.require_office(by, Office.ADMINISTRATOR)
    draft = access.put_forward_or_give(by.user, user, given, now())
    append(draft)
    return draft.type == "office.given"
