"""People who act, the offices they hold, and the names they go by in the record."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import F, Q

from accounts.offices import Office


class Users(BaseUserManager["User"]):
    """Makes users, a kind at a time."""

    def create_person(self, *, email: str, name: str, password: str | None = None, **more: Any) -> "User":
        """Make a person who can sign in; without a password only after setting one by mail."""
        user = User(kind=User.Kind.PERSON, email=self.normalize_email(email).lower(), name=name, **more)
        user.set_password(password)
        user.save()
        Pseudonym.objects.create(user=user)
        return user

    def create_reporter(self, *, code_digest: bytes) -> "User":
        """Make the user behind a receipt code: no name, no address, no password."""
        user = User(kind=User.Kind.REPORTER, name=f"Reporter {uuid.uuid4().hex[:8]}", code_digest=code_digest)
        user.set_unusable_password()
        user.save()
        return user

    def clock(self) -> "User":
        """Return the one user that acts on lapses, made at first use."""
        user, new = self.get_or_create(kind=User.Kind.CLOCK, defaults={"name": "The clock"})
        if new:
            Pseudonym.objects.create(user=user)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """Everybody who acts: a person, a reporter behind a code, the clock, a service. Only a person can sign in."""

    class Kind(models.TextChoices):
        """What kind of actor a user is."""

        PERSON = "person"
        REPORTER = "reporter"
        CLOCK = "clock"
        SERVICE = "service"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.PERSON)
    email = models.EmailField(unique=True, null=True, blank=True)
    name = models.CharField(max_length=200)
    code_digest = models.BinaryField(max_length=32, unique=True, null=True, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = Users()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="only_a_person_has_an_address",
                condition=Q(kind="person", email__isnull=False) | (~Q(kind="person") & Q(email__isnull=True)),
            ),
            models.UniqueConstraint(name="one_clock", fields=["kind"], condition=Q(kind="clock")),
        ]

    def __str__(self) -> str:
        return self.name


class Appointments(models.QuerySet["Appointment"]):
    """Appointments, with the pseudonym of their holder where asked."""

    def annotate_pseudonym(self) -> "Appointments":
        """Add the holder's standing pseudonym as `pseudonym`."""
        return self.annotate(pseudonym=F("user__pseudonyms__value"))


class Appointment(models.Model):
    """A person in an office from a day on; `lay` for panels, `alternate` for the outside pool, in its `order`."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="appointments")
    office = models.CharField(max_length=24, choices=[(o.value, o.value) for o in Office])
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    lay = models.BooleanField(default=False)
    alternate = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)
    objects = Appointments.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="appointed_once", fields=["user", "office", "since"]),
            models.CheckConstraint(
                name="office_ends_after_it_began", condition=Q(until__isnull=True) | Q(until__gte=F("since"))
            ),
        ]
        indexes = [models.Index(fields=["office", "since"], name="office_holders")]

    def __str__(self) -> str:
        return self.office


class Pseudonym(models.Model):
    """The random name a user goes by in the record: one of its own, and a fresh one in each case as a party."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="pseudonyms")
    scope = models.CharField(max_length=40, blank=True, default="")
    value = models.UUIDField(unique=True, default=uuid.uuid4)

    class Meta:
        constraints = [models.UniqueConstraint(name="one_pseudonym_a_scope", fields=["user", "scope"])]

    def __str__(self) -> str:
        return str(self.value)
