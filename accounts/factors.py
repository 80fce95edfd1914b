"""Second factors bound to their person: a row that was copied to somebody else does not open, and the account's seal
covers each factor.

allauth seals and opens a secret without saying for whom (accounts/adapters.py). Therefore it is sealed again for its person
before a row is saved, and a secret that was read from a row carries the person of that row.
"""

from uuid import UUID

import structlog
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models.signals import post_delete, post_init, post_save, pre_save
from django.dispatch import receiver

from accounts import seals
from accounts.models import User
from accounts.sealing import open_secret, seal_secret

LOG = structlog.get_logger()
SECRETS = ("secret", "seed")


class OfPerson(str):
    """A sealed secret from somebody's row; it opens for this person alone."""

    person: UUID

    @classmethod
    def read(cls, sealed: str, person: UUID) -> "OfPerson":
        read = cls(sealed)
        read.person = person
        return read


def open_bound_secret(sealed: str) -> str:
    """Open a secret for the person whose row held it, or a secret that is in no row yet. Raises CannotOpenSecret."""
    person = sealed.person.bytes if isinstance(sealed, OfPerson) else b""
    return open_secret(sealed.encode(), person).decode()


@receiver(post_init, sender=Authenticator, dispatch_uid="accounts.whose_factor")
def _read(instance: Authenticator, **_: object) -> None:
    if instance.pk is not None and "data" in instance.__dict__:
        kept = {name: OfPerson.read(value, instance.user_id) for name, value in _sealed_secrets(instance)}
        instance.data = {**instance.data, **kept}


@receiver(pre_save, sender=Authenticator, dispatch_uid="accounts.bind_factor")
def _bind(instance: Authenticator, **_: object) -> None:
    person = instance.user_id
    for name, value in _sealed_secrets(instance):
        if not isinstance(value, OfPerson):
            bound = seal_secret(open_bound_secret(value).encode(), person.bytes).decode()
            instance.data[name] = OfPerson.read(bound, person)


@receiver(post_save, sender=Authenticator, dispatch_uid="accounts.seal_with_factor")
def _note_added(instance: Authenticator, created: bool, **_: object) -> None:
    if created:
        _seal_again(instance, was_there=False)


@receiver(post_delete, sender=Authenticator, dispatch_uid="accounts.seal_without_factor")
def _note_removed(instance: Authenticator, **_: object) -> None:
    _seal_again(instance, was_there=True)


def _seal_again(changed: Authenticator, *, was_there: bool) -> None:
    """Seal the account with its factors now, if its seal was right for the factors before this change."""
    one = f"{changed.type} {next((value for _, value in _sealed_secrets(changed)), '')}"
    with transaction.atomic():
        user = User.objects.select_for_update(no_key=True).filter(pk=changed.user_id).first()
        if user is None:
            return
        now = User.objects.factors_of(user.pk)
        before = [*now, one] if was_there else [each for each in now if each != one]
        if not user.has_right_seal(before):
            LOG.error("account_seal_is_wrong", account_id=str(user.pk))
            return
        User.objects.filter(pk=user.pk).update(seal=seals.account_seal(user.sealed_parts, now))


def _sealed_secrets(factor: Authenticator) -> list[tuple[str, str]]:
    return [(name, factor.data[name]) for name in SECRETS if isinstance(factor.data.get(name), str)]
