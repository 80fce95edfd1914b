"""The day's checkpoint by mail: outside the installation, so that a rewritten record would contradict it."""

from datetime import datetime, timedelta

from django.db import transaction

from accounts.mails import MailKind, announce, keep_mail, subscribers
from accounts.models import AccountMail
from accounts.offices import holders
from accounts.vocabulary import Office
from ledger.clock import now
from ledger.models import Checkpoint
from ledger.published import published_checkpoint
from ledger.receipts import full_note
from ledger.verify import BEGIN_MAILED, END_MAILED


@transaction.atomic
def write_checkpoint_mails() -> int:
    """Write the mail of the published checkpoint to the auditors and to those who asked for it; return how many.

    Nobody gets another one before a newer checkpoint is published, which is each day on which the log grew.
    """
    point = published_checkpoint()
    if point is None:
        return 0
    people = {each.user_id for each in holders(Office.AUDITOR, now().date())} | subscribers(MailKind.CHECKPOINT)
    mails = AccountMail.objects.filter(kind=MailKind.CHECKPOINT, made_at__gte=_published_at(point))
    due = people - set(mails.values_list("user_id", flat=True))
    for person in due:
        keep_mail(person, MailKind.CHECKPOINT)
    if due:
        announce()
    return len(due)


def checkpoint_words() -> dict[str, str]:
    """The published checkpoint between the two lines that the verifier looks for in a saved mail."""
    point = published_checkpoint()
    return {"checkpoint": f"{BEGIN_MAILED}\n{full_note(point)}{END_MAILED}" if point else ""}


def _published_at(point: Checkpoint) -> datetime:
    """The first checkpoint is published at once, any other at the midnight after it."""
    if not Checkpoint.objects.filter(size__lt=point.size).exists():
        return point.at
    return point.at.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
