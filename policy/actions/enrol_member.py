"""Somebody joins the Society."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import uuid4

from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.pseudonyms import pseudonym
from ledger.append import Draft, append
from policy.actions.refusals import NotAllowed
from policy.models import Member, Standing


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
    try:
        with transaction.atomic():
            member = Member.objects.create(
                number=number,
                name=name,
                given=given,
                family=family,
                place=place,
                employer=employer,
                chapter=chapter,
                committees=list(committees),
                user=user,
            )
    except IntegrityError:
        raise NotAllowed("This number, or this account, belongs to a member already.") from None
    kind = Standing.Kind.JOINED
    standing = Standing.objects.create(member=member, kind=kind, effective=joined, at=at, entry_id=uuid4())
    append(
        Draft(
            id=standing.entry_id,
            type="member.standing_recorded",
            stream=member.stream,
            actor=pseudonym(by),
            role="registrar",
            occurred=at,
            data={"standing": kind.value, "effective": joined.isoformat()},
        )
    )
    return member
