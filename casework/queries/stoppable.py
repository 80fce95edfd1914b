"""The change of an account that a link from a mail stops."""

from uuid import UUID

from django.conf import settings

from accounts.models import AccountChange
from casework.vocabulary import NotNow, NotSeen


def stoppable(change: UUID, key: str) -> AccountChange:
    """Return the change that a link stops. NotSeen for a link that stops none; NotNow, in words, for one that is over."""
    found = AccountChange.objects.select_related("user", "by").filter(pk=change).first()
    if found is None or not found.stops_with(key):
        raise NotSeen
    if found.end == "made":
        raise NotNow(
            f"This was done already. If it was not you who asked for it, tell the Society at once. {settings.CONTACT}".strip()
        )
    if found.ended_at is not None:
        raise NotNow("This was stopped already, and nothing was changed.")
    return found
