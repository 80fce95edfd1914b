"""The names of people in the record: random and stored, so that a leaf of the log names nobody."""

from collections.abc import Iterable
from uuid import UUID

from accounts.compiled import Compiled, IsOneOf
from accounts.models import Pseudonym, User


def pseudonym(user: User, scope: str = "") -> UUID:
    """Return a user's pseudonym in a scope, made at first use. The scope is "" for an officer, a case's id for a party."""
    found, _ = Pseudonym.objects.get_or_create(user=user, scope=scope)
    return found.value


def new_pseudonym(user: User, scope: str) -> Pseudonym:
    """Return a user's pseudonym in a new scope, in which there can be none yet; it is still to be stored."""
    row = Pseudonym(user=user, scope=scope)
    row.set_seal()
    return row


def pseudonyms_of(user: User, *scopes: str) -> dict[str, UUID]:
    """Return the pseudonyms a user was given before in any of the scopes, by scope. One query."""
    return dict(Pseudonym.objects.filter(user=user, scope__in=scopes).values_list("scope", "value"))


def people_behind(values: Iterable[UUID]) -> dict[UUID, User]:
    """Return the users behind pseudonyms, by pseudonym; unknown ones are left out. One query."""
    return {row.value: row.user for row in _BEHIND.rows(values=list(values))}


_BEHIND = Compiled(lambda: Pseudonym.objects.filter(IsOneOf("value", "values")).select_related("user"))


def person_behind(value: UUID) -> User | None:
    """Return the user behind a pseudonym, or None when it is unknown or was forgotten."""
    return people_behind([value]).get(value)


def forget(scope: str) -> None:
    """Forget whom the pseudonyms of a scope stand for, so that they name nobody any more."""
    Pseudonym.objects.filter(scope=scope).delete()
