"""In which capacity somebody makes a passkey for signing: as a member, or in office."""

from datetime import date

from accounts.models import User
from accounts.offices import offices_of
from casework.vocabulary import NotSeen
from policy.models import Member
from policy.queries import Hand, hand_in_office, hand_of_member

AS_MEMBER, IN_OFFICE = "member", "office"


def own_hand(user: User, capacity: str, day: date) -> Hand:
    """Return somebody's own hand in a capacity. NotSeen where the person has no such capacity on that day."""
    member = Member.objects.select_related("user").filter(user=user).first() if capacity == AS_MEMBER else None
    if member is not None:
        return hand_of_member(member)
    if capacity == IN_OFFICE and offices_of(user, day):
        return hand_in_office(user)
    raise NotSeen
