"""Turn rows: what is expected of whom in which case now, a projection of the record."""

from datetime import UTC, datetime

from django.conf import settings
from django.db import models

from casework.vocabulary import Seat

NEVER = datetime(9999, 12, 31, tzinfo=UTC)
"""Stands for the day of a turn without a clock: lists put it last."""


def seats_in_words(fills: str) -> str:
    """Return the names of the seats that a turn is to fill, with commas between them."""
    return ", ".join(str(Seat(one).label) for one in fills.split())


class Turn(models.Model):
    """A step that is expected of a person. `signs`: it waits for their signature.

    `fills`: the seats that it is to fill, the first one first, with spaces between them.

    `returned`: it came back unsigned to the person, or to their seat.

    `due`: NEVER if no clock gives a day.

    `letters`: how many letters to the respondent the step is about, for this person. They can post them in their seats, or sign
    for them; `letters_from` is the day from which the first is to be posted.
    """

    case = models.ForeignKey("casework.Case", on_delete=models.CASCADE, related_name="turns", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    seat = models.CharField(max_length=24)
    step = models.CharField(max_length=48)
    signs = models.BooleanField(default=False)
    fills = models.CharField(max_length=96, blank=True)
    returned = models.BooleanField(default=False)
    clock = models.CharField(max_length=24, blank=True)
    due = models.DateTimeField(default=NEVER)
    letters = models.SmallIntegerField(default=0)
    letters_from = models.DateField(null=True, blank=True)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["case", "user", "step"], name="one_turn")]
        indexes = [
            models.Index(fields=["user", "due", "case"], name="turn_of_user"),
            models.Index(fields=["user", "step", "case"], name="turn_by_step"),
        ]

    def __str__(self) -> str:
        return self.step
