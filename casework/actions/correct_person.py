"""The name and the address of an account are corrected."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.mails import MailKind, write_mail
from accounts.models import AccountChange, User
from accounts.offices import compare_again
from accounts.vocabulary import Certainty, Office
from casework import access
from casework.access import Actor
from casework.vocabulary import BadShape, NotNow
from ledger.append import Draft, append
from ledger.clock import now
from policy.models import Member

ROLE = Office.ADMINISTRATOR.value


@dataclass(frozen=True, kw_only=True)
class Corrected:
    """What was corrected at once, and whether the address waits for a second administrator."""

    name: bool
    address: bool
    waits: bool


@transaction.atomic(durable=True)
def correct_person(*, by: Actor, user: User, name: str, email: str, certainty: Certainty) -> Corrected:
    """Correct a name at once, and with it an address that opened nothing yet; ask for any other address to be changed.

    Whoever reads the mail of an address can choose its account's password. So the address of a member, and of anybody who
    has signed in, is changed as a lost second factor is: signed by two, after a waiting time, and its person can stop it.
    Cases are compared with the new name of somebody in office. NotSeen unless an administrator acts; NotNow for their own
    account and for a closed one; BadShape for an address that belongs to somebody else. Appends `person.name_corrected`,
    and `person.address_corrected` or `account_change.asked`.
    """
    access.require_office(by, Office.ADMINISTRATOR)
    moment, email = now(), email.strip().lower()
    user, _ = User.objects.locked(user.pk)
    _refuse(by.user, user, email)
    renamed, readdressed = name != user.name, email != user.email
    waits = readdressed and (user.last_login is not None or Member.objects.filter(user=user).exists())
    drafts: list[Draft] = []
    if renamed:
        drafts += _renamed(by.user, user, name, moment)
    if waits:
        kind = AccountChange.Kind.ADDRESS
        drafts.append(access.asked_for(by.user, user, kind, certainty, moment, address=email))
        write_mail(user.pk, MailKind.ADDRESS_CHANGE_ASKED)
    elif readdressed:
        drafts += _readdressed(by.user, user, email, moment)
    append(*drafts)
    return Corrected(name=renamed, address=readdressed and not waits, waits=waits)


def _renamed(by: User, user: User, name: str, moment: datetime) -> list[Draft]:
    user.name = name
    user.save(update_fields=["name"])
    compare_again(user, moment + access.MARGIN)
    write_mail(user.pk, MailKind.NAME_CORRECTED)
    return [access.entry_about(user, "person.name_corrected", by=by, role=ROLE, moment=moment)]


def _readdressed(by: User, user: User, email: str, moment: datetime) -> list[Draft]:
    """Set the address of somebody who never came, and tell both. Who has no password is invited at the right one."""
    before, user.email = user.email or "", email
    try:
        with transaction.atomic():
            user.save(update_fields=["email"])
    except IntegrityError:
        raise BadShape({"email": ["This address belongs to somebody else already."]}) from None
    write_mail(user.pk, MailKind.ADDRESS_CHANGED, address=before)
    write_mail(user.pk, MailKind.ADDRESS_CHANGED)
    corrected = access.entry_about(user, "person.address_corrected", by=by, role=ROLE, moment=moment)
    if user.has_usable_password():
        return [corrected]
    return [corrected, access.invited(by, user, moment)]


def _refuse(by: User, user: User, email: str) -> None:
    if by.pk == user.pk:
        raise NotNow("Another administrator has to correct your own account.")
    if not user.is_active:
        raise NotNow("This account is closed.")
    if holder := User.objects.filter(email=email).exclude(pk=user.pk).first():
        raise BadShape({"email": [f"This address belongs to {holder.name} already."]})
