"""Tells the people who can sign a proposal that it waits."""

from datetime import date
from uuid import UUID

from accounts.mails import MailKind, write_mail
from accounts.offices import holders
from accounts.vocabulary import Office


def tell_signers(*, about: UUID, by: UUID, day: date) -> None:
    """Write a mail to every other administrator or, if there is none, to every other registrar, in the caller's transaction.

    The mail does not say what waits.
    """
    for office in Office.ADMINISTRATOR, Office.REGISTRAR:
        signers = {row.user_id for row in holders(office, day)} - {about, by}
        for user in signers:
            write_mail(user, MailKind.SIGNATURE_WAITS)
        if signers:
            return
