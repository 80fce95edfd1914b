"""A person who was away is back."""

from django.db import transaction

from accounts.models import Absence, User
from accounts.vocabulary import Office
from casework import access
from casework.access import Actor
from casework.vocabulary import NotNow
from ledger.append import append
from ledger.clock import now


@transaction.atomic(durable=True)
def end_absence(*, by: Actor, user: User) -> None:
    """Forget a person's absence. NotSeen unless an administrator acts; NotNow without one. Appends `person.returned`."""
    access.require_office(by, Office.ADMINISTRATOR)
    moment, role = now(), Office.ADMINISTRATOR.value
    deleted, _ = Absence.objects.filter(user=user).delete()
    if not deleted:
        raise NotNow("No absence of this person is noted.")
    append(access.entry_about(user, "person.returned", by=by.user, role=role, moment=moment))
