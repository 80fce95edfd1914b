"""Two officers enter what became of a member before the register was kept here."""

from datetime import date, datetime
from uuid import uuid4

from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.pseudonyms import pseudonym
from ledger.append import Draft, append
from policy.actions.oath_ending_rows import write_ending
from policy.actions.record import lock_member
from policy.actions.refusals import NotAllowed
from policy.models import Member, OathEnding, OathSignature, Standing
from policy.queries import signature_in_force


@transaction.atomic(durable=True)
def import_standing(
    *, member: Member, by: User, second: User, kind: Standing.Kind, effective: date, at: datetime
) -> Standing:
    """Record a standing of the past, entered by one officer and countersigned by a second. Who left is bound until then.

    NotAllowed unless the officers are two people, neither of them the member, the day is not to come, and the member has
    not signed here yet: once somebody has, nothing may be put before it. Appends `member.standing_recorded`, and
    `oath.ended` before it where an oath was in force.
    """
    member = lock_member(member)
    if by.id == second.id:
        raise NotAllowed("A second officer has to countersign this.")
    if member.user_id in (by.id, second.id):
        raise NotAllowed("Another officer has to record your own standing.")
    if effective > at.date():
        raise NotAllowed("What is entered later cannot begin in the future.")
    if OathSignature.objects.filter(member=member, imported=False).exists():
        raise NotAllowed("This member has signed here already. Nothing can be entered before that.")
    actor, hand, drafts = pseudonym(by), pseudonym(second), []
    if kind in OathEnding.Reason.values and signature_in_force(member, effective) is not None:
        reason = OathEnding.Reason(kind.value)
        _, ended = write_ending(
            member=member, actor=actor, reason=reason, effective=effective, at=at, entry_id=uuid4(), second=hand
        )
        drafts.append(ended)
    standing = _insert_standing(member, kind, effective, at)
    drafts.append(
        Draft(
            id=standing.entry_id,
            type="member.standing_recorded",
            stream=member.stream,
            actor=actor,
            role="registrar",
            occurred=at,
            data={"standing": kind.value, "effective": effective.isoformat(), "second": str(hand)},
        )
    )
    append(*drafts)
    return standing


def _insert_standing(member: Member, kind: Standing.Kind, effective: date, at: datetime) -> Standing:
    try:
        with transaction.atomic():
            return Standing.objects.create(member=member, kind=kind, effective=effective, at=at, entry_id=uuid4())
    except IntegrityError:
        raise NotAllowed("This standing is recorded for that day already.") from None
