"""Reports that came in a flood: one line for each flood in the queue of intake, and their turn in the conflict sweep."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple, Self
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import F, OuterRef, QuerySet, Window
from django.db.models.functions import RowNumber

from accounts.compiled import Given, Probed
from accounts.models import User
from accounts.prepared import prepared_cursor
from casework.models import Case, SlowReport
from casework.record.state.danger import TOLD_OF_DANGER
from casework.vocabulary import CaseState
from policy.queries import rules_of

FEW = 1000


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


class InList(NamedTuple):
    """How many cases a list has, counted to one above a limit, and the floods among them, the oldest first."""

    number: int
    floods: list[Flood]

    @classmethod
    def read(cls, found: Sequence[Any]) -> Self:
        """Read what `IN_LIST` found."""
        number, floods = found
        return cls(number, [_flood(*row) for row in floods])


def floods_among(viewer: User, right: int, now: datetime) -> list[Flood]:
    """Return the floods among the cases that a right, by its number, shows to a viewer, the oldest first. One query."""
    return in_list_of({"viewer": viewer.pk, "right": right, "now": now, "most": FEW}).floods


def in_list_of(values: Mapping[str, Any]) -> InList:
    """Return how many cases a right shows to a viewer, and the floods among them, by the values of `IN_LIST`. One query."""
    with prepared_cursor() as cursor:
        cursor.execute(f"SELECT {IN_LIST}", values)
        return InList.read(cursor.fetchall()[0][0])


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


def is_hidden_without_reason(case: Case, row: SlowReport | None) -> bool:
    """Whether its row puts a case into the slow lane that its record does not, or puts it there for longer.

    Such a row hides the case from the lists of its officers. That a row is gone says nothing: a flood can be released.
    """
    view = case.view
    latest = case.record[0].at + timedelta(days=view.rules.limits["slow_lane_days"])
    lawful = view.filing.slow and view.state is CaseState.SUBMITTED
    return row is not None and not (lawful and row.until <= latest)


def next_to_be_swept(most: int, now: datetime) -> list[str]:
    """Return the references of slow reports that were not swept yet, taking one of each flood in turn. One query."""
    turn = Window(RowNumber(), partition_by=F("flood"), order_by=["until", "case"])
    rows = slow_reports(now).filter(case__sweep_due=True).annotate(turn=turn).order_by("turn", "until")
    return list(rows.values_list("case__reference", flat=True)[:most])


def _flood(name: str, rulebook: str, reports: int, danger: int, *moments: str) -> Flood:
    zone = ZoneInfo(rules_of(UUID(rulebook)).zone)
    first, last, until = (datetime.fromisoformat(moment).astimezone(zone).date() for moment in moments)
    return Flood(name=name, reports=reports, danger=danger, first=first, last=last, until=until)


_TOLD = ", ".join(f"'{seat.value}'" for seat in sorted(TOLD_OF_DANGER))
IN_LIST = f"""(
    WITH few AS MATERIALIZED (
        SELECT g.content_object_id AS id FROM casework_casegrant AS g
        WHERE g.user_id = %(viewer)s AND g.permission_id = %(right)s AND g.listed LIMIT %(most)s + 1
    ), seen AS MATERIALIZED (SELECT COUNT(*) AS number FROM few),
    slow AS (
        SELECT w.* FROM few CROSS JOIN LATERAL (
            SELECT w.case_id, w.flood, w.until FROM casework_slowreport AS w
            WHERE w.case_id = few.id AND w.until > %(now)s OFFSET 0
        ) AS w WHERE (SELECT number FROM seen) <= %(most)s
        AND EXISTS (SELECT FROM casework_slowreport AS w WHERE w.until > %(now)s)
        UNION ALL
        SELECT w.case_id, w.flood, w.until FROM casework_slowreport AS w
        WHERE (SELECT number FROM seen) > %(most)s AND w.until > %(now)s AND EXISTS (
            SELECT FROM casework_casegrant AS g WHERE g.content_object_id = w.case_id AND g.user_id = %(viewer)s
            AND g.permission_id = %(right)s AND g.listed OFFSET 0
        )
    )
    SELECT json_build_array(seen.number, ARRAY(
        SELECT json_build_array(f.flood, f.rulebook, f.reports, f.danger, f.first, f.last, f.until) FROM (
            SELECT
                w.flood, c.rulebook_id AS rulebook, COUNT(*) AS reports, COUNT(*) FILTER (WHERE c.danger AND EXISTS (
                    SELECT FROM casework_turn AS t WHERE t.case_id = c.id AND t.user_id = %(viewer)s AND t.seat IN ({_TOLD})
                    OFFSET 0
                )) AS danger, MIN(c.filed_at) AS first, MAX(c.filed_at) AS last, MAX(w.until) AS until
            FROM slow AS w CROSS JOIN LATERAL (
                SELECT c.id, c.rulebook_id, c.danger, c.filed_at FROM casework_case AS c WHERE c.id = w.case_id OFFSET 0
            ) AS c
            GROUP BY w.flood, c.rulebook_id
        ) AS f ORDER BY f.first
    )) FROM seen
)"""  # noqa: S608
"""How many cases a right shows to a viewer, counted to one above `most`, and the floods among them.

For a viewer of few cases, each of them is looked up in the slow lane, however many reports are in it: 0.3 ms for 600. None is
while the lane is empty. For a viewer of many cases, each slow report looks up its grant: 1.2 ms for 1,200.
"""
