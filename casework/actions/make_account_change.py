"""What two administrators signed about an account is done, once its waiting time is over."""

from uuid import UUID

import structlog
from django.db import IntegrityError, transaction

from accounts.mails import MailKind, write_mail
from accounts.models import AccountChange, User
from accounts.second_factor import remove_factors
from accounts.vocabulary import ChangeEnd, ChangeRefusal
from casework import access
from casework.access import Actor
from casework.vocabulary import NotNow, Seat
from ledger.append import append
from ledger.clock import now

LOG = structlog.get_logger()


@transaction.atomic(durable=True)
def make_account_change(*, by: Actor, change: UUID) -> None:
    """Take a lost second factor away, or set the new address, and tell its person. Appends `account_change.made`.

    Passkeys for signing stay. Nothing is done unless the record itself says that two administrators signed this. An address
    that somebody else was given meanwhile is refused (`account_change.refused`). NotNow where it is not due.
    """
    moment, waits = now(), access.locked_change(change)
    if not waits.is_due(moment):
        raise NotNow("This is not due.")
    if not access.is_as_recorded(waits):
        LOG.error("account_change_is_not_as_recorded", account_id=str(waits.user_id))
        raise NotNow("The record does not say that two administrators signed this.")
    user, _ = User.objects.locked(waits.user_id)
    made = _factor_taken_away(user) if waits.kind == AccountChange.Kind.SECOND_FACTOR else _readdressed(user, waits)
    end, data = (ChangeEnd.MADE, {}) if made else (ChangeEnd.REFUSED, {"reason": ChangeRefusal.ADDRESS_TAKEN.value})
    append(access.ended_change(waits, end, by=by.user, role=Seat.CLOCK.value, moment=moment, data=data))


def _factor_taken_away(user: User) -> bool:
    remove_factors(user)
    user.tokens.all().delete()
    write_mail(user.pk, MailKind.SECOND_FACTOR_REMOVED)
    return True


def _readdressed(user: User, waits: AccountChange) -> bool:
    before, user.email = user.email or "", access.address_of(waits)
    try:
        with transaction.atomic():
            user.save(update_fields=["email"])
    except IntegrityError:
        return False
    write_mail(user.pk, MailKind.ADDRESS_CHANGED, address=before)
    write_mail(user.pk, MailKind.ADDRESS_CHANGED)
    return True
