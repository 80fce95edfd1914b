"""Actions that correct, close and reopen an account."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.mails import MailKind, write_mail
from accounts.models import AccountChange, Invitation, User
from accounts.offices import compare_again, end_office, offices_outlasting
from accounts.pseudonyms import pseudonym
from accounts.vocabulary import Certainty, ChangeEnd, ChangeRefusal, Office
from casework import access
from casework.access import Actor, account_changes, appointing
from casework.vocabulary import BadShape, NotNow
from ledger.append import Draft, append
from ledger.clock import now
from policy.actions.countersign_key import delete_pending
from policy.models import Member, Pending
from policy.queries.second_person import why_not_second

ROLE = Office.ADMINISTRATOR.value


@transaction.atomic(durable=True)
def close_account(*, by: Actor, user: User) -> None:
    """End all offices of an account today, delete its tokens and invitations, and let nobody sign in with it any more.

    Every session ends with its next request. Seats in cases stay until they are filled again, as when an office ends.
    Proposals about this account that wait for a second person are sent back. NotSeen unless an administrator acts; NotNow
    for their own account, for a closed one, and for the account of a member, who reads letters with it. Appends
    `office.ended` for each office, and then `account.closed`.
    """
    access.require_office(by, Office.ADMINISTRATOR)
    moment = now()
    user, _ = User.objects.lock(user.pk)
    _refuse_to_close(by.user, user)
    drafts = [*_end_offices(by.user, user, moment), *_end_waiting(by.user, user, moment)]
    Invitation.objects.filter(user=user).delete()
    user.tokens.all().delete()
    user.devices.all().delete()
    user.is_active = False
    user.save(update_fields=["is_active"])
    write_mail(user.pk, MailKind.ACCOUNT_CLOSED)
    drafts.append(access.entry_about(user, "account.closed", by=by.user, role=ROLE, moment=moment))
    append(*drafts)


def _refuse_to_close(by: User, user: User) -> None:
    if by.pk == user.pk:
        raise NotNow("Another administrator has to close your account.")
    if not user.is_active:
        raise NotNow("This account is closed already.")
    if Member.objects.filter(user=user).exists():
        raise NotNow("A member reads their letters with this account. End their offices instead.")


def _end_offices(by: User, user: User, moment: datetime) -> list[Draft]:
    drafts = []
    for office in offices_outlasting(user, moment.date()):
        end_office(user=user, office=office, until=moment.date())
        drafts.append(appointing.office_ended_draft(by, user, office, moment.date(), moment))
    return drafts


def _end_waiting(by: User, user: User, moment: datetime) -> Iterator[Draft]:
    for pending in Pending.objects.select_for_update().filter(about=user):
        yield delete_pending(pending, by=by, role=ROLE, at=moment)
    for change in AccountChange.objects.filter(user=user, ended_at__isnull=True):
        reason = {"reason": ChangeRefusal.ACCOUNT_CLOSED.value}
        locked = account_changes.lock_change(change.pk)
        yield account_changes.end_change(locked, ChangeEnd.REFUSED, by=by, role=ROLE, moment=moment, data=reason)


@dataclass(frozen=True, kw_only=True)
class Corrected:
    """What was corrected at once, and whether the new address waits for a second administrator."""

    name: bool
    address: bool
    waits: bool


@transaction.atomic(durable=True)
def correct_person(*, by: Actor, user: User, name: str, email: str, certainty: Certainty) -> Corrected:
    """Correct a name, and an address that nobody has signed in with, at once; ask for the change of any other address.

    A person who reads the mail of an address can choose the password of its account. Therefore the address of a member, and
    of anybody who has signed in, is changed like a lost second factor: two people sign, time passes, and the person
    concerned can stop it. If the person holds an office, all cases are compared with the new name. NotSeen unless an
    administrator acts; NotNow for their own account and for a closed one; BadShape for somebody else's address. Appends
    `person.name_corrected`, and `person.address_corrected` or `account_change.asked`.
    """
    access.require_office(by, Office.ADMINISTRATOR)
    moment, email = now(), email.strip().lower()
    user, _ = User.objects.lock(user.pk)
    _refuse_to_correct(by.user, user, email)
    renamed, readdressed = name != user.name, email != user.email
    waits = readdressed and (user.last_login is not None or Member.objects.filter(user=user).exists())
    drafts: list[Draft] = []
    if renamed:
        drafts += _rename(by.user, user, name, moment)
    if waits:
        kind = AccountChange.Kind.ADDRESS
        drafts.append(account_changes.ask_for_change(by.user, user, kind, certainty, moment, address=email))
        write_mail(user.pk, MailKind.ADDRESS_CHANGE_ASKED)
    elif readdressed:
        drafts += _readdress(by.user, user, email, moment)
    append(*drafts)
    return Corrected(name=renamed, address=readdressed and not waits, waits=waits)


def _rename(by: User, user: User, name: str, moment: datetime) -> list[Draft]:
    user.name = name
    user.save(update_fields=["name"])
    compare_again(user, moment + appointing.MARGIN)
    write_mail(user.pk, MailKind.NAME_CORRECTED)
    return [access.entry_about(user, "person.name_corrected", by=by, role=ROLE, moment=moment)]


def _readdress(by: User, user: User, email: str, moment: datetime) -> list[Draft]:
    """Set the address of somebody who never signed in, and write to both addresses. Without a password, invite them again."""
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
    return [corrected, appointing.invitation_draft(by, user, moment)]


def _refuse_to_correct(by: User, user: User, email: str) -> None:
    if by.pk == user.pk:
        raise NotNow("Another administrator has to correct your own account.")
    if not user.is_active:
        raise NotNow("This account is closed.")
    if holder := User.objects.filter(email=email).exclude(pk=user.pk).first():
        raise BadShape({"email": [f"This address belongs to {holder.name} already."]})


@transaction.atomic(durable=True)
def reopen_account(*, by: Actor, second: User, user: User, email: str, name: str) -> User:
    """Give an account the right address and name, delete its password, second factor and tokens, and return it sealed.

    Two people do it: an administrator, and a second person who is allowed to sign. NotSeen unless an administrator acts;
    NotNow if the account's seal is right, or if another person has to sign. Appends `account.reopened` to the system's stream.
    """
    access.require_office(by, Office.ADMINISTRATOR)
    moment = now()
    if user.has_right_seal(User.objects.factors_of(user.pk)):
        raise NotNow("The seal of this account is right: its person chooses a new password at /accounts/reset/.")
    if user.pk == by.user.pk or user.kind != User.Kind.PERSON:
        raise NotNow("Somebody else's account can be reopened, and only a person has one.")
    if refused := why_not_second(second, about=user.pk, by=by.user.pk, day=moment.date()):
        raise NotNow(refused)
    found = User.objects.start_over(user, email=email, name=name)
    data = {"person": str(pseudonym(user)), "second": str(pseudonym(second))}
    append(access.system_entry("account.reopened", by=by.user, role=ROLE, moment=moment, data=data))
    return found
