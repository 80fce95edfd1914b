"""The inbox: one row per letter and reader; what waits for whom; and how far dispatch has read the record."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.models import Case
from casework.vocabulary import Letter, Seat


class Message(models.Model):
    """A letter in a reader's inbox. It holds no text: the letter is written from the record when it is read.

    `mail_due` is when its announcement is tried next (UTC), None once that is over; `tries` how often it failed;
    `reminders` how many reminders of it were due, each of which is announced like the letter. A
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
    reminders = models.PositiveSmallIntegerField(default=0)
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


class Item(models.Model):
    """A notification that something in a case waits for a person: one open row for each person, case, topic and clock.

    It holds a day and no hour, because nobody may learn the hour of a reporter's act. `due` is the end of a clock or the
    day of a hearing; `late`: that has passed, and the person was notified again. `about` are the papers or answers in it
    that the person has not opened, or the entry that gave the seat. `mail_due` is when the next mail about it is written
    (UTC), None if none is.
    A withdrawn row is deleted after `KEPT` days.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="items")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="items")
    seat = models.CharField(max_length=24, choices=[(s.value, s.value) for s in Seat])
    topic = models.CharField(max_length=24)
    clock = models.CharField(max_length=24, blank=True)
    since = models.DateField()
    due = models.DateTimeField(null=True, blank=True)
    about = ArrayField(models.UUIDField(), default=list)
    late = models.BooleanField(default=False)
    mail_due = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                name="waits_once", fields=["person", "case", "topic", "clock"], condition=Q(withdrawn_at__isnull=True)
            ),
        ]
        indexes = [
            models.Index(name="waiting_in_case", fields=["case"], condition=Q(withdrawn_at__isnull=True)),
            models.Index(
                name="item_to_be_mailed",
                fields=["mail_due"],
                condition=Q(mail_due__isnull=False, withdrawn_at__isnull=True),
            ),
            models.Index(name="item_withdrawn", fields=["withdrawn_at"], condition=Q(withdrawn_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.topic


class MailChoice(models.Model):
    """How a person wants to be told by mail that something waits. Without a row: once a day."""

    class Often(models.TextChoices):
        AT_ONCE = "at_once", _("At once, each time something comes")
        DAILY = "daily", _("Once a day, in the morning")
        WEEKLY = "weekly", _("Once a week, on Monday morning")
        OFF = "off", _("No mail, except where the rules require one")

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="mail_choice"
    )
    often = models.CharField(max_length=8, choices=Often, default=Often.DAILY)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.often


class Cursor(models.Model):
    """How far dispatch has read: every entry up to `log_index` has its letters and what waits. One row.

    `looked_at` (UTC) is the moment up to which the ends of clocks were checked.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    log_index = models.BigIntegerField(default=-1)
    looked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        default_permissions = ()
        constraints = [models.CheckConstraint(name="one_cursor", condition=models.Q(id=1))]

    def __str__(self) -> str:
        return str(self.log_index)
