"""An administrator reports that a person has lost their second factor."""

from django.db import transaction

from accounts.mails import MailKind, write_mail
from accounts.models import AccountChange, User
from accounts.second_factor import has_second_factor
from accounts.vocabulary import Certainty, Office
from casework import access
from casework.access import Actor
from casework.vocabulary import NotNow
from ledger.append import append
from ledger.clock import now


@transaction.atomic(durable=True)
def report_lost_factor(*, by: Actor, user: User, certainty: Certainty) -> None:
    """Ask for a second factor to be taken away, and tell its person by mail, who can stop it without signing in.

    NotSeen unless an administrator acts; NotNow for their own, for somebody without one, and while this waits already.
    Appends `account_change.asked`.
    """
    access.require_office(by, Office.ADMINISTRATOR)
    user, _ = User.objects.locked(user.pk)
    if by.user.pk == user.pk:
        raise NotNow("Another administrator has to report that you lost your second factor.")
    if not user.is_active:
        raise NotNow("This account is closed.")
    if not has_second_factor(user):
        raise NotNow(
            "This person has no second factor. They set one up at their next sign-in if their office asks for it."
        )
    draft = access.asked_for(by.user, user, AccountChange.Kind.SECOND_FACTOR, certainty, now())
    write_mail(user.pk, MailKind.LOST_FACTOR_REPORTED)
    append(draft)
