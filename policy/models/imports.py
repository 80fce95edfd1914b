"""Lists of members that were uploaded, from the upload until they are imported or left."""

from uuid import uuid4

from django.conf import settings
from django.db import models


class MemberImport(models.Model):
    """One list: what it would change, and how far it has come.

    `content` is the file, compressed, `size` how many bytes it had, and `sha256` its digest; the file goes once the list is
    imported or refused. `plan` is the digest of every change that the list makes to the register as it stood when it was
    compared; `confirmed` is the plan that a person saw and agreed to. `shown` is what the page says of the plan, or of the
    faults.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Being read"
        READY = "ready", "To be confirmed"
        CONFIRMED = "confirmed", "Being imported"
        IMPORTED = "imported", "Imported"
        REFUSED = "refused", "Refused"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    filename = models.CharField(max_length=200)
    whole = models.BooleanField()
    content = models.BinaryField(null=True)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    shown = models.JSONField(default=dict)
    plan = models.CharField(max_length=64, blank=True, default="")
    confirmed = models.CharField(max_length=64, blank=True, default="")
    compared_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        ordering = ("-at", "id")
        indexes = [
            models.Index(fields=["by", "-at"], name="import_by_person"),
            models.Index(fields=["at"], condition=models.Q(state__in=("waiting", "confirmed")), name="import_to_do"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=("waiting", "ready", "confirmed", "imported", "refused")),
                name="import_state_is_known",
            )
        ]

    def __str__(self) -> str:
        return f"{self.filename} {self.state}"
