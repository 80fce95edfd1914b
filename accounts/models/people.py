"""How users are made and found."""

import secrets
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.hashers import make_password

from accounts.codes import code_digests
from accounts.raw_rows import RawRows
from accounts.seals import FACTORS, SealIsWrong, account_seal

if TYPE_CHECKING:
    from accounts.models.user import User

# Without vowels, so that no word appears by chance.
_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"


class People(BaseUserManager["User"]):
    """Makes each kind of user whole, so that no caller has to know what a kind may have."""

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
        """Make a person for each address and name at once, each as `create_person` makes one without a password.

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

    def create_reporter(self, *, code_digest: bytes) -> "User":
        """Make a reporter with a random name; `code_digest` comes from accounts.codes.code_digest.

        Raises IntegrityError when the code is known already.
        """
        name = "Reporter " + "".join(secrets.choice(_LETTERS) for _ in range(8))
        return self.create(
            kind=self.model.Kind.REPORTER, name=name, password=make_password(None), code_digest=code_digest
        )

    def reporter_with(self, *, lookup_id: bytes) -> "User | None":
        """Return the active reporter whose receipt code has this look-up id, if there is one. One query either way."""
        known = self.filter(kind=self.model.Kind.REPORTER, is_active=True)
        found = known.filter(code_digest__in=code_digests(lookup_id)).first()
        return found if found is not None and found.has_right_seal(None) else None

    def clock(self) -> "User":
        """Return the one user that acts when time runs out; it is made at the first call."""
        made = {"name": "The clock", "password": make_password(None)}
        found, _ = self.get_or_create(kind=self.model.Kind.CLOCK, defaults=made)
        return found

    def create_service(self, *, name: str) -> "User":
        """Make a user for a program of the installation; it cannot sign in."""
        return self.create(kind=self.model.Kind.SERVICE, name=name, password=make_password(None))

    def lock(self, key: UUID) -> tuple["User", list[str] | None]:
        """Return an account and its second factors, locked until the transaction ends. One query.

        SealIsWrong where the row was changed by another hand; DoesNotExist where there is none.
        """
        found = self._for_update.ask([key])
        if not found:
            raise self.model.DoesNotExist
        user, factors = found[0]
        if not user.has_right_seal(factors):
            raise SealIsWrong
        return user, factors

    def start_over(self, user: "User", *, email: str, name: str) -> "User":
        """Seal an account that another hand has written, with another address and name, and with nothing to sign in by.

        Password, second factors and tokens go. The caller has made sure who asks. IntegrityError for a taken address.
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
        """Return the second factors of an account, as its seal is over them. One query."""
        return next((factors or [] for _, factors in self._by_key.ask([key])), [])

    @cached_property
    def _by_key(self) -> RawRows:
        return RawRows(f"SELECT {{u}}, {FACTORS} FROM accounts_user AS u WHERE u.id = %s", {"u": self.model})  # noqa: S608

    @cached_property
    def _for_update(self) -> RawRows:
        where = "WHERE u.id = %s FOR NO KEY UPDATE OF u"
        return RawRows(f"SELECT {{u}}, {FACTORS} FROM accounts_user AS u {where}", {"u": self.model})  # noqa: S608
