"""Signs in active people whose account is as this code wrote it, and nobody else."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import structlog
from allauth.account.auth_backends import AuthenticationBackend
from django.utils import timezone

from accounts.models import User
from accounts.raw_rows import RawRows
from accounts.seals import FACTORS

LOG = structlog.get_logger()
HAS_ALARM = """EXISTS (
    SELECT FROM accounts_alarm_told AS t JOIN accounts_alarm AS l ON l.id = t.alarm_id
    WHERE t.user_id = u.id AND l.taken_at IS NULL AND (l.over_at IS NULL OR l.over_at > %(now)s)
)"""
KNOWN = RawRows(
    f"SELECT {{u}}, {FACTORS}, {HAS_ALARM} FROM accounts_user AS u WHERE u.id = %(user)s",  # noqa: S608
    {"u": User},
)


class PeopleOnly(AuthenticationBackend):
    """E-mail address and password, for active people; every other answer is the same refusal, at the same cost."""

    def get_user(self, user_id: UUID) -> User | None:
        """Return the person whose session this is, who may go on in it; None otherwise. One query."""
        for user, factors, has_alarm in KNOWN.ask({"user": user_id, "now": timezone.now()}):
            user.has_alarm = has_alarm
            return user if may_sign_in(user, factors) else None
        return None

    def user_can_authenticate(self, user: object) -> bool:
        """Return whether this user may sign in, and may go on in a session that exists. One query."""
        return isinstance(user, User) and self.get_user(user.pk) is not None

    def _check_password(self, user: Any, password: str) -> Any:
        """Compare no password with a row that another hand has written: it is refused like a wrong one, at the same cost.

        A hash that is out of date is replaced in the row that was read here. allauth signs `user` in, who has to have it
        too: the session is bound to the hash, and would end with its first request.
        """
        found = self.get_user(user.pk) if isinstance(user, User) else None
        self._did_check_password = True
        if found is None:
            super()._mitigate_timing_attack(password)
            return None
        if not found.check_password(password):
            return None
        user.password, user.seal = found.password, found.seal
        return user

    def _mitigate_timing_attack(self, password: str) -> None:
        """Ask and hash for nobody what would be asked and hashed for somebody."""
        self.get_user(UUID(int=0))
        super()._mitigate_timing_attack(password)

    @classmethod
    def _stash_user(cls, user: object) -> None:
        """Keep nobody: allauth would tell an inactive person that the password was right."""


def may_sign_in(user: User, factors: Iterable[str] | None) -> bool:
    """Return whether somebody may sign in. A wrong seal is logged as an error, and the person is not told."""
    if user.kind != User.Kind.PERSON or not user.is_active:
        return False
    if not user.has_right_seal(factors):
        LOG.error("account_seal_is_wrong", account_id=str(user.pk))
        return False
    return True
