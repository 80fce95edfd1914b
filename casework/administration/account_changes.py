"""Actions of a change to an account that a second administrator signs."""

from uuid import UUID

import structlog
from django.db import IntegrityError, transaction

from accounts.mails import MailKind, write_mail
from accounts.models import AccountChange, User
from accounts.second_factor import has_second_factor, remove_factors
from accounts.vocabulary import Certainty, ChangeEnd, ChangeRefusal, Office
from casework import access
from casework.access import Actor, account_changes
from casework.queries.people.mail_links import change_to_stop
from casework.vocabulary import NotNow, NotSeen, ProofNeeded, Seat
from ledger.append import append
from ledger.clock import now
from policy.queries.second_person import role_of_second, why_not_second

LOG = structlog.get_logger()


@transaction.atomic(durable=True)
def make_account_change(*, by: Actor, change: UUID) -> None:
    """Remove a lost second factor, or set the new address, and tell the person. Appends `account_change.made`.

    Passkeys for signing stay. Nothing is done unless the record itself says that two administrators signed this. An address
    that somebody else got meanwhile is refused (`account_change.refused`). NotNow if the change is not due.
    """
    moment, waits = now(), account_changes.lock_change(change)
    if not waits.is_due(moment):
        raise NotNow("This is not due.")
    if not account_changes.is_as_recorded(waits):
        LOG.error("account_change_is_not_as_recorded", account_id=str(waits.user_id))
        raise NotNow("The record does not say that two administrators signed this.")
    user, _ = User.objects.lock(waits.user_id)
    made = _take_factor_away(user) if waits.kind == AccountChange.Kind.SECOND_FACTOR else _readdress(user, waits)
    end, data = (ChangeEnd.MADE, {}) if made else (ChangeEnd.REFUSED, {"reason": ChangeRefusal.ADDRESS_TAKEN.value})
    append(account_changes.end_change(waits, end, by=by.user, role=Seat.CLOCK.value, moment=moment, data=data))


def _take_factor_away(user: User) -> bool:
    remove_factors(user)
    user.tokens.all().delete()
    write_mail(user.pk, MailKind.SECOND_FACTOR_REMOVED)
    return True


def _readdress(user: User, waits: AccountChange) -> bool:
    before, user.email = user.email or "", account_changes.address_of(waits)
    try:
        with transaction.atomic():
            user.save(update_fields=["email"])
    except IntegrityError:
        return False
    write_mail(user.pk, MailKind.ADDRESS_CHANGED, address=before)
    write_mail(user.pk, MailKind.ADDRESS_CHANGED)
    return True


@transaction.atomic(durable=True)
def refuse_account_change(*, by: Actor, change: UUID, reason: ChangeRefusal) -> None:
    """End a change before it is made. Appends `account_change.refused`.

    NotNow if it is over, and for a person who neither asked for it nor may sign it.
    """
    moment, waits = now(), account_changes.lock_change(change)
    if by.user.pk != waits.by_id and (
        refused := why_not_second(by.user, about=waits.user_id, by=waits.by_id, day=moment.date())
    ):
        raise NotNow(refused)
    draft = account_changes.end_change(
        waits,
        ChangeEnd.REFUSED,
        by=by.user,
        role=role_of_second(by.user, moment.date()),
        moment=moment,
        data={"reason": reason.value},
    )
    append(draft)


@transaction.atomic(durable=True)
def report_lost_factor(*, by: Actor, user: User, certainty: Certainty) -> None:
    """Ask to remove a second factor, and tell its person by mail, who can stop this without signing in.

    NotSeen unless an administrator acts; NotNow for their own factor, for somebody without one, and while this waits already.
    Appends `account_change.asked`.
    """
    access.require_office(by, Office.ADMINISTRATOR)
    user, _ = User.objects.lock(user.pk)
    if by.user.pk == user.pk:
        raise NotNow("Another administrator has to report that you lost your second factor.")
    if not user.is_active:
        raise NotNow("This account is closed.")
    if not has_second_factor(user):
        raise NotNow(
            "This person has no second factor. They set one up at their next sign-in if their office asks for it."
        )
    draft = account_changes.ask_for_change(by.user, user, AccountChange.Kind.SECOND_FACTOR, certainty, now())
    write_mail(user.pk, MailKind.LOST_FACTOR_REPORTED)
    append(draft)


@transaction.atomic(durable=True)
def sign_account_change(*, by: Actor, change: UUID) -> None:
    """Sign a change that another person asked for; it is made after its waiting time. Appends `account_change.signed`.

    NotNow if it is over or already signed, if the signer asked for it or it is about the signer, or if the signer is no
    administrator. ProofNeeded without password and code given just now.
    """
    moment, waits = now(), account_changes.lock_change(change)
    if waits.signed_at is not None:
        raise NotNow("A second administrator has signed this already.")
    if refused := why_not_second(by.user, about=waits.user_id, by=waits.by_id, day=moment.date()):
        raise NotNow(refused)
    if not by.proven:
        raise ProofNeeded
    draft = access.entry_about(
        waits.user,
        account_changes.CHANGE_SIGNED,
        by=by.user,
        role=role_of_second(by.user, moment.date()),
        moment=moment,
        data={"what": waits.kind},
        refs=[account_changes.reference_to_asking(waits)],
    )
    waits.second, waits.signed_entry, waits.signed_at = by.user, draft.id, moment
    waits.save(update_fields=["second", "signed_entry", "signed_at"])
    append(draft)


@transaction.atomic(durable=True)
def stop_account_change(*, by: Actor, change: UUID, key: str) -> None:
    """Stop a change, and tell the administrators who asked for it and signed it. Appends `account_change.stopped`.

    The link comes in a mail to the person, who need not sign in. NotSeen for a link that stops nothing, and for other
    people; NotNow if the change is over.
    """
    if change_to_stop(change, key).user_id != by.user.pk:
        raise NotSeen
    waits = account_changes.lock_change(change)
    draft = account_changes.end_change(waits, ChangeEnd.STOPPED, by=waits.user, role="person", moment=now())
    for told in filter(None, (waits.by_id, waits.second_id)):
        write_mail(told, MailKind.ACCOUNT_CHANGE_STOPPED)
    append(draft)
