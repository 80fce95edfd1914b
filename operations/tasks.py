"""Celery entrances of the whole installation: what is checked every night, and who hears when something was found."""

import structlog
from celery import Task, shared_task
from django.db import transaction

from accounts.advisory_lock import held_alone
from accounts.alarms import AlarmKind, end_alarm, raise_alarm
from accounts.models import User
from accounts.pseudonyms import pseudonym
from ledger.clock import now
from ledger.nightly_result import NOTHING_FOUND, record_check, was_recorded
from operations import member_lists as lists
from operations.beside_check import mend_turns
from operations.record_check import CANNOT, LOCK, REPLAY, VERIFY, nightly_check
from policy.queries.register import let_days_begin, society_day

LOG = structlog.get_logger()


@shared_task(name="operations.nightly", bind=True, acks_late=True)
def nightly(self: "Task[[], bool]") -> bool:
    """Check the record and what is stored beside it, and record the codes.

    A finding, or a check that cannot be made, is an error in the log, by the check's name alone; the auditor and the
    administrator are alarmed by a mail and a banner that lead to the page of the record, which says what to do.

    A task that takes longer than the queue waits is delivered again, and so is one whose worker was killed. While one
    check runs a second leaves at once, and a task whose entry stands already has nothing left to do. Return whether the
    check was made, now or before.
    """
    with held_alone(LOCK) as mine:
        if not mine:
            LOG.info("check_runs_already", check=VERIFY)
        elif self.request.id and was_recorded(self.request.id):
            LOG.info("check_was_made_already", check=VERIFY)
        else:
            _check(self.request.id)
        return mine


def _check(run: str | None) -> None:
    found = nightly_check(remember=True)
    mend_turns(found.drifts)
    codes = found.codes
    for check, code in codes.items():
        if code in {1, CANNOT}:
            LOG.error("record_is_in_doubt", check=check)
    with transaction.atomic():
        clock = pseudonym(User.objects.clock())
        good = found.point if set(codes.values()) <= NOTHING_FOUND else None
        last = record_check(person=clock, verify=codes[VERIFY], replay=codes[REPLAY], point=good, run=run)
        if last.in_doubt:
            raise_alarm(AlarmKind.RECORD_IN_DOUBT, on=now().date())
        else:
            end_alarm(AlarmKind.RECORD_IN_DOUBT)


@shared_task(name="operations.member_lists", acks_late=True)
def member_lists() -> None:
    """Compare and import the lists of members that wait; a message in the queue is a hint."""
    for upload in lists.waiting_lists():
        lists.work_on(upload)


@shared_task(name="operations.member_days", acks_late=True)
def member_days() -> None:
    """Bring the columns of the register up to today, where a standing or an oath begins to count."""
    let_days_begin(society_day(now()))
