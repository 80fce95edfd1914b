"""In which capacity somebody makes a passkey for signing: as a member, or in office."""

from accounts.models import User
from accounts.offices import offices_of
from casework.vocabulary import NotSeen
from ledger.clock import now
from policy.models import Member
from policy.queries import Hand, hand_in_office, hand_of_member

AS_MEMBER, IN_OFFICE = "member", "office"


def own_hand(user: User, capacity: str) -> Hand:
    """Return how a person signs in a capacity. NotSeen if the person does not have that capacity today."""
    member = Member.objects.select_related("user").filter(user=user).first() if capacity == AS_MEMBER else None
    if member is not None:
        return hand_of_member(member)
    if capacity == IN_OFFICE and offices_of(user, now().date()):
        return hand_in_office(user)
    raise NotSeen
