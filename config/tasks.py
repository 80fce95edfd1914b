"""Celery entrances of the whole house: what is checked every night, and who hears when something was found."""

from io import StringIO

import structlog
from celery import shared_task
from django.core.management import CommandError, call_command
from django.db import transaction

from accounts.alarms import AlarmKind, end_alarm, raise_alarm
from accounts.models import User
from accounts.pseudonyms import pseudonym
from ledger.checked import record_check
from ledger.clock import now

LOG = structlog.get_logger()
CHECKS = ("ledger_verify", "ledger_replay")
CANNOT = 3


@shared_task(name="config.nightly", acks_late=True)
def nightly() -> None:
    """Check the record and what is stored beside it, and record the codes.

    A finding, or a check that cannot be made, is an error in the log, by the check's name alone; the auditor and the
    administrator are alarmed by a mail and a banner that lead to the page of the record, which says what to do.
    """
    codes = {check: _code(check) for check in CHECKS}
    for check, code in codes.items():
        if code in {1, CANNOT}:
            LOG.error("record_is_in_doubt", check=check)
    clock = pseudonym(User.objects.clock())
    with transaction.atomic():
        found = record_check(person=clock, verify=codes["ledger_verify"], replay=codes["ledger_replay"])
        if found.in_doubt:
            raise_alarm(AlarmKind.RECORD_IN_DOUBT, on=now().date())
        else:
            end_alarm(AlarmKind.RECORD_IN_DOUBT)


def _code(check: str) -> int:
    """Run a check; its code, or 3 where it could not be made."""
    try:
        call_command(check, "--json", stdout=StringIO())
    except SystemExit as end:
        return int(end.code or 0)
    except CommandError:
        return CANNOT
    return 0
