"""Alarms: what somebody has to look into, the people who were told, and the person who took it."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Alarm(models.Model):
    """Something that somebody has to look into. It names no case and no person.

    Everybody in `told` sees a banner until one of them takes the alarm, or until `over_at`, which may lie in the future.
    """

    kind = models.CharField(max_length=32)
    raised_at = models.DateTimeField()
    over_at = models.DateTimeField(null=True, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="alarms_taken"
    )
    told = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="alarms")

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="alarm_is_taken_by_somebody",
                condition=Q(taken_at__isnull=True, taken_by__isnull=True)
                | Q(taken_at__isnull=False, taken_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.kind
