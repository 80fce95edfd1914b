"""The entries of the record about a person, so that a page finds them without reading the whole record."""

from django.conf import settings
from django.db import models


class PersonEntry(models.Model):
    """An entry of the record about a person's account or offices. Only the record has its content."""

    entry_id = models.UUIDField(primary_key=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="entries")
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["user", "-at"], name="entries_of_person")]

    def __str__(self) -> str:
        return str(self.entry_id)
