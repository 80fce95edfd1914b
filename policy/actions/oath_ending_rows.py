"""Builds the row and the entry of the end of an oath, for ending it and for leaving the Society."""

from datetime import date, datetime
from uuid import UUID

from ledger.append import Draft
from policy.actions.record import REGISTRAR, next_position, refuse_backdating
from policy.actions.refusals import NotAllowed
from policy.models import Member, OathEnding
from policy.queries import signature_in_force


def write_ending(
    *,
    member: Member,
    actor: UUID,
    reason: OathEnding.Reason,
    effective: date,
    at: datetime,
    entry_id: UUID,
    second: UUID | None = None,
    role: str = REGISTRAR,
) -> tuple[OathEnding, Draft]:
    """Write the row and return it with the entry to append. NotAllowed as in `end_oath`.

    `second`: the officer who countersigns an end that lies in the past.
    """
    if second is None:
        refuse_backdating(effective, at)
    if signature_in_force(member, effective) is None:
        raise NotAllowed("No oath of this member is in force.")
    ending = OathEnding.objects.create(
        member=member,
        position=next_position(member),
        effective=effective,
        at=at,
        entry_id=entry_id,
        reason=reason,
    )
    draft = Draft(
        id=entry_id,
        type="oath.ended",
        stream=member.stream,
        actor=actor,
        role=role,
        occurred=at,
        data={"effective": effective.isoformat(), "reason": reason.value} | ({"second": str(second)} if second else {}),
    )
    return ending, draft
