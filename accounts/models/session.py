"""Sessions as they lie in the database: under the digest of their key."""

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class Session(AbstractBaseSession):
    """A session; `session_key` is the SHA-256 of the key in the cookie (hex), and the data opens with that key alone."""

    session_key = models.CharField(max_length=64, primary_key=True)

    class Meta(AbstractBaseSession.Meta):
        default_permissions = ()
