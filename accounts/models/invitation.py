"""Invitations: a person without a password gets a mail with a link by which they choose one."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.links import is_link_key, link_key

LASTS = timedelta(days=7)
PURPOSE = "invitation"


class Invitation(models.Model):
    """The newest invitation of a person. Each invitation has another `id` in its link, so an older link opens nothing.

    The link's key also depends on the address and on `until`, so that it ends when either is changed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="invitation")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    until = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="invitation_lasts_seven_days_at_most",
                condition=Q(until__gt=F("at"), until__lte=F("at") + LASTS),
            ),
        ]
        indexes = [
            models.Index(fields=["until"], name="invitation_open", condition=Q(accepted_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"

    @property
    def key(self) -> str:
        return link_key(PURPOSE, *self._parts)

    def opens_with(self, key: str) -> bool:
        return is_link_key(key, PURPOSE, *self._parts)

    def is_open(self, at: datetime) -> bool:
        return self.accepted_at is None and at < self.until

    @property
    def _parts(self) -> tuple[str, ...]:
        return (str(self.pk), str(self.user_id), self.user.email or "", self.until.isoformat())
