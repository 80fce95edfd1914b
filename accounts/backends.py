"""Who may be signed in: active people, and nobody else."""

from typing import Any
from uuid import UUID

from allauth.account.auth_backends import AuthenticationBackend

from accounts.joined import Joined
from accounts.models import User

KNOWN = Joined("SELECT {u} FROM accounts_user AS u WHERE u.id = %s", {"u": User})


class PeopleOnly(AuthenticationBackend):
    """E-mail address and password, for active people; every other answer is the same refusal, at the same cost."""

    def get_user(self, user_id: UUID) -> User | None:
        """Return the person whose session this is, who may go on in it; None otherwise. One query."""
        return next((user for (user,) in KNOWN.ask([user_id]) if self.user_can_authenticate(user)), None)

    def user_can_authenticate(self, user: Any) -> bool:
        """Return whether this user may sign in, and may go on in a session that exists."""
        return isinstance(user, User) and user.kind == User.Kind.PERSON and user.is_active

    @classmethod
    def _stash_user(cls, user: Any) -> None:
        """Keep nobody: allauth would tell an inactive person that the password was right."""
