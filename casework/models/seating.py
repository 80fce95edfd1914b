"""Seat rows: who holds which seat in which case, a projection of the record."""

from django.conf import settings
from django.db import models

from casework.vocabulary import Seat


class Seating(models.Model):
    """A person in a seat of a case; `open`: whether the case is."""

    case = models.ForeignKey("casework.Case", on_delete=models.CASCADE, related_name="seatings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    person = models.UUIDField()
    open = models.BooleanField(default=True)
    seat = models.CharField(max_length=24, choices=[(s.value, s.value) for s in Seat])

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["case", "user", "seat"], name="seated_once")]
        indexes = [
            models.Index(fields=["user", "seat", "id"], name="seating_of_user"),
            models.Index(fields=["user", "seat", "case"], name="seating_in_open", condition=models.Q(open=True)),
        ]

    def __str__(self) -> str:
        return self.seat
