"""Celery entrances of the whole house: what is checked every night."""

from io import StringIO

import structlog
from celery import shared_task
from django.core.management import call_command

LOG = structlog.get_logger()
CHECKS = ("ledger_verify", "ledger_replay")


@shared_task(name="config.nightly", acks_late=True)
def nightly() -> None:
    """Check the record and what is stored beside it; a finding is an error in the log, by the check's name alone."""
    for check in CHECKS:
        try:
            call_command(check, "--json", stdout=StringIO())
        except SystemExit as end:
            if end.code == 1:
                LOG.error("record_is_in_doubt", check=check)
