"""What each part of the running installation did last."""

from django.db import models


class Pulse(models.Model):
    """One row for each part: when it last did its work, and what is wrong with it (UTC, by the real clock).

    Long work also notes when it began, and while it goes on, that it is alive. `fault` names a sentence in
    operations/pulse/faults.py, "" while there is none; `since` is when it was first seen. `numbers` holds counts and error
    numbers, never a word. The row `installation` holds the moment of the installation.
    """

    part = models.CharField(primary_key=True, max_length=24)
    worked_at = models.DateTimeField(null=True, blank=True)
    begun_at = models.DateTimeField(null=True, blank=True)
    alive_at = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(max_length=32, blank=True, default="")
    since = models.DateTimeField(null=True, blank=True)
    numbers = models.JSONField(default=dict)

    class Meta:
        """Written over in place: what a part did before is in the log."""

        default_permissions = ()

    def __str__(self) -> str:
        return self.part
