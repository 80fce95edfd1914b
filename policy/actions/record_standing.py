"""Records that a member's standing changes."""

from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from accounts.pseudonyms import pseudonym
from ledger.append import append
from policy.actions.member_rows import standing_draft, write_standing
from policy.actions.oath_ending_rows import write_endings
from policy.actions.record import REGISTRAR, lock_member, refuse_backdating
from policy.actions.refusals import NotAllowed
from policy.models import Member, Standing
from policy.queries import standing_on


@transaction.atomic(durable=True)
def record_standing(
    *, member: Member, by: User, kind: Standing.Kind, effective: date, at: datetime, role: str = REGISTRAR
) -> Standing:
    """Record the member's standing from `effective` on. The oath of a member who leaves ends that day.

    A member who comes back signs again. NotAllowed if the member has that standing already, if the day is before yesterday,
    or if the officer is the member. Appends `member.standing_recorded`, and `oath.ended` before it if an oath ends.
    """
    member = lock_member(member)
    refuse_backdating(effective, at)
    if member.user_id == by.pk:
        raise NotAllowed("Another officer has to record your own standing.")
    now = standing_on(member, effective)
    if now is not None and now.kind == kind:
        raise NotAllowed("The member's standing has not changed.")
    actor = pseudonym(by)
    ended = write_endings(member=member, kind=kind, actor=actor, role=role, effective=effective, at=at)
    standing = write_standing(member=member, kind=kind, effective=effective, at=at)
    append(*ended, standing_draft(standing, actor=actor, role=role))
    return standing
