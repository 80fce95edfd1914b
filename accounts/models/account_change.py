"""Changes that would let a requester into an account: two administrators sign them, and its holder can stop them."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.links import is_link_key, link_key
from accounts.vocabulary import Certainty, ChangeEnd

PURPOSE = "stop a change of an account"


class AccountChange(models.Model):
    """A request to remove a lost second factor, or to change an address.

    `id` is the entry of the request, `signed_entry` the entry by which a second administrator signed it: the record says
    what they did, and this table only says where. Nothing changes before `until`. `address` is sealed for the person, and
    the entry commits to it under `salt`.
    """

    class Kind(models.TextChoices):
        SECOND_FACTOR = "second_factor"
        ADDRESS = "address"

    id = models.UUIDField(primary_key=True, editable=False)
    kind = models.CharField(max_length=13, choices=Kind.choices)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="account_changes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    certainty = models.CharField(max_length=12, choices=[(c.value, c.value) for c in Certainty])
    address = models.BinaryField(null=True, editable=False)
    salt = models.BinaryField(max_length=32, null=True, editable=False)
    at = models.DateTimeField()
    until = models.DateTimeField()
    second = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    signed_entry = models.UUIDField(null=True, editable=False)
    signed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end = models.CharField(max_length=7, choices=[(e.value, e.value) for e in ChangeEnd], blank=True, default="")

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                name="one_open_change_of_a_kind", fields=["user", "kind"], condition=Q(ended_at__isnull=True)
            ),
            models.CheckConstraint(
                name="change_is_signed_by_a_second",
                condition=Q(second__isnull=True, signed_entry__isnull=True, signed_at__isnull=True)
                | (Q(signed_entry__isnull=False, signed_at__isnull=False) & ~Q(second=F("by")) & ~Q(second=F("user"))),
            ),
            models.CheckConstraint(
                name="change_ends_in_a_known_way",
                condition=Q(ended_at__isnull=True, end="")
                | Q(ended_at__isnull=False, end__in=[e.value for e in ChangeEnd]),
            ),
        ]
        indexes = [
            models.Index(fields=["until"], name="change_open", condition=Q(ended_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.kind

    @property
    def key(self) -> str:
        return link_key(PURPOSE, str(self.pk), str(self.user_id))

    def stops_with(self, key: str) -> bool:
        return is_link_key(key, PURPOSE, str(self.pk), str(self.user_id))

    def is_due(self, at: datetime) -> bool:
        """Return whether two people signed it and its waiting time is over."""
        return self.ended_at is None and self.signed_at is not None and self.until <= at
