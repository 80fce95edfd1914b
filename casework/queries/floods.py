"""Reports that came in a flood: one line for each flood in the queue of intake, and their turn in the conflict sweep."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, DateTimeField, F, IntegerField, Max, Min, OuterRef, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from accounts.compiled import Compiled, Given, Probed
from accounts.models import User
from casework.models import Case, CaseGrant, SlowReport, Turn
from casework.record.state.danger import TOLD_OF_DANGER
from casework.vocabulary import CaseState
from policy.queries import rules_of


@dataclass(frozen=True, kw_only=True)
class Flood:
    """How many reports of a flood the viewer may see, the days on which they came, and the last on which they wait.

    `danger`: in how many of them somebody is said to be in danger; only those that wait for a seat that is told of it.
    """

    name: str
    reports: int
    danger: int
    first: date
    last: date
    until: date


def floods_among(viewer: User, right: int, now: datetime) -> list[Flood]:
    """Return the floods among the cases that a right, by its number, shows to a viewer, the oldest first. One query."""
    return [flood_of(*row) for row in _FLOODS.rows(viewer=viewer.pk, right=right, now=now)]


def slow_reports(now: datetime | Given) -> QuerySet[SlowReport]:
    """Return the reports that are still in the slow lane. Nobody has taken them up: that takes their row away."""
    return SlowReport.objects.filter(until__gt=now)


def is_slow(case: str, now: datetime | Given) -> Probed:
    """Return the condition that a row's case is still in the slow lane; `case` is the name of its column.

    Each row looks up its case: reading all 600 reports of a flood takes longer than a hundred lookups for one page.
    """
    return Probed(slow_reports(now).filter(pk=OuterRef(case)))


def finished_slow_reports(now: datetime) -> QuerySet[SlowReport]:
    return SlowReport.objects.filter(until__lte=now)


def is_hidden_without_reason(case: Case) -> bool:
    """Whether a row puts a case into the slow lane that its record does not, or puts it there for longer. One query.

    Such a row hides the case from the lists of its officers. That a row is gone says nothing: a flood can be released.
    """
    row, view = SlowReport.objects.filter(case=case).first(), case.view
    latest = case.record[0].at + timedelta(days=view.rules.limits["slow_lane_days"])
    lawful = view.filing.slow and view.state is CaseState.SUBMITTED
    return row is not None and not (lawful and row.until <= latest)


def next_to_be_swept(most: int, now: datetime) -> list[str]:
    """Return the references of slow reports that were not swept yet, taking one of each flood in turn. One query."""
    turn = Window(RowNumber(), partition_by=F("flood"), order_by=["until", "case"])
    rows = slow_reports(now).filter(case__sweep_due=True).annotate(turn=turn).order_by("turn", "until")
    return list(rows.values_list("case__reference", flat=True)[:most])


def flood_rows() -> QuerySet[SlowReport, tuple[Any, ...]]:
    """Return the floods among the cases of a viewer for a compiled statement: `flood_of` reads a row."""
    shown = CaseGrant.objects.filter(
        user=Given("viewer"), permission_id=Given("right", IntegerField()), listed=True, content_object=OuterRef("case")
    )
    rows = slow_reports(Given("now", DateTimeField())).filter(Probed(shown)).values("flood", "case__rulebook")
    told = Probed(Turn.objects.filter(case=OuterRef("case"), user=Given("viewer"), seat__in=sorted(TOLD_OF_DANGER)))
    floods = rows.annotate(
        reports=Count("pk"),
        danger=Count("pk", filter=Q(case__danger=True) & Q(told)),
        first=Min("case__filed_at"),
        last=Max("case__filed_at"),
        end=Max("until"),
    ).order_by("first")
    return floods.values_list("flood", "case__rulebook", "reports", "danger", "first", "last", "end")


_FLOODS = Compiled(flood_rows)


def flood_of(name: str, rulebook: UUID, reports: int, danger: int, *moments: datetime) -> Flood:
    zone = ZoneInfo(rules_of(rulebook).zone)
    first, last, until = (moment.astimezone(zone).date() for moment in moments)
    return Flood(name=name, reports=reports, danger=danger, first=first, last=last, until=until)
