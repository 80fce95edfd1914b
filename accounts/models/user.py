"""Everybody who acts: people, reporters known by a code, the clock, and services."""

import secrets
import uuid
from collections.abc import Iterable
from functools import cached_property
from typing import Any, ClassVar
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, make_password
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models, transaction
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Lower
from django.utils.crypto import constant_time_compare

from accounts import seals
from accounts.codes import code_digests, reference_digests
from accounts.prepared_rows import insert_rows
from accounts.raw_rows import RawRows
from accounts.seals import FACTORS, SealIsWrong, account_seal

_WORDS_OF_ADDRESS = Func(
    F("email"), Value("@.-_+"), Value("     "), function="TRANSLATE", output_field=models.TextField()
)
SEARCHED = SearchVector("name", _WORDS_OF_ADDRESS, config="simple")
"""The words by which a search finds a person, each from its beginning."""
SEALED = frozenset({"kind", "email", "name", "password", "code_digest", "is_active", "is_superuser"})
"""The columns that the seal covers, besides the key. It does not cover `last_login`."""
# Without vowels, so that no word appears by chance.
_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"


class People(BaseUserManager["User"]):
    """Makes users of each kind, so that no caller has to know which fields a kind may have."""

    def create_person(
        self, *, email: str, name: str, password: str | None = None, is_superuser: bool = False
    ) -> "User":
        """Make a person who signs in with this address, lower-cased; without a password only after a reset.

        Raises IntegrityError when the address is taken.
        """
        return self.create(
            kind=self.model.Kind.PERSON,
            email=email.strip().lower(),
            name=name,
            password=make_password(password),
            is_superuser=is_superuser,
        )

    def create_people(self, named: Iterable[tuple[str, str]]) -> "list[User]":
        """Make a person for each address and name at once, as `create_person` does without a password.

        Raises IntegrityError when an address is taken.
        """
        people = [
            self.model(
                kind=self.model.Kind.PERSON, email=email.strip().lower(), name=name, password=make_password(None)
            )
            for email, name in named
        ]
        for person in people:
            person.seal = account_seal(person.sealed_parts)
        return self.bulk_create(people)

    def new_reporter(self, *, code_digest: bytes, reference: str = "") -> "User":
        """Return a sealed reporter with a random name, still to be stored; that fails if the code is known already.

        `code_digest` comes from accounts.codes.code_digest.
        """
        name = "Reporter " + "".join(secrets.choice(_LETTERS) for _ in range(8))
        # Django makes the same with forty calls of the system for random bytes.
        reporter = self.model(
            kind=self.model.Kind.REPORTER,
            name=name,
            password=UNUSABLE_PASSWORD_PREFIX + secrets.token_hex(20),
            code_digest=code_digest,
            reference_digest=reference_digests(reference)[0] if reference else None,
        )
        reporter.seal = account_seal(reporter.sealed_parts)
        return reporter

    def reporter_with(self, *, lookup_id: bytes) -> "User | None":
        """Return the active reporter whose receipt code has this look-up id, if there is one. One query either way."""
        known = self.filter(kind=self.model.Kind.REPORTER, is_active=True)
        found = known.filter(code_digest__in=code_digests(lookup_id)).first()
        return found if found is not None and found.has_right_seal(None) else None

    def clock(self) -> "User":
        """Return the user that acts when time runs out. The first call makes it."""
        made = {"name": "The clock", "password": make_password(None)}
        found, _ = self.get_or_create(kind=self.model.Kind.CLOCK, defaults=made)
        return found

    def has_been_exchanged(self, *, lookup_id: bytes) -> bool:
        """Whether this look-up id belongs to a code that staff made and that was replaced. One query."""
        return self.filter(slip_digest__in=code_digests(lookup_id)).exists()

    def lock(self, key: UUID) -> tuple["User", list[str] | None]:
        """Return an account and its second factors, locked until the transaction ends. One query.

        SealIsWrong if other code changed the row; DoesNotExist if there is none.
        """
        found = self._for_update.ask([key])
        if not found:
            raise self.model.DoesNotExist
        user, factors = found[0]
        if not user.has_right_seal(factors):
            raise SealIsWrong
        return user, factors

    def start_over(self, user: "User", *, email: str, name: str) -> "User":
        """Seal an account that other code has written, with a new address and name, and with no way to sign in.

        It deletes password, second factors and tokens. The caller has checked who asks. IntegrityError for a taken address.
        """
        stored = self.select_for_update(no_key=True).get(pk=user.pk)
        seal = account_seal(stored.sealed_parts, self.factors_of(user.pk))
        self.filter(pk=user.pk).update(seal=seal)
        stored.email, stored.name, stored.is_superuser = email.strip().lower(), name, False
        stored.set_unusable_password()
        stored.save()
        for factor in stored.authenticator_set.all():  # type: ignore[attr-defined]
            factor.delete()  # one at a time: the account is sealed again after each
        stored.tokens.all().delete()
        return self.get(pk=user.pk)

    def factors_of(self, key: UUID) -> list[str]:
        """Return the second factors of an account in the form that its seal covers. One query."""
        return next((factors or [] for _, factors in self._by_key.ask([key])), [])

    @cached_property
    def _by_key(self) -> RawRows:
        return RawRows(f"SELECT {{u}}, {FACTORS} FROM accounts_user AS u WHERE u.id = %s", {"u": self.model})  # noqa: S608

    @cached_property
    def _for_update(self) -> RawRows:
        where = "WHERE u.id = %s FOR NO KEY UPDATE OF u"
        return RawRows(f"SELECT {{u}}, {FACTORS} FROM accounts_user AS u {where}", {"u": self.model})  # noqa: S608


class User(AbstractBaseUser):
    """An actor. Only a person can sign in; a reporter uses a code, and the clock and services use nothing.

    There are no global permissions: rights are rows that casework reads itself, and `is_superuser` gives none.
    `seal` covers SEALED and the second factors. Only `save` writes it, and only if the stored seal is right.
    """

    class Kind(models.TextChoices):
        PERSON = "person"
        REPORTER = "reporter"
        CLOCK = "clock"
        SERVICE = "service"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.PERSON)
    email = models.EmailField(max_length=254, unique=True, null=True, blank=True)
    name = models.CharField(max_length=200)
    code_digest = models.BinaryField(max_length=32, unique=True, null=True, editable=False)
    slip_digest = models.BinaryField(max_length=32, unique=True, null=True, editable=False)
    """The digest of the code that was replaced last. Staff made it, and it opens nothing now. The seal does not cover it."""
    reference_digest = models.BinaryField(max_length=32, unique=True, null=True, editable=False)
    """The digest of a reporter's reference, by which intake finds their cases. The nightly check compares it with the report;
    it goes with the keys of their last case. The seal does not cover it."""
    is_active = models.BooleanField(default=True)
    is_superuser = models.BooleanField(default=False)
    seal = models.CharField(max_length=64, editable=False)
    zone = models.CharField(max_length=64, blank=True, default="")
    """The zone in which the person reads times, by its name; empty for the Society's. The seal does not cover it."""

    objects: ClassVar[People] = People()
    has_alarm = False
    """Whether an alarm waits for this person. Reading the person of a session sets it; a page then reads the alarms."""

    USERNAME_FIELD = "email"

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
        digest = None if self.code_digest is None else bytes(self.code_digest).hex()
        flags = [seals.as_sql_text(flag) for flag in (self.is_active, self.is_superuser)]
        return [str(self.pk), self.kind, self.email, self.name, self.password, digest, *flags]

    def change_code(self, digest: bytes) -> None:
        """Let only the code with this digest open a reporter's channel, and keep the digest of the code that it replaces."""
        if self.code_digest is not None and bytes(self.code_digest) != digest:
            self.slip_digest, self.code_digest = self.code_digest, digest
            self.save(update_fields=["code_digest", "slip_digest"])

    def is_behind(self, auth_hash: str) -> bool:
        """Whether this is the `get_session_auth_hash` of the current password, under the key in use or a retired one."""
        known = [self.get_session_auth_hash(), *self.get_session_auth_fallback_hash()]
        return any(constant_time_compare(auth_hash, each) for each in known)

    def has_right_seal(self, factors: Iterable[str] | None) -> bool:
        """Whether the row is as this code wrote it; `factors` as `seals.FACTORS` reads them."""
        return seals.is_account_seal(self.seal, self.sealed_parts, factors)

    def save(self, *, update_fields: Iterable[str] | None = None, **options: Any) -> None:
        """Seal and save. SealIsWrong if other code changed the stored row."""
        written = None if update_fields is None else set(update_fields)
        if written is not None and not written & SEALED:
            super().save(update_fields=written, **options)
            return
        if self._state.adding:
            self.seal = seals.account_seal(self.sealed_parts)
            insert_rows([self])
            return
        with transaction.atomic():
            _, factors = type(self).objects.lock(self.pk)
            self.seal = seals.account_seal(self.sealed_parts, factors)
            super().save(update_fields=None if written is None else {*written, "seal"}, **options)
