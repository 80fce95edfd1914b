"""Tokens with which a person's programs act for them."""

import secrets
import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from accounts.codes import token_digests
from accounts.models.user import User
from accounts.raw_rows import RawRows
from accounts.seals import FACTORS
from accounts.vocabulary import Scope

LONGEST = timedelta(days=90)
BYTES = 32


class Tokens(models.Manager["Token"]):
    def make(
        self, *, user: User, name: str, scopes: Iterable[Scope], now: datetime, until: datetime
    ) -> tuple["Token", str]:
        """Return a new token of a person and its text, which is shown once and stored nowhere. Expired tokens are deleted.

        IntegrityError for a token without a scope, for one that outlasts 90 days, or that ends before it begins.
        """
        self.filter(user=user, until__lte=now).delete()
        text = "ob_" + secrets.token_urlsafe(BYTES)
        given = sorted({scope.value for scope in scopes})
        kept = {"digest": token_digests(text)[0], "behind": user.get_session_auth_hash()}
        return self.create(user=user, name=name, scopes=given, made_at=now, until=until, **kept), text

    def find_by_text(self, text: str, now: datetime) -> "Token | None":
        """Return the token with this text, and its person, until it expires. One query either way.

        It opens nothing unless its person is active and still has the password and second factor with which it was made.
        """
        for token, user, factors in SPOKEN.ask({"digests": token_digests(text), "now": now}):
            token.user = user
            return token if user.is_behind(token.behind) and user.has_right_seal(factors) else None
        return None

    def of(self, user: User, now: datetime) -> list["Token"]:
        return list(self.filter(user=user, until__gt=now).order_by("-made_at", "pk"))


class Token(models.Model):
    """What one program may do for one person, and until when, with a digest of the token.

    `behind` is bound to the password, as a session is, so that a new password ends both.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    digest = models.BinaryField(max_length=32, unique=True, editable=False)
    scopes = ArrayField(models.CharField(max_length=4, choices=[(s.value, s.value) for s in Scope]))
    behind = models.CharField(max_length=128, editable=False)
    made_at = models.DateTimeField()
    until = models.DateTimeField()

    objects: ClassVar[Tokens] = Tokens()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["user", "-made_at"], name="token_of_user")]
        constraints = [
            models.CheckConstraint(
                name="token_lasts_ninety_days_at_most",
                condition=Q(until__gt=F("made_at"), until__lte=F("made_at") + LONGEST),
            ),
            models.CheckConstraint(
                name="token_has_a_known_scope",
                condition=Q(scopes__contained_by=[s.value for s in Scope], scopes__len__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return self.name


SPOKEN = RawRows(
    f"""
    SELECT {{t}}, {{u}}, {FACTORS} FROM accounts_token AS t JOIN accounts_user AS u ON u.id = t.user_id
    WHERE t.digest = ANY(%(digests)s) AND t.until > %(now)s AND u.is_active AND u.kind = 'person'
    AND EXISTS (SELECT FROM mfa_authenticator AS m WHERE m.user_id = u.id AND m.type = 'totp')
    """,  # noqa: S608
    {"t": Token, "u": User},
)
