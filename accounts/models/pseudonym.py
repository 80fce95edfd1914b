"""The random names of people in the record."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models

from accounts import seals
from accounts.prepared_rows import insert_rows


class Pseudonym(models.Model):
    """A random id that stands for a user in one scope of the record; without its row it names nobody.

    A row without the right `seal` opens nothing: otherwise somebody could get the name, and so the seats, of another.
    """

    value = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="pseudonyms")
    scope = models.CharField(max_length=64, blank=True, default="")
    seal = models.CharField(max_length=64, editable=False)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(name="one_pseudonym_a_scope", fields=["user", "scope"])]

    def __str__(self) -> str:
        return str(self.value)

    @property
    def has_right_seal(self) -> bool:
        return seals.is_pseudonym_seal(self.seal, self.value, self.user_id, self.scope)

    def set_seal(self) -> None:
        self.seal = seals.pseudonym_seal(self.value, self.user_id, self.scope)

    def save(self, **_options: Any) -> None:
        """Seal and insert. A pseudonym is made once and never changed."""
        self.set_seal()
        insert_rows([self])
