"""When a person is away, so that new seats go to others first."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Absence(models.Model):
    """A person's absence from `since` to `until`, both days included. It takes no office and no seat away.

    `stand_in` is offered the seats that the rota would offer to this person.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="absence", primary_key=True
    )
    since = models.DateField()
    until = models.DateField()
    stand_in = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(name="absence_ends_after_it_begins", condition=Q(until__gte=F("since"))),
        ]
        indexes = [models.Index(fields=["until"], name="absent_until")]

    def __str__(self) -> str:
        return f"{self.since} {self.until}"

    def holds_on(self, day: date) -> bool:
        return self.since <= day <= self.until
