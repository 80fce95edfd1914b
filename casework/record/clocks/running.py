"""Computes from events alone when each clock started, when it is due, and why."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from casework.record import events as e
from casework.record.clocks.clocks import EXTEND, HELD_BACK, LIVES_IN, PAUSED_IN, SERVED_ON
from casework.record.clocks.runs import RunningClock, Spans
from casework.record.clocks.serving import serve_runs
from casework.record.clocks.tables import START, STOP
from casework.vocabulary import CaseState, ClockName, ClosingCode, Seat
from policy.deadlines import Pause, counted_back, deadline_in_years, last_moment, placed_in_channel
from policy.deemed_service import last_notice_of_pages
from policy.rules import Rules

OF_WHAT_IT_NAMES = frozenset(
    {
        ClockName.CONDITION_GRACE,
        ClockName.MENTION,
        ClockName.WITHDRAWAL_WAIT,
        ClockName.APPEAL_SIFT,
        ClockName.REQUEST,
        ClockName.WITHHOLDING,
    }
)
"""The clocks that run for the thing or the person which their event names."""
ABOUT_ONE = frozenset({ClockName.LATE_EVIDENCE, ClockName.FILING_CHECK, ClockName.BREACH_NOTICE})
"""The clocks that run for what their event names too, and that need not count from that event."""
OF_A_SANCTION = frozenset({ClockName.CONDITION, ClockName.CONDITION_GRACE, ClockName.TERM})
OF_A_REQUEST = frozenset({ClockName.REQUEST, ClockName.DOCUMENT_ORDER})
OF_WHAT_LIVES = OF_A_SANCTION | OF_A_REQUEST | {ClockName.FILING_CHECK}
"""The clocks that end with what they run for, a request that is answered or a sanction that is stayed."""


def advance_clocks(
    runs: tuple[RunningClock, ...],
    happened: e.Recorded,
    rules: Rules,
    *,
    state: CaseState,
    spans: Spans,
    held: Collection[ClockName] = (),
    alive: Collection[UUID] = (),
    shown: bool = False,
) -> tuple[RunningClock, ...]:
    """Return the clocks of a case after one event; `state` is the state after it.

    `spans` are the conditions (under CONDITION) and terms (under TERM) that this event would begin. `held` are the clocks
    that wait because of a hold or a request. `alive` are the requests and filings that wait, and the
    sanctions in force with their conditions: a clock of any other one ends. `shown`: the public register has an entry.
    """
    before, day = runs, _day(happened.at, rules)
    runs = tuple(
        run.stopped_by(happened) if _stops(run, happened.event, state, alive, shown) else run for run in before
    )
    runs = _with_extension(runs, happened.event, day, rules)
    runs = tuple(_pause(run, state, day, held) for run in runs)
    runs = serve_runs(runs, happened)
    started = [
        _pause(run, state, day, held)
        for name in START.get(type(happened.event), ())
        for run in _start(name, happened, rules, state, spans)
    ]
    afresh = {(run.name, run.subject) for run in started}
    earlier = (run.stopped_by(happened) if run.running and (run.name, run.subject) in afresh else run for run in runs)
    untouched = {id(run) for run in before}
    return tuple(run if id(run) in untouched else _with_due(run, rules) for run in (*earlier, *started))


def _day(moment: datetime, rules: Rules) -> date:
    return moment.astimezone(ZoneInfo(rules.zone)).date()


def _with_extension(
    runs: tuple[RunningClock, ...], event: e.Event, day: date, rules: Rules
) -> tuple[RunningClock, ...]:
    """Return the clocks; an event that gives more days adds them to the latest run of its clock.

    A run that had ended runs again; the days since it ended do not count.
    """
    name = EXTEND.get(type(event))
    subject = getattr(event, "subject", None)
    if isinstance(event, e.RequestAnswered):
        name, subject = event.clock if event.days else None, None
    if name is None:
        return runs
    last = next((run for run in reversed(runs) if run.name == name and subject in (None, run.subject)), None)
    if last is None:
        return runs
    longer = replace(last, extension=last.extension + event.days)  # type: ignore[attr-defined]
    if last.stopped is not None:
        pause = Pause(since=_day(last.stopped, rules), until=day)
        longer = replace(longer, stopped=None, pauses=(*last.pauses, pause))
    return tuple(longer if run is last else run for run in runs)


def _stops(run: RunningClock, event: e.Event, state: CaseState, alive: Collection[UUID], shown: bool) -> bool:
    if not run.running:
        return False
    if run.name in OF_WHAT_LIVES and run.subject not in alive:
        return True
    if state not in LIVES_IN[run.name] or (run.name is ClockName.DISPLAY and not shown):
        return True
    if isinstance(event, e.RequestAnswered) and run.name is ClockName.RESPONSE_GRACE:
        return event.clock is ClockName.RESPONSE and event.days is not None
    subject = getattr(event, "subject", None)
    return run.name in STOP.get(type(event), ()) and (subject is None or run.subject in (None, subject))


def _pause(run: RunningClock, state: CaseState, day: date, held: Collection[ClockName]) -> RunningClock:
    wanted = run.running and (run.name in held or state in PAUSED_IN.get(run.name, ()))
    if wanted == run.waiting:
        return run
    if wanted:
        return replace(run, waiting_since=day)
    pause = Pause(since=run.waiting_since or day, until=day)
    return replace(run, pauses=(*run.pauses, pause), waiting_since=None)


def _start(
    name: ClockName, happened: e.Recorded, rules: Rules, state: CaseState, spans: Spans
) -> Iterable[RunningClock]:
    event = happened.event
    if state not in LIVES_IN[name] or not _wanted(name, event):
        return
    day = _day(happened.at, rules)
    rule = rules.clocks[name]
    run = RunningClock(
        name=name,
        about=event.id,
        started=happened.at,
        days=_days(name, event, rules),
        years=rule.years,
        business=rule.business,
        pauses=_in_slow_lane(name, event, day, rules),
        subject=getattr(event, "subject", None) if name in ABOUT_ONE else None,
    )
    match name:
        case ClockName.CONDITION | ClockName.TERM:
            for span in spans.get(name, ()):
                yield replace(run, subject=span.subject, days=span.days, counts_from=day)
        case _ if name in OF_WHAT_IT_NAMES:
            own = event.id if name is ClockName.APPEAL_SIFT else None
            yield replace(run, subject=getattr(event, "subject", own), counts_from=day)
        case ClockName.BALLOT:
            yield replace(run, exact=event.closes_at, counts_from=day)  # type: ignore[attr-defined]
        case ClockName.DISPLAY | ClockName.REPRESENTATION | ClockName.DOCUMENT_ORDER:
            run = replace(run, subject=getattr(event, "subject", None))
            last = _last_day(event)
            yield replace(run, exact=last_moment(last, rules.zone)) if last else run
        case ClockName.RETENTION:
            code = ClosingCode(event.closing_code)  # type: ignore[attr-defined]
            years = rules.closing_codes[code.value].years
            yield replace(run, years=years, counts_from=None if years is None else day)
        case ClockName.HEARING_NOTICE | ClockName.APPEAL_NOTICE if _may_be_shorter(event):
            yield replace(run, days=rules.limits["hearing_new_date_days"])
        case _ if name in HELD_BACK:
            yield replace(run, counts_from=event.hearing_on)  # type: ignore[attr-defined]
        case _ if SERVED_ON.get(name) is Seat.COMPLAINANT:
            yield replace(run, counts_from=placed_in_channel(day, rules.calendar))
        case _ if name in SERVED_ON and not _counts_at_once(name, event):
            yield run
        case _:
            yield replace(run, counts_from=day)


def _last_day(event: e.Event) -> date | None:
    """Return the last day that an event itself names."""
    match event:
        case e.RepresentativeAppointed():
            return event.until
        case e.RequestAnswered():
            return event.due_on
    return event.expires_on  # type: ignore[attr-defined,no-any-return]


def _may_be_shorter(event: e.Event) -> bool:
    """Whether a new day of a hearing needs only the shorter notice."""
    return isinstance(event, e.HearingReopened) or getattr(event, "noticed", False)


def _in_slow_lane(name: ClockName, event: e.Event, day: date, rules: Rules) -> tuple[Pause, ...]:
    """Return the days for which the clocks of intake wait because the report came in a flood and is shown later.

    They are always the longest possible wait, so that a flood takes no day away from the time that is counted.
    """
    if name not in (ClockName.SWEEP, ClockName.ACK) or not (isinstance(event, e.CaseFiled) and event.slow):
        return ()
    return (Pause(since=day, until=day + timedelta(days=rules.limits["slow_lane_days"])),)


def _wanted(name: ClockName, event: e.Event) -> bool:
    """Whether an event starts a clock that it may start. For a few clocks this depends on what the event says."""
    match name, event:
        case ClockName.CODE_CLAIM, e.CaseFiled():
            return event.for_someone
        case ClockName.INTERIM_URGENT, e.InterimImposed():
            return not event.heard
        case ClockName.APPEAL, e.SlipCorrected():
            return event.afresh
        case ClockName.APPEAL_HEARING, e.AppealSifted():
            return event.arguable
        case ClockName.LAST_WORD, e.LastWordConfirmed():
            return not getattr(event, "had", False)
        case ClockName.MINUTE, e.DeliberationOpened():
            return event.lines > 0
        case ClockName.LATE_APPEAL, e.NonReceiptProven():
            return event.late_appeal
        case ClockName.MENTION, e.ConflictDetected():
            return event.provisional
        case ClockName.REQUEST, e.RequestMade():
            return event.repeats is None
        case ClockName.DOCUMENT_ORDER, e.RequestAnswered():
            return event.due_on is not None
    return True


def _days(name: ClockName, event: e.Event, rules: Rules) -> int:
    """Return the days of a clock. Those of the reasons begin when the days to speak on the sanction end."""
    days = rules.clocks[name].days or 0
    if name is ClockName.REASONS and isinstance(event, e.FactorsNamed):
        days += rules.clocks[ClockName.SANCTION_VIEWS].days or 0
    return days


def _counts_at_once(name: ClockName, event: e.Event) -> bool:
    """Whether a clock waits for no reader: of what the member brought late, the reasons on findings alone, and an appeal
    whose other side is the Society, which has read it as soon as it was lodged.
    """
    if name is ClockName.LATE_EVIDENCE:
        return isinstance(event, e.LateFilingOffered)
    if name is ClockName.REASONS:
        return not isinstance(event, e.FactorsNamed)
    return name is ClockName.CROSS_APPEAL and getattr(event, "side", Seat.RESPONDENT) is not Seat.INVESTIGATOR


def _with_due(run: RunningClock, rules: Rules) -> RunningClock:
    if not run.running:
        return run
    if run.exact is not None or run.counts_from is None or run.waiting:
        return replace(run, due=run.exact)
    if run.name in HELD_BACK:
        last = counted_back(end=run.counts_from, days=abs(run.days), calendar=rules.calendar)
        if run.name is ClockName.BUNDLE:
            last = last_notice_of_pages(last, rules)
    elif run.years is not None:
        last = deadline_in_years(start=run.counts_from, years=run.years, calendar=rules.calendar)
    else:
        last = run.last_day(rules.calendar, run.counts_from)
    return replace(run, due=last_moment(last, rules.zone))
