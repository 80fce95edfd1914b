"""Passkeys with which people sign, each tied to the entry that brought it into the record."""

from base64 import b64encode
from uuid import uuid4

from django.conf import settings
from django.db import models

from policy.passkeys import plain


class SigningKey(models.Model):
    """A key that signs for a person, by the pseudonym it signs under: as a member, or in office. It signs nobody in.

    `counts_from`: when it may sign first. The entry commits to `json` under `salt`; the row is a copy that the record is
    asked about before anything is believed of it.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="signing_keys")
    person = models.UUIDField()
    stream = models.CharField(max_length=50)
    credential = models.BinaryField(unique=True)
    cose = models.BinaryField()
    rp_id = models.CharField(max_length=253)
    origin = models.CharField(max_length=200)
    salt = models.BinaryField()
    at = models.DateTimeField()
    counts_from = models.DateTimeField()
    entry_id = models.UUIDField(unique=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One that signs for each pseudonym; those before it stay."""

        default_permissions = ()
        ordering = ("at",)
        constraints = [
            models.UniqueConstraint(
                fields=("person",), condition=models.Q(retired_at__isnull=True), name="one_key_signs_for_a_person"
            ),
            models.CheckConstraint(condition=models.Q(counts_from__gte=models.F("at")), name="a_key_counts_once_made"),
        ]

    def __str__(self) -> str:
        return f"signs from {self.counts_from:%Y-%m-%d}"

    @property
    def json(self) -> dict[str, str]:
        """What its entry commits to: the public half, and the one place where it signs."""
        return {
            "credential": b64encode(bytes(self.credential)).decode(),
            "public_key": b64encode(plain(bytes(self.cose))).decode(),
            "rp_id": self.rp_id,
            "origin": self.origin,
        }
