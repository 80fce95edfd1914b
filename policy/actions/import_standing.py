"""Two officers enter a standing of a member from before the register was kept here."""

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from accounts.pseudonyms import pseudonym
from ledger.append import append
from policy.actions.member_rows import standing_draft, write_standing
from policy.actions.oath_ending_rows import write_endings
from policy.actions.record import REGISTRAR, lock_member, refuse_import
from policy.actions.refusals import NotAllowed
from policy.models import Member, Standing


@transaction.atomic(durable=True)
def import_standing(
    *, member: Member, by: User, second: User, kind: Standing.Kind, effective: date, at: datetime
) -> Standing:
    """Record a past standing: one officer enters it, a second one countersigns. It ends the oath of a member who left.

    NotAllowed if the officers are one person, if either is the member, if the day lies in the future, or if the member has
    signed here already: nothing may precede that signature. Appends `member.standing_recorded`, and `oath.ended` before it
    if an oath ends.
    """
    member = lock_member(member)
    refuse_import(member, by=by, second=second, own="standing")
    if effective > at.date():
        raise NotAllowed("The day of a past standing cannot lie in the future.")
    actor, countersigner = pseudonym(by), pseudonym(second)
    ended = write_endings(member=member, kind=kind, actor=actor, effective=effective, at=at, second=countersigner)
    standing = write_standing(member=member, kind=kind, effective=effective, at=at)
    draft = standing_draft(standing, actor=actor, role=REGISTRAR)
    append(*ended, replace(draft, data={**draft.data, "second": str(countersigner)}))
    return standing
