"""Sessions of which the database knows neither the key nor the content.

A row lies under the SHA-256 of its key, and its data is encrypted under a key derived from the same session key. So a
row that was read signs nobody in, and data copied into another row does not open.
"""

import hashlib
from typing import Any, cast

from cryptography.fernet import InvalidToken, MultiFernet
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone
from django.utils.encoding import force_bytes

from accounts.keys import derived_fernet
from accounts.models import Session
from accounts.prepared import prepared_cursor
from accounts.raw_rows import RawRows

KEPT = RawRows("SELECT {s} FROM accounts_session AS s WHERE s.session_key = %s AND s.expire_date > %s", {"s": Session})
WRITE_AGAIN = """
    UPDATE accounts_session SET session_data = %s, expire_date = %s
    WHERE session_key = %s AND set_config('synchronous_commit', 'off', true) <> ''
"""
"""By hand: a session that is written again does not wait for the disk (docs/adr/0051), and is one prepared statement."""

type SessionData = dict[str, Any]


class SessionStore(DatabaseStore):
    """Django's sessions in the database, by digest and encrypted; only its synchronous half is used in this installation."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def exists(self, session_key: str) -> bool:
        return super().exists(_digest(session_key))

    def create_model_instance(self, data: SessionData) -> Session:
        row = cast("Session", super().create_model_instance(data))
        row.session_key = _digest(row.session_key)
        return row

    def save(self, must_create: bool = False) -> None:
        """Write a session; only a new one waits for the disk. UpdateError if somebody ended it meanwhile."""
        if must_create or self.session_key is None:
            super().save(must_create=must_create)
            return
        row = self.create_model_instance(dict(self.items()))
        with prepared_cursor() as cursor:
            cursor.execute(WRITE_AGAIN, [row.session_data, row.expire_date, row.session_key])
            if not cursor.rowcount:
                raise UpdateError

    def delete(self, session_key: str | None = None) -> None:
        """Forget a session; without a key, this one."""
        if key := session_key or self.session_key:
            super().delete(_digest(key))

    def encode(self, session_dict: SessionData) -> str:
        return self._fernet().encrypt(self.serializer().dumps(session_dict)).decode()

    def decode(self, session_data: bytes | str) -> SessionData:
        """Return the data; nothing when it was made under another key, which signs the reader out."""
        try:
            data = self._fernet().decrypt(force_bytes(session_data))
        except InvalidToken:
            return {}
        return cast("SessionData", self.serializer().loads(data))

    def _get_session_from_db(self) -> Session | None:
        if self.session_key is None:
            return None
        rows = KEPT.ask([_digest(self.session_key), timezone.now()])
        if not rows:
            self._session_key = None
            return None
        return cast("Session", rows[0][0])

    def _fernet(self) -> MultiFernet:
        return derived_fernet("session", (self.session_key or "").encode())


def _digest(session_key: str) -> str:
    return hashlib.sha256(session_key.encode()).hexdigest()
