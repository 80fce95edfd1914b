"""Those who can sign what another put forward are told that it waits."""

from datetime import date
from uuid import UUID

from accounts.mails import MailKind, write_mail
from accounts.offices import holders
from accounts.vocabulary import Office


def tell_signers(*, about: UUID, by: UUID, day: date) -> None:
    """Write a mail to every other administrator or, if there is none, to the registrars, in the caller's transaction.

    One statement for each of them, and one or two to find them. The mail does not say what waits.
    """
    for office in Office.ADMINISTRATOR, Office.REGISTRAR:
        told = {row.user_id for row in holders(office, day)} - {about, by}
        for user in told:
            write_mail(user, MailKind.SIGNATURE_WAITS)
        if told:
            return
