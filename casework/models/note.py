"""Notes and tasks of the officers of a case: working papers, sealed under the key of the case and no part of its record."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from casework.vocabulary.notes import NoteLevel
from vault.models import WrappedKey


class CaseNote(models.Model):
    """A note. `seat` is the one in which it was written. `changed`: its writer changed it before anybody else read it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    case = models.ForeignKey("casework.Case", on_delete=models.CASCADE, related_name="+", db_index=False)
    writer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seat = models.CharField(max_length=24)
    level = models.CharField(max_length=8, choices=NoteLevel)
    at = models.DateTimeField()
    changed = models.BooleanField(default=False)
    key = models.ForeignKey(WrappedKey, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    blob = models.BinaryField()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["case", "-at", "-id"], name="note_of_case")]

    def __str__(self) -> str:
        return f"{self.level} {self.pk}"


class NoteReader(models.Model):
    """Somebody who has read a note of another person, or is named in it and is to read it."""

    note = models.ForeignKey(CaseNote, on_delete=models.CASCADE, related_name="readers", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    named = models.BooleanField(default=False)
    read_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["note", "user"], name="note_reader_once")]

    def __str__(self) -> str:
        return str(self.pk)


class CaseTask(models.Model):
    """A task with words of its own, or a ticked item of a checklist: then `item` is its key, and it has no words."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    case = models.ForeignKey("casework.Case", on_delete=models.CASCADE, related_name="+", db_index=False)
    writer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    item = models.CharField(max_length=24, default="")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    due_on = models.DateField(null=True)
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    key = models.ForeignKey(WrappedKey, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    blob = models.BinaryField(null=True)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["case", "at"], name="task_of_case")]
        constraints = [models.UniqueConstraint(fields=["case", "item"], condition=~Q(item=""), name="one_tick_an_item")]

    def __str__(self) -> str:
        return str(self.pk)
