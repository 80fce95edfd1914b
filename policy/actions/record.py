"""Helpers for acts on a member: the lock, the place in the record, and the limit for backdating."""

from datetime import UTC, date, datetime, timedelta

from accounts.models import User
from accounts.offices import offices_of
from accounts.vocabulary import Office
from policy.actions.refusals import NotAllowed
from policy.models import Member, OathEnding, OathSignature

GRACE = timedelta(days=1)
REGISTRAR = Office.REGISTRAR.value


def role_in_register(by: User, day: date) -> str:
    """Return the office in which a person keeps the register today: registrar or administrator. NotAllowed without either."""
    held = offices_of(by, day)
    for office in (Office.REGISTRAR, Office.ADMINISTRATOR):
        if office in held:
            return office.value
    raise NotAllowed("Only a registrar or an administrator keeps the register of members.")


def lock_member(member: Member) -> Member:
    """Return the member with the row locked, so that acts on one member stand in the order of the record."""
    return Member.objects.select_for_update(no_key=True).get(id=member.id)


def next_position(member: Member) -> int:
    """Return the number of the member's next signature or ending. The member must be locked."""
    return 1 + OathSignature.objects.filter(member=member).count() + OathEnding.objects.filter(member=member).count()


def refuse_backdating(effective: date, at: datetime) -> None:
    """Refuse an act that would count from a day earlier than yesterday (UTC)."""
    if effective < at.astimezone(UTC).date() - GRACE:
        raise NotAllowed(f"This cannot count from {effective:%d %B %Y}: it may reach back one day at most.")


def refuse_import(member: Member, *, by: User, second: User, own: str) -> None:
    """Refuse an entry of the past unless two officers, neither of them the member, make it before the member signs here."""
    if by.id == second.id:
        raise NotAllowed("A second officer has to countersign this.")
    if member.user_id in (by.id, second.id):
        raise NotAllowed(f"Another officer has to record your own {own}.")
    if OathSignature.objects.filter(member=member, imported=False).exists():
        raise NotAllowed("This member has signed here already. Nothing can be entered before that.")
