"""The person whom a change of an account is about stops it, by the link in the mail that told them."""

from uuid import UUID

from django.db import transaction

from accounts.mails import MailKind, write_mail
from accounts.vocabulary import ChangeEnd
from casework import access
from casework.access import Actor
from casework.queries.stoppable import stoppable
from casework.vocabulary import NotSeen
from ledger.append import append
from ledger.clock import now


@transaction.atomic(durable=True)
def stop_account_change(*, by: Actor, change: UUID, key: str) -> None:
    """Stop it, and tell the administrators who asked for it and signed it. Appends `account_change.stopped`.

    The link comes with a mail to the person, who need not sign in for it. NotSeen for a link that stops nothing, and for
    anybody else; NotNow where it is over.
    """
    if stoppable(change, key).user_id != by.user.pk:
        raise NotSeen
    waits = access.locked_change(change)
    draft = access.ended_change(waits, ChangeEnd.STOPPED, by=waits.user, role="person", moment=now())
    for told in filter(None, (waits.by_id, waits.second_id)):
        write_mail(told, MailKind.ACCOUNT_CHANGE_STOPPED)
    append(draft)
