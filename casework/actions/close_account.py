"""An account is closed."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from accounts.mails import MailKind, write_mail
from accounts.models import AccountChange, Invitation, User
from accounts.offices import end_office, offices_outlasting
from accounts.vocabulary import ChangeEnd, ChangeRefusal, Office
from casework import access
from casework.access import Actor
from casework.vocabulary import NotNow
from ledger.append import Draft, append
from ledger.clock import now
from policy.actions.countersign_key import sent_back
from policy.models import Member, Pending

ROLE = Office.ADMINISTRATOR.value


@transaction.atomic(durable=True)
def close_account(*, by: Actor, user: User) -> None:
    """End all offices with today, take away programs' tokens and invitations, and let nobody sign in with it any more.

    Every session ends with its next request. Seats in cases stay until they are filled again, as when an office ends. What
    waits for a second person about this account is sent back. NotSeen unless an administrator acts; NotNow for their own
    account, for one that is closed, and for a member's, who reads their letters with it. Appends `account.closed`, and
    before it `office.ended` for each office.
    """
    access.require_office(by, Office.ADMINISTRATOR)
    moment = now()
    user, _ = User.objects.locked(user.pk)
    _refuse(by.user, user)
    drafts = [*_offices_ended(by.user, user, moment), *_waiting_ended(by.user, user, moment)]
    Invitation.objects.filter(user=user).delete()
    user.tokens.all().delete()
    user.devices.all().delete()
    user.is_active = False
    user.save(update_fields=["is_active"])
    write_mail(user.pk, MailKind.ACCOUNT_CLOSED)
    drafts.append(access.entry_about(user, "account.closed", by=by.user, role=ROLE, moment=moment))
    append(*drafts)


def _refuse(by: User, user: User) -> None:
    if by.pk == user.pk:
        raise NotNow("Another administrator has to close your account.")
    if not user.is_active:
        raise NotNow("This account is closed already.")
    if Member.objects.filter(user=user).exists():
        raise NotNow("A member reads their letters with this account. End their offices instead.")


def _offices_ended(by: User, user: User, moment: datetime) -> list[Draft]:
    drafts = []
    for office in offices_outlasting(user, moment.date()):
        end_office(user=user, office=office, until=moment.date())
        drafts.append(access.office_ended(by, user, office, moment.date(), moment))
    return drafts


def _waiting_ended(by: User, user: User, moment: datetime) -> Iterator[Draft]:
    for pending in Pending.objects.select_for_update().filter(about=user):
        yield sent_back(pending, by=by, role=ROLE, at=moment)
    for change in AccountChange.objects.filter(user=user, ended_at__isnull=True):
        reason = {"reason": ChangeRefusal.ACCOUNT_CLOSED.value}
        locked = access.locked_change(change.pk)
        yield access.ended_change(locked, ChangeEnd.REFUSED, by=by, role=ROLE, moment=moment, data=reason)
