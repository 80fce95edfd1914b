"""Sessions in the database, stored under the digest of their key."""

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class Session(AbstractBaseSession):
    """A session; `session_key` is the SHA-256 (hex) of the key in the cookie, and that key alone opens the data."""

    session_key = models.CharField(max_length=64, primary_key=True)

    class Meta(AbstractBaseSession.Meta):
        default_permissions = ()
