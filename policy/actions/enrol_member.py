"""Adds a new member to the register."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from ledger.append import append
from policy.actions.member_rows import Entrant, write_member
from policy.models import Member


@transaction.atomic(durable=True)
def enrol_member(*, by: User, entrant: Entrant, at: datetime) -> Member:
    """Add a new member. The Code binds them once they sign the oath.

    NotAllowed if the number is taken. Appends `member.standing_recorded`, without the name.
    """
    member, draft = write_member(entrant=entrant, by=by, at=at)
    append(draft)
    return member
