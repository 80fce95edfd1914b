"""Everybody who acts: people, reporters known by a code, the clock, and services."""

import uuid
from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models, transaction
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Lower

from accounts import seals
from accounts.models.people import People

_WORDS_OF_ADDRESS = Func(
    F("email"), Value("@.-_+"), Value("     "), function="TRANSLATE", output_field=models.TextField()
)
SEARCHED = SearchVector("name", _WORDS_OF_ADDRESS, config="simple")
"""The words by which a person is found, each from its beginning."""
SEALED = frozenset({"kind", "email", "name", "password", "code_digest", "is_active", "is_superuser"})
"""The columns that the seal is over, besides the key; `last_login` is not one of them."""


class User(AbstractBaseUser):
    """One who acts. Only a person can sign in; a reporter is known by a code, the clock and services by nothing.

    There are no global permissions: rights are rows that casework reads itself, and `is_superuser` gives none.
    `seal` is over SEALED and the second factors. Only `save` writes it, and only where the stored one is right.
    """

    class Kind(models.TextChoices):
        """What kind of actor this is; it never changes."""

        PERSON = "person"
        REPORTER = "reporter"
        CLOCK = "clock"
        SERVICE = "service"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.PERSON)
    email = models.EmailField(max_length=254, unique=True, null=True, blank=True)
    name = models.CharField(max_length=200)
    code_digest = models.BinaryField(max_length=32, unique=True, null=True, editable=False)
    is_active = models.BooleanField(default=True)
    is_superuser = models.BooleanField(default=False)
    seal = models.CharField(max_length=64, editable=False)

    objects: ClassVar[People] = People()
    has_alarm = False
    """Whether an alarm waits for this person. Set where the person of a session is read; the alarms are read for a page."""

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        default_permissions = ()
        indexes = [
            GinIndex(SEARCHED, name="person_by_word"),
            models.Index(fields=["name", "id"], name="person_by_name", condition=Q(kind="person")),
        ]
        constraints = [
            models.CheckConstraint(
                name="only_people_sign_in",
                condition=Q(kind="person", email__isnull=False)
                | Q(
                    ~Q(kind="person"),
                    email__isnull=True,
                    last_login__isnull=True,
                    password__startswith=UNUSABLE_PASSWORD_PREFIX,
                ),
            ),
            models.CheckConstraint(
                name="only_reporters_have_a_code",
                condition=Q(kind="reporter", code_digest__isnull=False)
                | Q(~Q(kind="reporter"), code_digest__isnull=True),
            ),
            models.CheckConstraint(
                name="kind_of_actor_is_known", condition=Q(kind__in=["person", "reporter", "clock", "service"])
            ),
            models.CheckConstraint(name="email_is_lower_case", condition=Q(email=Lower("email"))),
            models.UniqueConstraint(name="one_clock", fields=["kind"], condition=Q(kind="clock")),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def sealed_parts(self) -> seals.Parts:
        """What the seal is over, besides the second factors."""
        return seals.account_parts(
            key=self.pk,
            kind=self.kind,
            email=self.email,
            name=self.name,
            password=self.password,
            code_digest=self.code_digest,
            is_active=self.is_active,
            is_superuser=self.is_superuser,
        )

    def has_right_seal(self, factors: Iterable[str] | None) -> bool:
        """Whether the row is as this code wrote it; `factors` as `seals.FACTORS` reads them."""
        return seals.is_account_seal(self.seal, self.sealed_parts, factors)

    def save(self, *, update_fields: Iterable[str] | None = None, **options: Any) -> None:
        """Save, and seal what is saved. SealIsWrong where the stored row was changed by another hand."""
        written = None if update_fields is None else set(update_fields)
        if written is not None and not written & SEALED:
            super().save(update_fields=written, **options)
            return
        if self._state.adding:
            self.seal = seals.account_seal(self.sealed_parts)
            super().save(update_fields=written, **options)
            return
        with transaction.atomic():
            _, factors = type(self).objects.lock(self.pk)
            self.seal = seals.account_seal(self.sealed_parts, factors)
            super().save(update_fields=None if written is None else {*written, "seal"}, **options)
