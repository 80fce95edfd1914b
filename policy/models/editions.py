"""Published editions of Code, oath and rulebook. Triggers refuse every change; a new edition is a new row."""

import hashlib
from typing import ClassVar, cast
from uuid import UUID

from django.db import models

from ledger import canonical
from ledger.canonical import JsonObject
from policy.editions import CodeText, OathText, code_from, oath_from
from policy.models.constraints import digest_of, not_blank


class Edition(models.Model):
    """What every edition has: canonical bytes, their SHA-256, and a key made of that digest."""

    kind: ClassVar[str]
    id = models.UUIDField(primary_key=True, editable=False)
    key = models.CharField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    version = models.CharField(max_length=40)
    in_force_from = models.DateField()
    content = models.BinaryField()
    digest = models.BinaryField()

    class Meta:
        abstract = True
        default_permissions = ()
        ordering = ("in_force_from", "key")
        constraints = [
            models.CheckConstraint(condition=models.Q(digest=digest_of("content")), name="%(class)s_is_its_bytes"),
            models.CheckConstraint(condition=not_blank("key", "title", "version"), name="%(class)s_is_named"),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def values(self) -> JsonObject:
        """The edition's values, read from its bytes. NotCanonical if somebody has changed them."""
        return cast(JsonObject, canonical.decode(bytes(self.content)))

    @property
    def publication(self) -> JsonObject:
        """How an entry, and what people sign, names the edition."""
        return {
            "kind": self.kind,
            "name": self.key,
            "sha256": bytes(self.digest).hex(),
            "in_force_from": self.in_force_from.isoformat(),
        }


class CodeEdition(Edition):
    """One edition of a body's Code."""

    kind = "code"
    body = models.CharField(max_length=200)

    class Meta(Edition.Meta):
        abstract = False
        constraints = [
            *Edition.Meta.constraints,
            models.UniqueConstraint(fields=("in_force_from",), name="one_code_begins_on_a_day"),
        ]

    @property
    def text(self) -> CodeText:
        return code_from(self.values, name=self.key)


class Commitment(models.Model):
    """One commitment of one edition, so that an allegation can point at it. A trigger compares it with the edition."""

    code = models.ForeignKey(CodeEdition, on_delete=models.PROTECT, related_name="commitments")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField()

    class Meta:
        default_permissions = ()
        ordering = ("code", "number")
        constraints = [
            models.UniqueConstraint(fields=("code", "number"), name="commitment_once_in_its_code"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="commitment_is_numbered"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class OathEdition(Edition):
    """One edition of the oath to one Code; its bytes hold the digest of that Code, so a signature binds both texts."""

    kind = "oath"
    code = models.ForeignKey(CodeEdition, on_delete=models.PROTECT, related_name="oaths")
    locale = models.CharField(max_length=35)

    class Meta(Edition.Meta):
        abstract = False
        constraints = [
            *Edition.Meta.constraints,
            models.UniqueConstraint(fields=("in_force_from", "locale"), name="one_oath_begins_on_a_day"),
        ]

    @property
    def text(self) -> OathText:
        values = {name: value for name, value in self.values.items() if name != "code_sha256"}
        return oath_from(values, name=self.key)


class RulebookEdition(Edition):
    """One edition of the rulebook; `policy.queries.rules_of` builds the rules."""

    kind = "rulebook"
    code = models.ForeignKey(CodeEdition, on_delete=models.PROTECT, related_name="rulebooks")

    class Meta(Edition.Meta):
        abstract = False
        constraints = [
            *Edition.Meta.constraints,
            models.UniqueConstraint(fields=("in_force_from",), name="one_rulebook_begins_on_a_day"),
        ]


def edition_id(digest: bytes) -> UUID:
    """Return the id of an edition: the first 122 bits of its digest as a UUID of version 8 (RFC 9562, section 5.8).

    So the same words have the same id in every installation, and an id in the record pins the words.
    """
    number = int.from_bytes(digest[:16], "big")
    number = number & ~(0xF << 76) | 0x8 << 76
    return UUID(int=number & ~(0x3 << 62) | 0x2 << 62)


def content_of(values: JsonObject) -> tuple[bytes, bytes]:
    """Return the canonical bytes of an edition's values and their SHA-256."""
    content = canonical.encode(values)
    return content, hashlib.sha256(content).digest()
