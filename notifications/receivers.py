"""The receivers: they wake the task that follows from what was committed, and tell of what changed without an entry."""

from collections.abc import Collection, Mapping, Sequence
from threading import local
from time import monotonic
from typing import Any
from uuid import UUID

import structlog
from celery import Task
from django.core.signals import request_finished, request_started
from django.dispatch import receiver
from kombu.exceptions import OperationalError

from accounts.counting import count_all
from accounts.models import User
from accounts.signals import mail_written
from casework.models import Case, CaseTask
from casework.procedure.notes.signals import papers_changed, task_ticked
from casework.procedure.reading.signals import papers_opened, search_begun
from casework.record.events import BallotClosed, BallotOpened
from casework.record.rights.notes import NoteRights
from casework.tasks import look_for_words, make_safe_views, serve_ballots
from casework.vocabulary import Seat
from ledger.signals import entry_recorded
from notifications.tasks import account_mails, post
from notifications.waiting.papers import settle_papers, settle_tick
from notifications.waiting.read_marks import mark_as_read
from vault.signals import file_kept

LOG = structlog.get_logger()
FOR_THE_SIGNER = frozenset({BallotOpened.type, BallotClosed.type})
APART = 1
"""Seconds between two rounds that steps ask for: a flood of reports asks for one a second, not for one each."""


class Answering(local):
    """Whether this thread answers a request, and which tasks are to be woken once it has."""

    now = False
    wakes: tuple[Task[..., Any], ...] = ()


_answering = Answering()
_covered_until: dict[str, float] = {}
"""By task: a later round, which this process has asked for, sees what is committed until then (monotonic seconds)."""


@receiver(entry_recorded, dispatch_uid="request_dispatch")
def request_dispatch(entries: Collection[tuple[UUID, str, str]], **_: object) -> None:
    wake(post)
    if any(kind in FOR_THE_SIGNER for _, kind, _ in entries):
        wake(serve_ballots)


@receiver(mail_written, dispatch_uid="wake_account_mails")
def wake_account_mails(**_: object) -> None:
    wake(account_mails)


@receiver(file_kept, dispatch_uid="wake_safe_views")
def wake_safe_views(**_: object) -> None:
    wake(make_safe_views)


@receiver(search_begun, dispatch_uid="wake_word_searches")
def wake_word_searches(**_: object) -> None:
    wake(look_for_words)


@receiver(papers_opened, dispatch_uid="mark_as_read")
def mark(case: Case, user: User, texts: Collection[tuple[UUID, str]], file: UUID | None, **_: object) -> None:
    mark_as_read(case, user, texts, file)


@receiver(papers_changed, dispatch_uid="settle_papers")
def settle(case: Case, people: Mapping[UUID, NoteRights], by: UUID, **_: object) -> None:
    settle_papers(case, people, by)


@receiver(task_ticked, dispatch_uid="settle_tick")
def settle_task(case: Case, task: CaseTask, seats: Sequence[Seat], **_: object) -> None:
    settle_tick(case, task, seats)


def wake(task: Task[..., Any]) -> None:
    """Ask for a round of a task, once a request that this thread answers is answered.

    The first step asks for a round at once. The second within a second asks for one that comes a second later, after all
    the others of that second, which ask for none; the process that asked for it does not ask the cache about them either.
    When the broker is down, or the process dies before it asks, the next round of the beat does it.
    """
    if _answering.now:
        _answering.wakes = tuple(dict.fromkeys((*_answering.wakes, task)))
        return
    moment = monotonic()
    if moment < _covered_until.get(task.name, moment):
        return
    (asked,) = count_all({f"round:{task.name}": 1}, APART)
    if asked > 2:
        return
    try:
        task.apply_async(countdown=0 if asked == 1 else APART, retry=False, ignore_result=True)
    except OperationalError as fault:
        LOG.warning("broker_is_down", task=task.name, exc_info=fault)
    else:
        _covered_until[task.name] = moment + (APART if asked == 2 else 0)


def forget_rounds() -> None:
    """Forget which rounds this process has asked for."""
    _covered_until.clear()


@receiver(request_started, dispatch_uid="answering_begins")
def answering_begins(**_: object) -> None:
    """From now on an answer goes first."""
    _answering.now, _answering.wakes = True, ()


@receiver(request_finished, dispatch_uid="answering_ends")
def answering_ends(**_: object) -> None:
    """The answer is out: do what waited for it."""
    wakes = _answering.wakes
    _answering.now, _answering.wakes = False, ()
    for task in wakes:
        wake(task)
