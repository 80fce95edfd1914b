"""Mails about an account: the kinds, and how one is written. notifications/dispatch/account_mails.py sends them.

A mail is a row in the transaction of its cause, so it is not lost, and no mail reports what did not happen.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from uuid import UUID

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import AccountChange, AccountMail, Invitation, MailSubscription, User
from accounts.sealing import seal_secret
from accounts.signals import mail_written

KEPT = timedelta(days=30)
"""How long the row of a mail that was sent or bounced is kept."""


class MailKind(StrEnum):
    """What a mail is about. The value is stored, and names the template in `account/email/`."""

    RESET = "reset"
    SIGN_IN_CHANGED = "sign_in_changed"
    RECORD_IN_DOUBT = "record_in_doubt"
    OWN_SIGN_IN_ATTACKED = "own_sign_in_attacked"
    SIGN_IN_ATTACKED = "sign_in_attacked"
    OATH_UNSIGNED = "oath_unsigned"
    INVITED = "invited"
    NAME_CORRECTED = "name_corrected"
    ADDRESS_CHANGE_ASKED = "address_change_asked"
    ADDRESS_CHANGED = "address_changed"
    LOST_FACTOR_REPORTED = "lost_factor_reported"
    SECOND_FACTOR_REMOVED = "second_factor_removed"
    ACCOUNT_CHANGE_STOPPED = "account_change_stopped"
    ACCOUNT_CLOSED = "account_closed"
    OFFICE_ENDED = "office_ended"
    STANDS_IN = "stands_in"
    SIGNATURE_WAITS = "signature_waits"
    CHECKPOINT = "checkpoint"
    SOMETHING_WAITS = "something_waits"


def page(name: str) -> Callable[[User], str]:
    return lambda _user: settings.BASE_URL + reverse(name)


home, sign_in_page, record_state = page("home"), page("account_login"), page("record_state")


def reset_link(user: User) -> str:
    """Return the address at which a person sets a new password, once, within Django's PASSWORD_RESET_TIMEOUT."""
    key = {"uidb36": user.pk.hex, "key": default_token_generator.make_token(user)}
    return settings.BASE_URL + reverse("account_reset_password_from_key", kwargs=key)


def invitation_link(user: User) -> str:
    """Return the address at which an invited person chooses a password, once, within seven days."""
    invitation = Invitation.objects.select_related("user").filter(user=user).first()
    if invitation is None:
        return sign_in_page(user)
    key = {"invitation": invitation.pk, "link_key": invitation.key}
    return settings.BASE_URL + reverse("accept_invitation", kwargs=key)


def stop_link(kind: AccountChange.Kind) -> Callable[[User], str]:
    """Return a function that gives the address at which a person stops a change of their account."""

    def link(user: User) -> str:
        change = AccountChange.objects.filter(user=user, kind=kind).order_by("-at").first()
        if change is None:
            return home(user)
        return settings.BASE_URL + reverse("stop_change", kwargs={"change": change.pk, "link_key": change.key})

    return link


@dataclass(frozen=True)
class Kind:
    """How a mail of one kind is written when it leaves.

    The template gets `society`, and `link`, which is made for the person at that moment and stored nowhere. `opens`: the
    link lets its reader in, so the mail goes only to a person who may sign in, and only to the account's own address.
    `can_wait`: thousands get it at once, so it leaves after all other mails.
    """

    subject: str | Promise
    link: Callable[[User], str] = home
    opens: bool = False
    can_wait: bool = False


KINDS: Mapping[MailKind, Kind] = {
    MailKind.RESET: Kind(_("Choose a new password"), reset_link, opens=True),
    MailKind.SIGN_IN_CHANGED: Kind(_("The way you sign in was changed"), sign_in_page),
    MailKind.RECORD_IN_DOUBT: Kind(_("The record is in doubt"), record_state),
    MailKind.OWN_SIGN_IN_ATTACKED: Kind(_("Somebody is trying to sign in as you")),
    MailKind.SIGN_IN_ATTACKED: Kind(_("Sign-in is under attack"), record_state),
    MailKind.OATH_UNSIGNED: Kind(_("Please sign the oath"), page("own_oath"), can_wait=True),
    MailKind.INVITED: Kind(_("You are invited"), invitation_link, opens=True),
    MailKind.NAME_CORRECTED: Kind(_("Your name was corrected"), sign_in_page),
    MailKind.ADDRESS_CHANGE_ASKED: Kind(
        _("Your e-mail address is to be changed"), stop_link(AccountChange.Kind.ADDRESS), opens=True
    ),
    MailKind.ADDRESS_CHANGED: Kind(_("Your e-mail address was changed")),
    MailKind.LOST_FACTOR_REPORTED: Kind(
        _("Your second factor was reported lost"), stop_link(AccountChange.Kind.SECOND_FACTOR), opens=True
    ),
    MailKind.SECOND_FACTOR_REMOVED: Kind(_("Set up another second factor"), sign_in_page),
    MailKind.ACCOUNT_CHANGE_STOPPED: Kind(_("Somebody stopped a change of their account"), sign_in_page),
    MailKind.ACCOUNT_CLOSED: Kind(_("Your account was closed")),
    MailKind.OFFICE_ENDED: Kind(_("One of your offices ends")),
    MailKind.STANDS_IN: Kind(_("You were chosen to stand in for somebody"), page("own_absence")),
    MailKind.SIGNATURE_WAITS: Kind(_("Something waits for your signature"), page("admin_waiting")),
    MailKind.CHECKPOINT: Kind(_("The checkpoint of the record"), can_wait=True),
    MailKind.SOMETHING_WAITS: Kind(_("Something is waiting for you"), sign_in_page),
}


def write_mail(person_id: UUID, kind: MailKind, *, address: str = "") -> None:
    """Write a mail to a person in the caller's transaction; it leaves after COMMIT. One statement.

    While a mail of this kind to this person waits, another one would say the same and is not written. `address` replaces
    the address of the account. ValueError for another address with a link that opens the account.
    """
    if address and KINDS[kind].opens:
        raise ValueError(kind)
    sealed = seal_secret(address.strip().lower().encode(), person_id.bytes) if address else None
    keep_mail(person_id, kind, sealed)
    announce()


def keep_mail(person_id: UUID, kind: MailKind, sealed: bytes | None = None) -> None:
    """Write the row without an announcement, for a caller that sends waiting mails itself."""
    moment = timezone.now()
    mail = AccountMail(user_id=person_id, kind=kind, address=sealed, made_at=moment, next_try=moment)
    AccountMail.objects.bulk_create([mail], ignore_conflicts=True)


def subscribe(person_id: UUID, kind: MailKind, *, wanted: bool) -> None:
    """Have mails of this kind sent to a person from now on, or no more."""
    if wanted:
        MailSubscription.objects.get_or_create(user_id=person_id, kind=kind)
    else:
        MailSubscription.objects.filter(user_id=person_id, kind=kind).delete()


def is_subscribed(person_id: UUID, kind: MailKind) -> bool:
    return MailSubscription.objects.filter(user_id=person_id, kind=kind).exists()


def subscribers(kind: MailKind) -> set[UUID]:
    """Return the people who asked for mails of this kind and whose account is open."""
    rows = MailSubscription.objects.filter(kind=kind, user__is_active=True)
    return set(rows.values_list("user_id", flat=True))


def announce() -> None:
    """Ask the worker to send waiting mails after COMMIT. If that fails, the task of the next minute sends them."""
    transaction.on_commit(lambda: mail_written.send_robust(sender=AccountMail), robust=True)
