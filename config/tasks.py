"""Celery entrances of the whole house: what is checked every night, and who hears when something was found."""

from io import StringIO

import structlog
from celery import shared_task
from django.core.management import CommandError, call_command
from django.db import transaction

from accounts.mails import MailKind, write_mail
from accounts.models import User
from accounts.offices import holders
from accounts.pseudonyms import pseudonym
from accounts.vocabulary import Office
from ledger.checked import record_check
from ledger.clock import now

LOG = structlog.get_logger()
CHECKS = ("ledger_verify", "ledger_replay")
HEAR = (Office.AUDITOR, Office.ADMINISTRATOR)
CANNOT = 3


@shared_task(name="config.nightly", acks_late=True)
def nightly() -> None:
    """Check the record and what is stored beside it, and record the codes.

    A finding, or a check that cannot be made, is an error in the log, by the check's name alone; the auditor and the
    administrator get a mail that leads to the page of the record, which says what to do.
    """
    codes = {check: _code(check) for check in CHECKS}
    for check, code in codes.items():
        if code in {1, CANNOT}:
            LOG.error("record_is_in_doubt", check=check)
    clock = pseudonym(User.objects.clock())
    with transaction.atomic():
        found = record_check(person=clock, verify=codes["ledger_verify"], replay=codes["ledger_replay"])
        told = {each.user_id for office in HEAR for each in holders(office, now().date())} if found.in_doubt else set()
        for user in sorted(told):
            write_mail(user, MailKind.RECORD_IN_DOUBT)


def _code(check: str) -> int:
    """Run a check; its code, or 3 where it could not be made."""
    try:
        call_command(check, "--json", stdout=StringIO())
    except SystemExit as end:
        return int(end.code or 0)
    except CommandError:
        return CANNOT
    return 0
