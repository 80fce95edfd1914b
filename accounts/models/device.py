"""Devices on which a person signed in before, and days on which a person's sign-in was under attack."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


class Device(models.Model):
    """A browser on which a person signed in before, with a digest of its token.

    `behind` is bound to the password, as a session is, so that a new password ends both.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="devices")
    digest = models.BinaryField(max_length=32, unique=True, editable=False)
    behind = models.CharField(max_length=128, editable=False)
    until = models.DateTimeField()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["until"], name="device_by_end")]

    def __str__(self) -> str:
        return str(self.pk)


class Siege(models.Model):
    """A day (UTC) on which enough attempts to sign in as a person failed to count as an attack.

    `day` is by the installation's clock, which a demonstration may move; `at` is when it was noticed, by real time.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sieges")
    day = models.DateField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(name="one_siege_a_day", fields=["user", "day"])]
        indexes = [
            models.Index(fields=["day"], name="siege_by_day"),
            models.Index(fields=["at"], name="siege_by_moment"),
        ]

    def __str__(self) -> str:
        return str(self.day)
