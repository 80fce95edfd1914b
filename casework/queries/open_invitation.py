"""The invitation that a link from a mail opens."""

from uuid import UUID

from accounts.backends import may_sign_in
from accounts.models import Invitation, User
from casework.vocabulary import NotNow, NotSeen
from ledger.clock import now


def open_invitation(invitation: UUID, key: str) -> Invitation:
    """Return the invitation of a link. NotSeen for a link that opens none; NotNow, in words, for one that is over."""
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
