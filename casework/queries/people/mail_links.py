"""What a link in a mail opens: an invitation, or the page that stops a change of an account."""

from uuid import UUID

from django.conf import settings

from accounts.backends import may_sign_in
from accounts.models import AccountChange, Invitation, User
from casework.vocabulary import NotNow, NotSeen
from ledger.clock import now


def open_invitation(invitation: UUID, key: str) -> Invitation:
    """Return the invitation of a link. NotSeen for a link that opens none; NotNow with a sentence for one that is over."""
    found = Invitation.objects.select_related("user").filter(pk=invitation).first()
    if found is None or not found.opens_with(key):
        raise NotSeen
    if found.accepted_at is not None or found.user.has_usable_password():
        raise NotNow("This invitation was used already. Sign in, or choose another password if you have lost yours.")
    if not found.is_open(now()):
        ended = f"{found.until:%-d %B %Y}"
        raise NotNow(f"This invitation ended on {ended}. Ask the person who invited you to send another.")
    if not may_sign_in(found.user, User.objects.factors_of(found.user_id)):
        raise NotNow("This account is closed. Ask the person who invited you.")
    return found


def change_to_stop(change: UUID, key: str) -> AccountChange:
    """Return the change that a link stops. NotSeen for a link that stops none; NotNow with a sentence for one that is over."""
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
