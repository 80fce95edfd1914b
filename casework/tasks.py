"""Celery entrances: fetch keys, call one action as the clock. A message is only a hint: the database says what is due."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from uuid import UUID

import structlog
from celery import shared_task
from django.core.exceptions import ObjectDoesNotExist
from django.db import OperationalError

from accounts.advisory_lock import held_alone
from accounts.models import AccountChange
from accounts.offices import comparisons_due, first_comparison_due, mark_compared
from casework import access
from casework.administration import refusals
from casework.administration.account_changes import make_account_change
from casework.models import Case, Clock, WaitingMessage
from casework.procedure.board.actions import count_ballot, make_ballot_keys, void_ballot
from casework.procedure.conversation.actions import deliver_message
from casework.procedure.intake.actions import sweep_conflicts
from casework.procedure.plain_step import do
from casework.procedure.service.actions import remind_reader
from casework.queries.decisions.sealed_votes import open_in_order
from casework.queries.evidence.sealed_drafts import purge_drafts as purge_drafts_of_steps
from casework.queries.queue.seat_loads import measure_seat_loads
from casework.queries.reports.due_for_sweep import (
    due_for_sweep,
    letters_to_look_at,
    swept_since,
    turns_to_look_at,
    waiting_ballots,
)
from casework.queries.reports.floods import finished_slow_reports, next_to_be_swept
from casework.queries.rulebook.published import unsent_since
from casework.queries.search.word_search import SEARCHING, look_through, take_waiting
from casework.queries.wording.durations import measure_durations
from casework.record.clocks import ENDS_A_WINDOW
from casework.record.letters_due import LetterDue, letters_due
from casework.vocabulary import Channel, NotNow, Refused, Verb, VoidFor
from casework.vocabulary import ClockName as C
from casework.workflow.step import steps_on_lapse
from ledger.ballot_keeping import Keeper, KeysGone, ballot_keeper
from ledger.clock import now
from ledger.signer.client import SignerDown, SignerRefused
from ledger.sync import RecordDiffers
from policy.quorum import Result
from vault import expired_drafts
from vault.keys import CannotOpen
from vault.waiting_views import make_waiting_views

LOG = structlog.get_logger()
BATCH, SWEEPS, SLOW_SWEEPS, VIEWS, TURNS, BALLOTS, SEARCHES = 100, 1_000, 20, 10, 500, 20, 5
LATER = timedelta(hours=1)


def _of_case(action: Callable[..., Case]) -> Callable[[Clock], Case]:
    return lambda clock: action(reference=clock.case.reference, by=access.the_clock())


def _first_of(action: Callable[..., Case], otherwise: Callable[..., Case]) -> Callable[[Clock], Case]:
    """Return a step that takes the first action, or the other if the case does not allow the first."""

    def either(clock: Clock) -> Case:
        try:
            return _of_case(action)(clock)
        except NotNow:
            return _of_case(otherwise)(clock)

    return either


def _of_condition(clock: Clock) -> Case:
    if clock.subject is None:
        raise ValueError(f"the clock {clock.pk} has no subject")
    return _of_case(partial(do, Verb.CONDITION_LAPSES, condition=clock.subject))(clock)


def _escalate(clock: Clock) -> Case:
    return _of_case(partial(do, Verb.ESCALATE_CLOCK, clock=C(clock.name), subject=clock.subject))(clock)


def _silence(clock: Clock) -> Case:
    """Let those who have not signed the findings leave the panel; if everybody has, the next person up is told."""
    try:
        return _of_case(partial(do, Verb.RECUSE_SILENT_MEMBERS))(clock)
    except NotNow:
        return _escalate(clock)


BY_ACTION: Mapping[C, Callable[[Clock], Case]] = {
    C.KEEP_AWAY: _of_case(sweep_conflicts),
    C.BALLOT: _first_of(partial(do, Verb.CLOSE_BALLOT), void_ballot),
    C.FINDINGS: _silence,
    C.STATUS: _of_case(partial(do, Verb.SEND_STATUS, next_step="")),
    C.CONDITION: _of_condition,
}
"""The ends of clocks that take more than the step of a case."""


def step_at_end(clock: C) -> Callable[[Clock], Case]:
    """Return what happens when a clock lapses. If no step is declared for it, it is escalated: the next person up is told."""
    verb = steps_on_lapse().get(clock)
    return BY_ACTION.get(clock) or (_of_case(partial(do, verb)) if verb else _escalate)


@shared_task(name="casework.sweep", acks_late=True)
def sweep() -> None:
    """Sweep the cases that have new people, or that a newly appointed person could see.

    Reports in the slow lane come last, a few at a time.
    """
    moment, by = now(), access.the_clock()
    finished_slow_reports(moment).delete()
    for reference in (*due_for_sweep(SWEEPS, comparisons_due(moment), moment), *next_to_be_swept(SLOW_SWEEPS, moment)):
        _safely(lambda case: sweep_conflicts(reference=case, by=by), reference)
    while (first := first_comparison_due(moment)) is not None and swept_since(first):
        mark_compared(first)


@shared_task(name="casework.lapses", acks_late=True)
def lapses() -> None:
    """Take the step of each clock whose time has passed. It may escalate, propose or end a window; it never decides.

    Then recompute whose turn it is in the cases in which a day has passed and no step was taken.
    """
    for clock in Clock.objects.select_related("case").filter(look_at__lte=now()).order_by("look_at")[:BATCH]:
        done = C(clock.name) in ENDS_A_WINDOW or _safely(step_at_end(C(clock.name)), clock)
        Clock.objects.filter(pk=clock.pk, due=clock.due).update(look_at=None if done else now() + LATER)
    for reference in turns_to_look_at(TURNS, now()):
        _safely(access.refresh_turns, reference)


@shared_task(name="casework.ballots", acks_late=True)
def serve_ballots() -> None:
    """Have the signer make the keys of ballots that opened, and open what the count of those that closed reaches."""
    for reference in waiting_ballots(BALLOTS):
        _safely(_serve_ballot, reference)


def _serve_ballot(reference: str) -> None:
    """Ask the signer before the case is locked: it answers in its own time. What it says is checked against the record."""
    case = access.case_called(reference, now())
    ballot = case.view.board.ballot
    if ballot is None or not ballot.waits_for_signer:
        return
    try:
        with ballot_keeper(case.stream) as keeper:
            if ballot.is_open:
                make_ballot_keys(reference=reference, by=access.the_clock(), keys=keeper.keys(ballot.id))
            else:
                _count(case, keeper)
    except (SignerDown, SignerRefused, RecordDiffers) as fault:
        LOG.warning("ballot_waits_for_signer", exc_info=fault)


def _count(case: Case, keeper: Keeper) -> None:
    """Record the result of a closed ballot; a ballot that comes to none, or whose keys are gone, is void."""
    who = access.the_clock()
    try:
        count, opened = open_in_order(case.view, keeper)
    except KeysGone as fault:
        LOG.error("ballot_keys_are_gone", exc_info=fault)
        void_ballot(reference=case.reference, by=who, counting=VoidFor.KEYS)
        return
    if count.result is Result.NO_RESULT:
        void_ballot(reference=case.reference, by=who, counting=VoidFor.ABSENCE)
        return
    count_ballot(reference=case.reference, by=who, opened=opened)


@shared_task(name="casework.letters", acks_late=True)
def see_to_letters() -> None:
    """Remind respondents of letters that they did not open, and let those count as served whose days are over."""
    moment = now()
    for reference in letters_to_look_at(BATCH, moment):
        view = access.case_called(reference, moment).view
        done = [_safely(partial(_see_to, reference), one) for one in letters_due(view) if one.on <= view.today]
        if not all(done):
            access.look_at_letters_later(reference, now() + LATER)


def _see_to(reference: str, due: LetterDue) -> Case:
    if due.verb is Verb.REMIND_READER:
        return remind_reader(reference=reference, by=access.the_clock(), about=due.about, channel=Channel.MAIL)
    return do(due.verb, reference=reference, by=access.the_clock(), about=due.about)


@shared_task(name="casework.messages", acks_late=True)
def deliver_messages() -> None:
    """Send the messages that their authors can no longer take back, in the order in which they were written."""
    due = WaitingMessage.objects.filter(due__lte=now()).order_by("due", "pk").values_list("pk", flat=True)[:BATCH]
    for message in list(due):
        _safely(_deliver, message)


def _deliver(message: UUID) -> None:
    """Let one message go out. One that cannot be read, or written into its case, waits an hour, and holds up no other."""
    try:
        deliver_message(by=access.the_clock(), message=message)
    except (CannotOpen, OSError, ObjectDoesNotExist):
        LOG.exception("message_not_delivered")
        WaitingMessage.objects.filter(pk=message).update(due=now() + LATER)


@shared_task(name="casework.account_changes", acks_late=True)
def make_account_changes() -> None:
    """Make the account changes that two administrators signed and whose waiting time is over."""
    due = AccountChange.objects.filter(ended_at__isnull=True, signed_at__isnull=False, until__lte=now())
    for change in due.order_by("until").values_list("pk", flat=True)[:BATCH]:
        _safely(lambda key: make_account_change(by=access.the_clock(), change=key), change)


@shared_task(name="casework.refusals", acks_late=True)
def fold_refusals() -> None:
    refusals.fold_refusals(by=access.the_clock())


@shared_task(name="casework.drafts", acks_late=True)
def purge_drafts() -> None:
    """Delete what was typed and not sent past the times of the rulebook, and files that belong to nothing."""
    moment = now()
    words, files = unsent_since(moment)
    purge_drafts_of_steps(words)
    expired_drafts.purge(now=moment, words_since=words, files_since=files)


@shared_task(name="casework.durations", acks_late=True)
def measure_closed_cases() -> None:
    """Measure how long cases took, and how many open ones the holders of each seat have."""
    measure_durations(now())
    measure_seat_loads(now())


def _safely[T](step: Callable[[T], object], target: T) -> bool:
    """Take a step for one case. A refusal or a held lock is logged without reasons, and the step is tried again later."""
    try:
        step(target)
    except (Refused, OperationalError) as error:
        LOG.info("clock_step_refused", exc_info=error)
        return False
    return True


@shared_task(name="casework.safe_views", acks_late=True)
def make_safe_views() -> str:
    """Make the safe views of the files that wait for one, a few at a time. Return the name of a fault, or ""."""
    return make_waiting_views(VIEWS)


@shared_task(name="casework.word_searches", acks_late=True)
def look_for_words() -> None:
    """Look through the papers for those who wait for that, one search after the other, a few in a round."""
    with held_alone(SEARCHING) as mine:
        for _ in range(SEARCHES if mine else 0):
            search = take_waiting(now())
            if search is None:
                return
            look_through(search)
