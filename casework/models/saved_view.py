"""Views of the queue that officers keep for themselves or for everybody in their office."""

from django.conf import settings
from django.db import models

LONGEST, MOST = 40, 20
"""The characters of a name, and how many views a person can keep."""


class SavedView(models.Model):
    """A filter and an order of the queue under a name. `asked` is its address; `starts`: the queue opens with it for `user`.

    Everybody who holds the `office` sees it too; nobody else if that is empty.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    name = models.CharField(max_length=LONGEST)
    asked = models.CharField(max_length=1000)
    starts = models.BooleanField(default=False)
    office = models.CharField(max_length=20, default="", blank=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["user", "name"], name="saved_view_once"),
            models.UniqueConstraint(fields=["user"], name="one_view_starts", condition=models.Q(starts=True)),
        ]
        indexes = [models.Index(fields=["office", "name"], condition=~models.Q(office=""), name="view_of_an_office")]

    def __str__(self) -> str:
        return self.name
