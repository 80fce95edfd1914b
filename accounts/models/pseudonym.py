"""The random names by which the record knows people."""

import uuid

from django.conf import settings
from django.db import models


class Pseudonym(models.Model):
    """A random id that stands for a user in one scope of the record; without its row it names nobody."""

    value = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="pseudonyms")
    scope = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(name="one_pseudonym_a_scope", fields=["user", "scope"])]

    def __str__(self) -> str:
        return str(self.value)
