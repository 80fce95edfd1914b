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
    """Checks the e-mail address and password of active people. Every refusal is the same, at the same cost."""

    def get_user(self, user_id: UUID) -> User | None:
        """Return the person of this session if they may still use it; None otherwise. One query."""
        for user, factors, has_alarm in KNOWN.ask({"user": user_id, "now": timezone.now()}):
            user.has_alarm = has_alarm
            return user if may_sign_in(user, factors) else None
        return None

    def user_can_authenticate(self, user: object) -> bool:
        """Return whether this user may sign in, or continue an existing session. One query."""
        return isinstance(user, User) and self.get_user(user.pk) is not None

    def _check_password(self, user: Any, password: str) -> Any:
        """Refuse a row that other code has written, like a wrong password and at the same cost, and compare nothing.

        An outdated hash is replaced in the row that is read here. `user`, whom allauth signs in, has to get it too: the
        session is bound to the hash, and would otherwise end with its first request.
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
        """Make the same queries and hashes for an unknown person as for a known one."""
        self.get_user(UUID(int=0))
        super()._mitigate_timing_attack(password)

    @classmethod
    def _stash_user(cls, user: object) -> None:
        """Do nothing: allauth would tell an inactive person that the password was right."""


def may_sign_in(user: User, factors: Iterable[str] | None) -> bool:
    """Return whether somebody may sign in. A wrong seal is logged as an error, and the person is not told."""
    if user.kind != User.Kind.PERSON or not user.is_active:
        return False
    if not user.has_right_seal(factors):
        LOG.error("account_seal_is_wrong", account_id=str(user.pk))
        return False
    return True
