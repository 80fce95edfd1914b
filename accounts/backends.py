"""Who may be signed in: active people, and nobody else."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from accounts.models import User


class PeopleOnly(AuthenticationBackend):
    """E-mail address and password, for active people; every other answer is the same refusal, at the same cost."""

    def user_can_authenticate(self, user: Any) -> bool:
        """Return whether this user may sign in, and may go on in a session that exists."""
        return isinstance(user, User) and user.kind == User.Kind.PERSON and user.is_active

    @classmethod
    def _stash_user(cls, user: Any) -> None:
        """Keep nobody: allauth would tell an inactive person that the password was right."""
