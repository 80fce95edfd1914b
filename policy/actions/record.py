"""What acts on a member share: the lock, the position of a signature, and the limits on past days."""

from datetime import UTC, date, datetime, timedelta

from accounts.models import User
from accounts.offices import offices_of
from accounts.vocabulary import Office
from policy.actions.refusals import NotAllowed
from policy.models import Member, OathEnding, OathSignature

GRACE = timedelta(days=1)
REGISTRAR = Office.REGISTRAR.value


def role_in_register(by: User, day: date) -> str:
    """Return the office that lets a person keep the register: registrar or administrator. NotAllowed without either."""
    held = offices_of(by, day)
    for office in (Office.REGISTRAR, Office.ADMINISTRATOR):
        if office in held:
            return office.value
    raise NotAllowed("Only a registrar or an administrator keeps the register of members.")


def lock_member(member: Member) -> Member:
    """Return the member with the row locked, so that acts on one member follow one another."""
    return Member.objects.select_for_update(no_key=True).get(id=member.id)


def next_position(member: Member) -> int:
    """Return the number of the member's next signature or ending. Lock the member first."""
    return 1 + OathSignature.objects.filter(member=member).count() + OathEnding.objects.filter(member=member).count()


def refuse_backdating(effective: date, at: datetime) -> None:
    """NotAllowed for a day before yesterday (UTC)."""
    if effective < at.astimezone(UTC).date() - GRACE:
        raise NotAllowed(f"This cannot count from {effective:%d %B %Y}: yesterday is the earliest day.")


def refuse_import(member: Member, *, by: User, second: User, own: str) -> None:
    """NotAllowed unless two officers, neither of them the member, enter it before the member signs here."""
    if by.id == second.id:
        raise NotAllowed("A second officer has to countersign this.")
    if member.user_id in (by.id, second.id):
        raise NotAllowed(f"Another officer has to record your own {own}.")
    if OathSignature.objects.filter(member=member, imported=False).exists():
        raise NotAllowed("This member has signed here already. Nothing can be entered before that.")
