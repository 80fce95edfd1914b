"""Messages that were written and have not gone out yet: their authors can still take them back."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from casework.vocabulary import Thread
from vault.models import WrappedKey


class WaitingState(models.TextChoices):
    """For what a message waits that is not in the record."""

    DUE = "due"
    PUT_FORWARD = "put_forward"
    RETURNED = "returned"
    UNSENT = "unsent"


class WaitingMessage(models.Model):
    """A message that is not in the record yet, sealed under the key of its thread.

    It was written at `written_at` (UTC), and waits for half a minute: at `due` it goes into the record, or before a second
    reader where the rulebook asks for one. Then it has no `due`, until the reader releases it: its state stays `PUT_FORWARD`.
    A message that was returned, with a sealed `note`, or that could not go out, waits for its author alone, who can read and
    delete it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    case = models.ForeignKey("casework.Case", on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    thread = models.CharField(max_length=24, choices=Thread)
    answers = models.UUIDField(null=True)
    due_on = models.DateField(null=True)
    files = ArrayField(models.UUIDField(), default=list)
    key = models.ForeignKey(WrappedKey, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    blob = models.BinaryField()
    written_at = models.DateTimeField(null=True)
    due = models.DateTimeField(null=True, db_index=True)
    state = models.CharField(max_length=16, choices=WaitingState, default=WaitingState.DUE)
    note = models.BinaryField(null=True)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["case", "user"], name="waiting_message_of_author")]

    def __str__(self) -> str:
        return f"{self.thread} {self.pk}"
