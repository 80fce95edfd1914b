"""A person is given an office of the Society."""

from django.db import transaction

from accounts.models import User
from accounts.vocabulary import Office
from casework import access
from casework.access import Actor, Given
from ledger.append import append
from ledger.clock import now


@transaction.atomic(durable=True)
def appoint_officer(*, by: Actor, user: User, given: Given) -> None:
    """Give a person an office. It opens no case before that case was compared with the person.

    NotSeen unless an administrator acts; NotNow as in `access.give_office`. Appends `office.given` to the system's stream.
    """
    access.require_office(by, Office.ADMINISTRATOR)
    append(access.give_office(by.user, user, given, now()))
