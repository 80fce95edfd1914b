"""What one person has put forward and a second has to sign before it counts."""

from django.conf import settings
from django.db import models


class Pending(models.Model):
    """Where a proposal is found: what it says stands in its entry, and is read from there.

    `about` is whom it concerns, `by` who put it forward; `what` the office, empty for a passkey. `kept` is the public half
    of a passkey, to which the entry commits, or the files of editions, whose digests are in the entry.
    """

    class Kind(models.TextChoices):
        OFFICE = "office"
        PASSKEY = "passkey"
        EDITION = "edition"

    entry_id = models.UUIDField(primary_key=True, editable=False)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    what = models.CharField(max_length=20, blank=True, default="")
    about = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    kept = models.JSONField(null=True, blank=True)

    class Meta:
        """The same thing is put forward once for a person."""

        default_permissions = ()
        ordering = ("at", "entry_id")
        constraints = [models.UniqueConstraint(fields=("about", "kind", "what"), name="put_forward_once")]

    def __str__(self) -> str:
        return self.what or self.kind

    @property
    def handle(self) -> str:
        """What a command calls it by."""
        return self.entry_id.hex[:8]
