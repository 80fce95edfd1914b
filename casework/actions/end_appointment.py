"""A person's office ends."""

from datetime import date

from django.db import transaction

from accounts.mails import MailKind, write_mail
from accounts.models import User
from accounts.offices import end_office
from accounts.vocabulary import Office
from casework import access
from casework.access import Actor
from casework.vocabulary import NotNow
from ledger.append import append
from ledger.clock import now


@transaction.atomic(durable=True)
def end_appointment(*, by: Actor, user: User, office: Office, until: date) -> None:
    """Let an office end with the day `until`, today at the earliest. Seats that were taken in cases stay until replaced.

    NotSeen unless an administrator acts; NotNow for a day that is over, for their own office, and where it is not held.
    The person is told by mail. Appends `office.ended` to the stream of the system.
    """
    access.require_office(by, Office.ADMINISTRATOR)
    moment = now()
    if until < moment.date():
        raise NotNow("An office ends today or later: what was done in it stands.")
    if by.user.pk == user.pk:
        raise NotNow("Somebody else has to end your office.")
    if not end_office(user=user, office=office, until=until):
        raise NotNow("This person does not hold this office on that day, or it ends then already.")
    write_mail(user.pk, MailKind.OFFICE_ENDED)
    append(access.office_ended(by.user, user, office, until, moment))
