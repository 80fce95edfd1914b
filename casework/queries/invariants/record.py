"""Invariants about time, the record, what is stored beside it, and what leaves for the respondent."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from datetime import date, timedelta
from uuid import UUID

from casework.queries.invariants.base import History, invariant
from casework.record import events as e
from casework.record.clocks import RunningClock
from casework.record.clocks.clocks import HELD_BACK
from casework.record.clocks.running import OF_A_REQUEST
from casework.vocabulary import CaseState
from policy.deadlines import last_moment
from policy.rules import Rules

DAY = timedelta(days=1)
SHORT = 7
"""Periods of fewer days are counted in business days."""

KEYS: Mapping[type[e.Event], Callable[[e.Recorded], Hashable]] = {
    e.CaseFiled: lambda one: None,
    e.EvidenceAdded: lambda one: _of(one, "evidence"),
    e.FilingAdded: lambda one: _of(one, "evidence"),
    e.EvidenceDisclosed: lambda one: _of(one, "copy"),
    e.RedactedCopyDisclosed: lambda one: _of(one, "copy"),
    e.AllegationFramed: lambda one: _of(one, "allegation"),
    e.AllegationAdded: lambda one: _of(one, "allegation"),
    e.AllegationSplit: lambda one: _of(one, "part"),
    e.LetterOpened: lambda one: _of(one, "about", "reader"),
    e.NoticeAcknowledged: lambda one: _of(one, "about", "reader"),
    e.StepReturned: lambda one: _of(one, "proposal"),
    e.StepTakenBack: lambda one: _of(one, "proposal"),
    e.StepSigned: lambda one: (*_of(one, "proposal"), one.actor),
    e.VoteCast: lambda one: (*_of(one, "ballot"), one.actor),
    e.BallotKeysMade: lambda one: _of(one, "ballot"),
    e.BallotClosed: lambda one: _of(one, "ballot"),
    e.BallotCounted: lambda one: _of(one, "ballot"),
    e.SanctionImposed: lambda one: _of(one, "sanction"),
    e.RespondentRequestAnswered: lambda one: _of(one, "request"),
    e.ReporterRequestAnswered: lambda one: _of(one, "request"),
    e.DocumentProduced: lambda one: _of(one, "request"),
}
"""The events that can happen only once, each with the key by which two of them count as the same."""


def _of(one: e.Recorded, *names: str) -> tuple[Hashable, ...]:
    return tuple(getattr(one.event, name) for name in names)


@invariant(10, "Pauses count once where they overlap; elapsed + remaining = length + extensions.")
def a_period_is_its_length_and_its_pauses(history: History) -> Iterator[str]:
    for run in history.view.clocks:
        counted = run.running and not run.waiting and run.exact is None and run.years is None
        if not counted or run.business or run.days < SHORT or run.name in HELD_BACK or run.counts_from is None:
            continue
        wanted = last_moment(_last_day(run, run.counts_from, history.view.rules), history.view.rules.zone)
        if run.due != wanted:
            yield f"the clock {run.name.value} ends {run.due}, not {wanted}"


def _last_day(run: RunningClock, start: date, rules: Rules) -> date:
    length, stood = timedelta(days=run.days + run.extension), set[date]()
    for pause in run.pauses:
        if pause.since <= _business_day(start + length + len(stood) * DAY, rules):
            days = (pause.since + n * DAY for n in range(1, (pause.until - pause.since).days + 1))
            stood |= {day for day in days if day > start}
    return _business_day(start + length + len(stood) * DAY, rules)


def _business_day(day: date, rules: Rules) -> date:
    while not rules.calendar.is_business(day):
        day += DAY
    return day


@invariant(11, "Nothing outgoing to the respondent holds a sealed token.")
def nothing_outgoing_holds_a_sealed_token(history: History) -> Iterator[str]:
    for (entry, name), text in sorted(history.outgoing.items()):
        if history.names.stand_in(text):
            yield f"the text {name} of entry {entry} holds a sealed name"


@invariant(14, "Legal hold ⇒ no deletion.")
def nothing_is_deleted_under_a_legal_hold(history: History) -> Iterator[str]:
    if history.view.holding.legal:
        for entry, name in sorted(history.lost):
            yield f"the text {name} of entry {entry} is gone under a legal hold"


@invariant(15, "The same request twice is one event.")
def what_counts_once_stands_once(history: History) -> Iterator[str]:
    seen: set[Hashable] = set()
    entries: set[UUID] = set()
    for step in history.steps:
        event = step.happened.event
        key = (type(event), KEYS[type(event)](step.happened)) if type(event) in KEYS else event.id
        if key in seen or event.id in entries:
            yield f"{step} had happened before"
        seen.add(key)
        entries.add(event.id)


@invariant(
    17,
    "State, and what the case remembers, replayed from the ledger equal the stored; every event of a transition carries"
    " from and to.",
)
def the_stored_case_is_the_replayed_one(history: History) -> Iterator[str]:
    yield from (f"the stored {name} is not what the record gives" for name in history.drift)
    for step in history.steps:
        event = step.happened.event
        if isinstance(event, e.Moved) and not _goes_on(event, step.before.state):
            yield f"{step} does not go on from where the case was"
        if e.read_event(event.type, event.id, event.data()) != event:
            yield f"{step} does not read back"


def _goes_on(event: e.Moved, before: CaseState | None) -> bool:
    data = event.data()
    return "to" in data and data["from"] == (before.value if before else None)


@invariant(
    18,
    "A request waits for its answer, or a document for its day ⇔ its clock runs, which escalates.",
)
def a_request_never_waits_without_its_clock(history: History) -> Iterator[str]:
    for step in history.steps:
        running = {run.subject for run in step.after.clocks if run.running and run.name in OF_A_REQUEST}
        if running != step.after.requests.with_a_clock:
            yield f"after {step} a request waits without its clock, or a clock runs without its request"
