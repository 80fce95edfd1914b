"""What giving an office needs, whether one person is appointed or a whole list."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import uuid4

from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.offices import appoint, offices_of
from accounts.pseudonyms import pseudonym
from accounts.vocabulary import Office
from casework.vocabulary import NotNow
from ledger.append import Draft

MARGIN = timedelta(minutes=1)
"""A sweep that began before the appointment was committed has not seen it: only later ones count."""


@dataclass(frozen=True, kw_only=True)
class Given:
    """An office as it is given: from `since` to `until`, both days included; without `until` it has no end yet."""

    office: Office
    since: date
    until: date | None = None
    lay: bool = False
    alternate: bool = False
    order: int = 0


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A line of a list: who, by address and name, and the office. `row` is its number, for whoever wrote the list."""

    row: int
    email: str
    name: str
    given: Given


def give_office(by: User, user: User, given: Given, moment: datetime) -> Draft:
    """Write the appointment and return the entry that is still to be appended. It opens no case that was not swept since.

    NotNow for a day that is over, for an office held already, for an administrator who appoints themselves, and where one
    person would be administrator and hold another office: who keeps the house reads no case.
    """
    _refuse(by, user, given, moment.date())
    try:
        with transaction.atomic():
            appoint(
                user=user,
                office=given.office,
                since=given.since,
                until=given.until,
                lay=given.lay,
                alternate=given.alternate,
                order=given.order,
                compare_from=moment + MARGIN,
            )
    except IntegrityError:
        raise NotNow(
            "This person holds this office already, or it ends before it begins, or it is not one for lay people."
        ) from None
    return office_given(user, given, by=by, role=Office.ADMINISTRATOR.value, moment=moment)


def office_given(user: User, given: Given, *, by: User, role: str, moment: datetime) -> Draft:
    """Return the entry that says that somebody was given an office; the row in the table is to be what it says."""
    return Draft(
        id=uuid4(),
        type="office.given",
        stream="system",
        actor=pseudonym(by),
        role=role,
        occurred=moment,
        data={
            "person": str(pseudonym(user)),
            "office": given.office.value,
            "since": given.since.isoformat(),
            "until": given.until.isoformat() if given.until else None,
            "lay": given.lay,
            "alternate": given.alternate,
            "order": given.order,
        },
    )


def _refuse(by: User, user: User, given: Given, today: date) -> None:
    if given.since < today:
        raise NotNow("An office begins today or later: nobody held it on a day that is over.")
    if by.pk == user.pk:
        raise NotNow("Somebody else has to give you an office.")
    held = offices_of(user, given.since)
    if Office.ADMINISTRATOR in held or (given.office is Office.ADMINISTRATOR and held):
        raise NotNow("An administrator holds no other office: who keeps the house reads no case.")
