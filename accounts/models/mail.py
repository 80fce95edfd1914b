"""Mails about an account that wait or were sent, and requests for a new password that still wait for the worker."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q


class AccountMail(models.Model):
    """A mail about an account. It holds no text and no link: both are made when the mail leaves.

    `next_try` (UTC) is None once the mail was sent or given up. `address` is set if the mail goes to another address than
    the account's, such as the old address. It is sealed for the person, and deleted once the mail is settled.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="account_mails")
    kind = models.CharField(max_length=32)
    address = models.BinaryField(null=True, editable=False)
    made_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    bounced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="mail_waits_or_is_settled",
                condition=Q(next_try__isnull=False, sent_at__isnull=True, bounced_at__isnull=True)
                | Q(next_try__isnull=True, sent_at__isnull=False, bounced_at__isnull=True)
                | Q(next_try__isnull=True, sent_at__isnull=True, bounced_at__isnull=False),
            ),
            models.UniqueConstraint(
                name="one_mail_of_a_kind_waits",
                fields=["user", "kind"],
                condition=Q(next_try__isnull=False, address__isnull=True),
            ),
        ]
        indexes = [
            models.Index(name="account_mail_waits", fields=["next_try"], condition=Q(next_try__isnull=False)),
            models.Index(name="account_mail_by_age", fields=["made_at"]),
        ]

    def __str__(self) -> str:
        return self.kind


class MailSubscription(models.Model):
    """A person asked for the mails of a kind that goes only to those who ask."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_subscriptions")
    kind = models.CharField(max_length=32)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(name="subscribed_once", fields=["user", "kind"])]

    def __str__(self) -> str:
        return self.kind


class ResetRequest(models.Model):
    """A request for a new password for an address, which is sealed. The worker looks up later whether a person has it.

    Every request is a row, whether the address is known or not, so that the page does the same work for both.
    """

    address = models.BinaryField(editable=False)
    made_at = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.pk)
