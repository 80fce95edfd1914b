"""The running clocks of a case: when each is due, whether it waits, and why it is that date."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from casework.record.clocks import ENDS_A_WINDOW, SERVED_ON, ClockRun
from casework.record.events import Recorded
from casework.record.state import CaseFacts
from casework.vocabulary import ClockName, Seat
from casework.vocabulary.record_words import FACTS
from casework.vocabulary.words import CLOCKS
from policy.deadlines import Explanation, why


@dataclass(frozen=True, kw_only=True)
class ClockLine:
    """A running clock: when it is due (UTC; `day` the Society's), whether it waits, for whom, and why it is that date."""

    name: ClockName
    due: datetime | None
    day: date | None
    waiting: bool
    reader: Seat | None
    late: bool
    days_left: int
    why: Explanation | None


def clock_lines(facts: CaseFacts, record: list[Recorded]) -> tuple[ClockLine, ...]:
    """Return the running clocks, soonest due first, those without a date last. A window that has ended is late for nobody."""
    running = [run for run in facts.clocks if run.running and not (run.name in ENDS_A_WINDOW and run.over(facts.now))]
    lines = [_clock(run, facts, record) for run in running]
    return tuple(sorted(lines, key=lambda line: (line.due is None, line.due or facts.now)))


def _clock(run: ClockRun, facts: CaseFacts, record: list[Recorded]) -> ClockLine:
    day = facts.day_of(run.due) if run.due else None
    return ClockLine(
        name=run.name,
        due=run.due,
        day=day,
        waiting=run.waiting,
        reader=SERVED_ON.get(run.name) if run.counts_from is None else None,
        late=run.over(facts.now),
        days_left=(day - facts.today).days if day else 0,
        why=_why(run, facts, record),
    )


def _why(run: ClockRun, facts: CaseFacts, record: list[Recorded]) -> Explanation | None:
    rule = facts.rules.clocks[run.name.value]
    if run.counts_from is None or run.due is None or rule.days is None:
        return None
    started = next((one for one in record if one.fact.id == run.about), None)
    return why(
        event=str(FACTS[started.fact.type]) if started else "",
        start=run.counts_from,
        rule=replace(rule, name=f"“{CLOCKS[run.name]}”"),
        calendar=facts.rules.calendar,
        pauses=run.pauses,
        extension=run.extension,
    )
