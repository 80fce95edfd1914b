"""A person is away for some time."""

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
def note_absence(*, by: Actor, user: User, since: date, until: date) -> None:
    """Note from when until when a person is away, in place of any earlier absence: new seats go to others first.

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
