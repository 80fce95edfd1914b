"""Somebody joins the Society."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from ledger.append import append
from policy.actions.member_rows import Entrant, write_member
from policy.models import Member


@transaction.atomic(durable=True)
def enrol_member(
    *,
    by: User,
    number: str,
    name: str,
    joined: date,
    at: datetime,
    given: str = "",
    family: str = "",
    place: str = "",
    employer: str = "",
    chapter: str = "",
    committees: Sequence[str] = (),
    user: User | None = None,
) -> Member:
    """Enter a new member in the register, a member since `joined`. They are bound by nothing until they sign the oath.

    NotAllowed if the number is taken. Appends `member.standing_recorded`; no name stands in the record.
    """
    entrant = Entrant(
        number=number,
        name=name,
        joined=joined,
        given=given,
        family=family,
        place=place,
        employer=employer,
        chapter=chapter,
        committees=committees,
        user=user,
    )
    member, draft = write_member(entrant=entrant, by=by, at=at)
    append(draft)
    return member
