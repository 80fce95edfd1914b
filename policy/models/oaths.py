"""Signatures under an oath and their endings. Append-only: triggers refuse every change."""

from django.conf import settings
from django.db import models

from policy.models.constraints import digest_of
from policy.models.editions import CodeEdition, OathEdition
from policy.models.members import Member
from policy.signing import OATH_PREFIX


class OathAct(models.Model):
    """What signature and ending share. `position` numbers a member's acts in the order of the record."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    effective = models.DateField()
    at = models.DateTimeField()
    entry_id = models.UUIDField(unique=True)

    class Meta:
        abstract = True
        default_permissions = ()
        ordering = ("member", "effective", "position")
        indexes = [models.Index(fields=["effective"], name="%(class)s_by_day")]
        constraints = [
            models.UniqueConstraint(fields=("member", "position"), name="%(class)s_in_order"),
            models.CheckConstraint(condition=models.Q(position__gte=1), name="%(class)s_is_numbered"),
        ]


class OathSignature(OathAct):
    """A member's signature: the editions, the way of signing, the exact statement and its digest.

    `evidence` is what a passkey left, as canonical JSON, and `salt` what opens the entry's commitment to it. Statement and
    evidence are None if they stood only in a database that was lost; the record says where that is so.
    """

    class Method(models.TextChoices):
        PAPER = "paper", "On paper"
        RE_AUTHENTICATION = "re_authentication", "Signed in again"
        PASSKEY = "passkey", "Passkey"

    oath = models.ForeignKey(OathEdition, on_delete=models.PROTECT, related_name="signatures")
    code = models.ForeignKey(CodeEdition, on_delete=models.PROTECT, related_name="signatures")
    method = models.CharField(max_length=20, choices=Method)
    statement = models.BinaryField(null=True)
    digest = models.BinaryField(unique=True)
    evidence = models.BinaryField(null=True)
    salt = models.BinaryField(null=True)
    imported = models.BooleanField(default=False)
    countersigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(OathAct.Meta):
        """An import is on paper and has a second officer; nothing else has one."""

        abstract = False
        constraints = [
            *OathAct.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(digest=digest_of("statement", prefix=OATH_PREFIX)), name="signature_is_its_statement"
            ),
            models.CheckConstraint(
                condition=models.Q(method__in=("paper", "re_authentication", "passkey")),
                name="signature_method_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(imported=False, countersigned_by__isnull=True)
                | models.Q(imported=True, countersigned_by__isnull=False, method="paper"),
                name="import_is_countersigned",
            ),
            models.CheckConstraint(
                condition=models.Q(method="passkey", evidence__isnull=False, salt__isnull=False)
                | (~models.Q(method="passkey") & models.Q(evidence__isnull=True, salt__isnull=True))
                | models.Q(statement__isnull=True, evidence__isnull=True, salt__isnull=True),
                name="passkey_leaves_evidence",
            ),
        ]

    def __str__(self) -> str:
        return f"signed {self.effective}"


class OathEnding(OathAct):
    """The end of a member's oath, from a day on, until the member signs again."""

    class Reason(models.TextChoices):
        LAPSED = "lapsed", "Membership lapsed"
        RESIGNED = "resigned", "Resigned"
        EXPELLED = "expelled", "Expelled"
        DECEASED = "deceased", "Died"

    reason = models.CharField(max_length=12, choices=Reason)

    class Meta(OathAct.Meta):
        abstract = False
        constraints = [
            *OathAct.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(reason__in=("lapsed", "resigned", "expelled", "deceased")),
                name="ending_reason_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"ended {self.effective}"
