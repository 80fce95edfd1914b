"""The inbox: one row per letter and reader, and how far dispatch has read the record."""

import uuid

from django.conf import settings
from django.db import models

from casework.models import Case
from casework.vocabulary import Letter, Seat


class Message(models.Model):
    """A letter in a reader's inbox. It holds no text: the letter is written from the record when it is read.

    `mail_due` is when its announcement is tried next (UTC), None once that is over; `tries` how often it failed. A
    reporter's is tried alike whether or not a mail was asked for: that stands in the sealed report alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="messages")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="messages")
    seat = models.CharField(max_length=24, choices=[(s.value, s.value) for s in Seat])
    letter = models.CharField(max_length=4, choices=[(n.value, n.value) for n in Letter])
    template = models.CharField(max_length=48)
    about = models.UUIDField()
    reference = models.CharField(max_length=16, unique=True)
    placed_at = models.DateTimeField()
    mail_due = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(name="a_letter_lies_there_once", fields=["about", "reader", "template"]),
        ]
        indexes = [
            models.Index(name="inbox", fields=["reader", "-placed_at", "id"]),
            models.Index(name="to_be_mailed", fields=["mail_due"], condition=models.Q(mail_due__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.reference


class Cursor(models.Model):
    """How far dispatch has read: every entry up to `log_index` has its letters. One row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    log_index = models.BigIntegerField(default=-1)

    class Meta:
        default_permissions = ()
        constraints = [models.CheckConstraint(name="one_cursor", condition=models.Q(id=1))]

    def __str__(self) -> str:
        return str(self.log_index)
