"""A person's office ends."""

from datetime import date
from uuid import uuid4

from django.db import transaction

from accounts.models import User
from accounts.offices import end_office
from accounts.pseudonyms import pseudonym
from accounts.vocabulary import Office
from casework import access
from casework.access import Actor
from casework.vocabulary import NotNow
from ledger.append import Draft, append
from ledger.clock import now


@transaction.atomic(durable=True)
def end_appointment(*, by: Actor, user: User, office: Office, until: date) -> None:
    """Let an office end with the day `until`, today at the earliest. Seats that were taken in cases stay until replaced.

    NotSeen unless an administrator acts; NotNow for a day that is over, for their own office, and where it is not held.
    Appends `office.ended` to the stream of the system.
    """
    access.require_office(by, Office.ADMINISTRATOR)
    moment = now()
    if until < moment.date():
        raise NotNow("An office ends today or later: what was done in it stands.")
    if by.user.pk == user.pk:
        raise NotNow("Somebody else has to end your office.")
    if not end_office(user=user, office=office, until=until):
        raise NotNow("This person does not hold this office without an end.")
    append(
        Draft(
            id=uuid4(),
            type="office.ended",
            stream="system",
            actor=pseudonym(by.user),
            role=Office.ADMINISTRATOR.value,
            occurred=moment,
            data={"person": str(pseudonym(user)), "office": office.value, "until": until.isoformat()},
        )
    )
