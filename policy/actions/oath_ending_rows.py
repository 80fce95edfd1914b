"""Builds the row and the entry for the end of an oath: it ends when the member leaves the Society."""

from datetime import date, datetime
from uuid import UUID, uuid4

from ledger.append import Draft
from policy.actions.record import REGISTRAR, next_position
from policy.models import Member, OathEnding, Standing
from policy.queries import signature_in_force


def write_endings(
    *,
    member: Member,
    kind: Standing.Kind,
    actor: UUID,
    effective: date,
    at: datetime,
    second: UUID | None = None,
    role: str = REGISTRAR,
) -> list[Draft]:
    """End the member's oath if `kind` means that they leave; return the entry to append, or none.

    `second`: the officer who countersigns an end in the past.
    """
    if kind not in OathEnding.Reason.values or signature_in_force(member, effective) is None:
        return []
    ending = OathEnding.objects.create(
        member=member,
        position=next_position(member),
        effective=effective,
        at=at,
        entry_id=uuid4(),
        reason=OathEnding.Reason(kind.value),
    )
    draft = Draft(
        id=ending.entry_id,
        type="oath.ended",
        stream=member.stream,
        actor=actor,
        role=role,
        occurred=at,
        data={"effective": effective.isoformat(), "reason": kind.value} | ({"second": str(second)} if second else {}),
    )
    return [draft]
