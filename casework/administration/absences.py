"""Actions that note an absence and end it."""

from datetime import date

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
    """Delete a person's absence. NotSeen unless an administrator acts; NotNow if there is none. Appends `person.returned`."""
    access.require_office(by, Office.ADMINISTRATOR)
    moment, role = now(), Office.ADMINISTRATOR.value
    deleted, _ = Absence.objects.filter(user=user).delete()
    if not deleted:
        raise NotNow("No absence of this person is noted.")
    append(access.entry_about(user, "person.returned", by=by.user, role=role, moment=moment))


@transaction.atomic(durable=True)
def note_absence(*, by: Actor, user: User, since: date, until: date) -> None:
    """Replace any earlier absence of a person by this one. New seats go to others first.

    NotSeen unless an administrator acts; NotNow for an absence that is over. Appends `person.absent`.
    """
    access.require_office(by, Office.ADMINISTRATOR)
    moment = now()
    if until < moment.date():
        raise NotNow("This absence is over: its last day has passed.")
    Absence.objects.update_or_create(user=user, defaults={"since": since, "until": until})
    data = {"since": since.isoformat(), "until": until.isoformat()}
    role = Office.ADMINISTRATOR.value
    append(access.entry_about(user, "person.absent", by=by.user, role=role, moment=moment, data=data))
