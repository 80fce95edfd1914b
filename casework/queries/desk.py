"""The staff queue: rows already narrowed to what their viewer may see, one page at a time."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan

from accounts.models import User
from casework.models import Case, CaseGrant, Seating
from casework.models.case import NEVER
from casework.vocabulary import BadShape, CaseState, ClockName, Reading, Seat

PAGE = 25
MANY = 1000


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of the queue. `due` is UTC, None where no clock runs."""

    reference: str
    code_name: str
    state: CaseState
    severity: int
    commitments: list[int]
    due: datetime | None
    due_clock: ClockName | None
    ball: Seat | None
    mine: bool
    late: bool
    days_left: int


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page of the queue, the cursor of the next one, and counts over all that the viewer sees (at most `MANY` + 1)."""

    rows: list[Row]
    after: str | None
    total: int
    late: int
    mine: int


def seen_by(viewer: User) -> QuerySet[Case]:
    """Return the cases whose header a person may see: those with a grant of theirs, nothing else."""
    grants = CaseGrant.objects.filter(user=viewer, permission__codename=Reading.SEE_CASE.value)
    return Case.objects.filter(pk__in=grants.values("content_object"))


def queue(viewer: User, *, wanted: Mapping[str, Any], after: str | None, now: datetime) -> Page:
    """Return a page of the viewer's queue, soonest due first. Five queries; BadShape when the cursor is not one of ours."""
    seen = seen_by(viewer)
    found = seen.filter(chosen(wanted, viewer, now))
    if after:
        found = found.filter(TupleGreaterThan(Tuple("due", "id"), _place(after)))
    cases = list(found.order_by("due", "id")[: PAGE + 1])
    mine = set(Seating.objects.filter(user=viewer, case__in=[c.pk for c in cases]).values_list("case", flat=True))
    shown = cases[:PAGE]
    return Page(
        rows=[_row(case, mine=case.pk in mine, now=now) for case in shown],
        after=_cursor(shown[-1]) if len(cases) > PAGE else None,
        total=_count(found if not after else seen.filter(chosen(wanted, viewer, now))),
        late=_count(seen.filter(due__lt=now).exclude(state=CaseState.CLOSED)),
        mine=_count(seen.filter(seatings__user=viewer)),
    )


def chosen(wanted: Mapping[str, Any], viewer: User, now: datetime) -> Q:
    """Return the filter the viewer chose; unknown keys are not looked at."""
    asked = Q()
    if states := wanted.get("state"):
        asked &= Q(state__in=states)
    if commitment := wanted.get("commitment"):
        asked &= Q(commitments__contains=[commitment])
    if severity := wanted.get("severity"):
        asked &= Q(severity__in=severity)
    if whose := wanted.get("whose"):
        asked &= Q(seatings__user=viewer) if whose == "mine" else Q(due__lt=now) & ~Q(state=CaseState.CLOSED)
    if words := wanted.get("words"):
        asked &= Q(reference__iexact=words) | Q(code_name__icontains=words)
    return asked


def _row(case: Case, *, mine: bool, now: datetime) -> Row:
    due = case.due if case.due < NEVER else None
    return Row(
        reference=case.reference,
        code_name=case.code_name,
        state=CaseState(case.state),
        severity=case.severity,
        commitments=case.commitments,
        due=due,
        due_clock=ClockName(case.due_clock) if case.due_clock else None,
        ball=Seat(case.ball) if case.ball else None,
        mine=mine,
        late=due is not None and due < now,
        days_left=(due - now).days if due else 0,
    )


def _count(found: QuerySet[Case]) -> int:
    return found.order_by().values("pk")[: MANY + 1].count()


def _cursor(case: Case) -> str:
    return base64.urlsafe_b64encode(json.dumps([case.due.isoformat(), str(case.pk)]).encode()).decode()


def _place(cursor: str) -> tuple[datetime, UUID]:
    try:
        due, key = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        return datetime.fromisoformat(due), UUID(key)
    except (ValueError, TypeError) as error:
        raise BadShape({"after": ["This page of the list cannot be found. Go back to its beginning."]}) from error
