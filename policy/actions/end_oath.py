"""A member's oath ends."""

from datetime import date, datetime
from uuid import uuid4

from django.db import transaction

from accounts.models import User
from accounts.pseudonyms import pseudonym
from ledger.append import append
from policy.actions.oath_ending_rows import write_ending
from policy.actions.record import lock_member
from policy.models import Member, OathEnding


@transaction.atomic(durable=True)
def end_oath(*, member: Member, by: User, reason: OathEnding.Reason, effective: date, at: datetime) -> OathEnding:
    """End the member's oath from `effective` on. It binds for all that was done before.

    NotAllowed if the day lies more than one day back, so that nobody leaves before what they did; or if no signature is
    in force then. Appends `oath.ended`.
    """
    member = lock_member(member)
    ending, draft = write_ending(
        member=member, actor=pseudonym(by), reason=reason, effective=effective, at=at, entry_id=uuid4()
    )
    append(draft)
    return ending
