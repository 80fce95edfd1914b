"""Invariants about allegations and findings."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from uuid import UUID

from casework.queries.invariants.base import History, Told, invariant
from casework.record.events import (
    FindingMade,
    HearingOpened,
    InvestigationOpened,
    MinuteCorrected,
    MinuteWritten,
)
from casework.record.state import Allegation, CaseView
from casework.vocabulary import AllegationState, CaseState
from policy.deadlines import counted_back, deadline

PURSUED = frozenset(AllegationState) - {AllegationState.DRAFTED, AllegationState.OUT_OF_SCOPE}
NOT_YET = frozenset({CaseState.SUBMITTED, CaseState.SCREENING, CaseState.INFORMATION_REQUESTED})
DAY = timedelta(days=1)


@invariant(
    8,
    "Every proven finding cites evidence disclosed ≥ 14 days before the hearing opened, minute lines in time, or an admission.",
)
def every_finding_rests_on_evidence_in_time(history: History) -> Iterator[str]:
    opened: date | None = None
    written: dict[UUID, date] = {}
    for step in history.steps:
        match step.happened.event:
            case MinuteWritten(id=line) | MinuteCorrected(line=line):
                written[line] = step.before.day_of(step.happened.at)
            case HearingOpened():
                opened = step.before.day_of(step.happened.at)
            case FindingMade(proven=True) as event if problem := _why_unfounded(step, event, opened, written):
                yield f"{step} {problem}"


def _why_unfounded(step: Told, event: FindingMade, opened: date | None, written: Mapping[UUID, date]) -> str | None:
    known = step.before
    charge = known.allegations.get(event.allegation)
    admitted = charge.admitted if charge else frozenset()
    if event.on_admission and not admitted:
        return "rests on an admission that nobody made"
    if event.on_admission and event.happened_at <= admitted:
        return None
    if not event.evidence and not event.lines:
        return "rests on nothing"
    if opened is None:
        return "was made before any hearing opened"
    if not _lines_were_served(step, event, written):
        return "cites a line of the minute that the member had not had in time"
    late = set(event.evidence) - _disclosed_in_time(known, opened)
    return f"cites {len(late)} pieces that were not disclosed in time" if late else None


def _lines_were_served(step: Told, event: FindingMade, written: Mapping[UUID, date]) -> bool:
    """Whether each cited line, as it was last written, was with the member for the days of the rulebook."""
    known, today = step.before, step.before.day_of(step.happened.at)
    days, calendar = known.rules.limits["minutes_days"], known.rules.calendar
    cited = known.hearing.entries_of(event.lines)
    return len(cited) == len(event.lines) and all(
        deadline(start=written[line], days=days, business=True, calendar=calendar) <= today for line in cited
    )


def _disclosed_in_time(known: CaseView, opened: date) -> set[UUID]:
    days = known.rules.clocks["BUNDLE"].days or 0
    last = counted_back(end=opened, days=days, calendar=known.rules.calendar)
    shown = {item.evidence for item in known.hearing.bundle if item.on <= last}
    filed = {one.id for one in known.evidence.filings if one.by_leave or one.on <= last}
    return (shown | filed) & known.evidence.copy_keys


@invariant(
    9, "On every day of an allegation's conduct period its edition was the one in that member's signature in force."
)
def every_allegation_was_sworn_to(history: History) -> Iterator[str]:
    """Yield allegations that are pursued although on some day no signature bound the member to their edition.

    A destroyed file no longer says whose it was, and so not which oath bound them. It is checked until it is destroyed.
    """
    known = history.view
    opened = any(isinstance(step.happened.event, InvestigationOpened) for step in history.steps)
    if not opened or known.state in NOT_YET or known.holding.erased_on is not None:
        return
    for one in known.allegations.in_state(*PURSUED):
        day = _first_unsworn_day(one, known)
        if day is not None:
            yield f"the allegation {one.id} covers {day.isoformat()}, on which another edition or none was sworn"


def _first_unsworn_day(one: Allegation, known: CaseView) -> date | None:
    """Return the first day of an allegation that no signature to its edition covers, or None."""
    spans = sorted((span for span in known.sworn if span.edition == one.edition), key=lambda span: span.first)
    day = one.first_day
    for span in spans:
        if span.first <= day:
            day = max(day, date.max if span.last is None else span.last + DAY)
    return day if day <= one.last_day else None
