"""Everybody who acts: people, reporters known by a code, the clock, and services."""

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from accounts.models.people import People


class User(AbstractBaseUser):
    """One who acts. Only a person can sign in; a reporter is known by a code, the clock and services by nothing.

    There are no global permissions: rights are rows that casework reads itself, and `is_superuser` gives none.
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

    objects: ClassVar[People] = People()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        default_permissions = ()
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
