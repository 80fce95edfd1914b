"""The staff queue: rows already narrowed to what their viewer may see, one page at a time."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Case as Either
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Value, When, Window
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan

from accounts.models import User
from casework.models import Case, CaseGrant, Seating, Turn
from casework.models.turn import NEVER
from casework.queries.floods import Flood, floods_among, slow_reports
from casework.vocabulary import BadShape, CaseState, ClockName, Reading, Seat, Verb
from ledger.canonical import Values
from policy.queries import rules_of

PAGE = 25
MANY = 1000
WRONG_PLACE = "This page of the list cannot be found. Go back to its beginning."


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of the queue. `due` is a day in the Society's zone, or None if no clock runs.

    `step` is what is expected of the viewer in the case, the soonest first; None if nothing is.
    """

    reference: str
    code_name: str
    state: CaseState
    severity: int
    commitments: list[int]
    due: date | None
    due_clock: ClockName | None
    waiting_on: Seat | None
    step: Verb | None
    mine: bool
    late: bool
    days_left: int


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page of the queue, the cursor of the next one, and counts over all that the viewer sees (at most `MANY` + 1).

    Reports of `floods` are in no row and no count, unless the viewer asked for one flood.
    """

    rows: list[Row]
    after: str | None
    total: int
    late: int
    turn: int
    mine: int
    unassigned: int
    floods: tuple[Flood, ...]


def queue(viewer: User, *, wanted: Values, after: str | None, now: datetime) -> Page:
    """Return a page of the viewer's queue, soonest due first. BadShape for a cursor that this code did not make.

    Reports of a flood make one line together; only intake and review see reports that nobody has taken up. At most twelve
    queries for any number of cases; seven for a viewer who sees at most `MANY` cases.
    """
    grants, choice = CaseGrant.objects.giving(viewer, Reading.SEE_CASE), queue_filter(wanted, viewer, now)
    seen = Case.objects.filter(pk__in=grants.values("content_object"))
    floods = floods_among(grants, now)
    if wanted.get("flood"):
        seen = seen.filter(pk__in=slow_reports(now).filter(flood=wanted["flood"]).values("pk"))
    elif floods:
        seen = seen.exclude(pk__in=slow_reports(now).values("pk"))
    fits = choice & place_of(after) if after else choice
    kinds = {
        "total": choice,
        "late": _late(now),
        "turn": _turn(viewer),
        "mine": _mine(viewer),
        "unassigned": _unassigned(),
    }
    cases, counts = (_of_few if grants[: MANY + 1].count() <= MANY else _of_many)(seen, fits, kinds)
    shown = cases[:PAGE]
    mine = set(Seating.objects.filter(user=viewer, case__in=[c.pk for c in shown]).values_list("case", flat=True))
    steps = _steps(viewer, shown)
    return Page(
        rows=[_row(case, step=steps.get(case.pk), mine=case.pk in mine, now=now) for case in shown],
        after=cursor_of(shown[-1]) if len(cases) > PAGE else None,
        floods=tuple(floods),
        **counts,
    )


def _of_few(seen: QuerySet[Case], fits: Q, kinds: Mapping[str, Q]) -> tuple[list[Case], dict[str, int]]:
    """Return a page of the cases that fit, with one more, and the number of cases of each kind, in one pass over all.

    Cases that fit come first. A case that does not fit is read only for the counts, which every row carries.
    """
    whether = Either(When(fits, then=True), default=False) if fits else Value(True)
    counted = {f"of_{name}": Window(Count("pk", filter=kind or None)) for name, kind in kinds.items()}
    found = list(seen.annotate(fits=whether, **counted).order_by("-fits", "due", "id")[: PAGE + 1])
    counts = {name: getattr(found[0], f"of_{name}") if found else 0 for name in kinds}
    return [case for case in found if case.fits], counts


def _of_many(seen: QuerySet[Case], fits: Q, kinds: Mapping[str, Q]) -> tuple[list[Case], dict[str, int]]:
    """Return the same for too many cases to pass over: the page by its index, and each kind by its own count."""
    found = list(seen.filter(fits).order_by("due", "id")[: PAGE + 1])
    counted = {name: seen.filter(kind).order_by().values("pk")[: MANY + 1].count() for name, kind in kinds.items()}
    return found, counted


def queue_filter(wanted: Values, viewer: User, now: datetime) -> Q:
    asked = Q()
    if states := wanted.get("state"):
        asked &= Q(state__in=states)
    if commitment := wanted.get("commitment"):
        asked &= Q(commitments__contains=[commitment])
    if severity := wanted.get("severity"):
        asked &= Q(severity__in=severity)
    if whose := wanted.get("whose"):
        asked &= {"turn": _turn(viewer), "mine": _mine(viewer), "late": _late(now), "nobodys": _unassigned()}[whose]
    if words := wanted.get("words"):
        asked &= Q(reference__iexact=words) | Q(code_name__icontains=words)
    return asked


def _turn(viewer: User) -> Q:
    """Cases in which a step is expected of the viewer now."""
    return Exists(Turn.objects.filter(case=OuterRef("pk"), user=viewer)) & Q()


def _steps(viewer: User, cases: list[Case]) -> Mapping[UUID, Verb]:
    """Return what is expected of the viewer in each of these cases, by its soonest day. One query."""
    turns = Turn.objects.filter(user=viewer, case__in=[case.pk for case in cases]).order_by("-due", "step")
    return {case: Verb(step) for case, step in turns.values_list("case", "step")}


def _mine(viewer: User) -> Q:
    return Exists(Seating.objects.filter(case=OuterRef("pk"), user=viewer)) & Q()


def _late(now: datetime) -> Q:
    return Q(due__lt=now) & ~Q(state=CaseState.CLOSED)


def _unassigned() -> Q:
    """Open cases in which only the parties have a seat."""
    return Q(unassigned=True)


def _row(case: Case, *, step: Verb | None, mine: bool, now: datetime) -> Row:
    zone = ZoneInfo(rules_of(case.rulebook_id).zone)
    due = case.due.astimezone(zone).date() if case.due < NEVER else None
    return Row(
        reference=case.reference,
        code_name=case.code_name,
        state=CaseState(case.state),
        severity=case.severity,
        commitments=case.commitments,
        due=due,
        due_clock=ClockName(case.due_clock) if case.due_clock else None,
        waiting_on=Seat(case.waiting_on) if case.waiting_on else None,
        step=step,
        mine=mine,
        late=case.due < now,
        days_left=(due - now.astimezone(zone).date()).days if due else 0,
    )


def cursor_of(case: Case) -> str:
    return base64.urlsafe_b64encode(json.dumps([case.due.isoformat(), str(case.pk)]).encode()).decode()


def place_of(cursor: str) -> Q:
    """Return the condition for the cases after a cursor. BadShape for a cursor that this code did not make."""
    return Q(TupleGreaterThan(Tuple("due", "id"), _place(cursor)))


def _place(cursor: str) -> tuple[datetime, UUID]:
    try:
        due, key = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        moment, key = datetime.fromisoformat(str(due)), UUID(str(key))
        if moment.tzinfo is None:
            raise ValueError("a moment has its zone")
    except (ValueError, TypeError, RecursionError) as error:
        raise BadShape({"after": [WRONG_PLACE]}) from error
    return moment, key
