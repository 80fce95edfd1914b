"""Searches for words within the papers of a person's cases: a worker reads the papers, and nothing of them is kept."""

import uuid

from django.conf import settings
from django.db import models

from vault.models import WrappedKey


class WordSearch(models.Model):
    """The last search of a person. What was typed and where it stands are sealed under a key of the person.

    `look_at` is when a worker takes it on, or takes it on again; None once it is done. `looked` of `all` cases were looked
    through. After `until` the search has ended, and the row is deleted.
    """

    handle = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    until = models.DateTimeField(db_index=True)
    look_at = models.DateTimeField(null=True, db_index=True)
    looked = models.PositiveSmallIntegerField(default=0)
    all = models.PositiveSmallIntegerField(null=True)
    key = models.ForeignKey(WrappedKey, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    words = models.BinaryField()
    found = models.BinaryField(null=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.pk)
