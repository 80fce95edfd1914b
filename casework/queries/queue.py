"""The staff queue: rows already narrowed to what their viewer may see, one page at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Case as Either
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Value, When, Window

from accounts.models import User
from casework.models import Case, CaseGrant, Seating, Turn
from casework.models.turn import NEVER
from casework.queries.floods import Flood, floods_among, slow_reports
from casework.queries.queue_order import BY_CASE, Order, by_own_turn
from casework.vocabulary import CaseState, ClockName, Reading, Seat, Verb
from ledger.canonical import Values
from policy.queries import rules_of

PAGE = 25
MANY = 1000


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of the queue. `due` is a day in the Society's zone, or None if no clock runs; in “My turn” the viewer's own.

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
    """Return a page of the viewer's queue, soonest due first; “My turn” by the viewer's own days.

    BadShape for a cursor that this code did not make.

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
    order = by_own_turn(viewer, now) if wanted.get("whose") == "turn" else BY_CASE
    fits = choice & order.behind(after) if after else choice
    kinds = {
        "total": choice,
        "late": _late(now),
        "turn": _turn(viewer),
        "mine": _mine(viewer),
        "unassigned": _unassigned(),
    }
    cases, counts = (_of_few if grants[: MANY + 1].count() <= MANY else _of_many)(seen, fits, kinds, order)
    shown = cases[:PAGE]
    mine = set(Seating.objects.filter(user=viewer, case__in=[c.pk for c in shown]).values_list("case", flat=True))
    turns = _turns(viewer, shown)
    return Page(
        rows=[_row(case, turns.get(case.pk), order, mine=case.pk in mine, now=now) for case in shown],
        after=order.cursor_of(shown[-1]) if len(cases) > PAGE else None,
        floods=tuple(floods),
        **counts,
    )


def _of_few(seen: QuerySet[Case], fits: Q, kinds: Mapping[str, Q], order: Order) -> tuple[list[Case], dict[str, int]]:
    """Return a page of the cases that fit, with one more, and the number of cases of each kind, in one pass over all.

    Cases that fit come first. A case that does not fit is read only for the counts, which every row carries.
    """
    whether = Either(When(fits, then=True), default=False) if fits else Value(True)
    counted = {f"of_{name}": Window(Count("pk", filter=kind or None)) for name, kind in kinds.items()}
    sorted_by = seen.annotate(**order.computed)
    found = list(sorted_by.annotate(fits=whether, **counted).order_by("-fits", *order.columns)[: PAGE + 1])
    counts = {name: getattr(found[0], f"of_{name}") if found else 0 for name in kinds}
    return [case for case in found if case.fits], counts


def _of_many(seen: QuerySet[Case], fits: Q, kinds: Mapping[str, Q], order: Order) -> tuple[list[Case], dict[str, int]]:
    """Return the same for too many cases to pass over: the page by its index, and each kind by its own count."""
    found = list(seen.annotate(**order.computed).filter(fits).order_by(*order.columns)[: PAGE + 1])
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
        told = Case.objects.filter(messages__reference__iexact=words).values("pk")
        asked &= Q(reference__iexact=words) | Q(code_name__icontains=words) | Q(pk__in=told)
    return asked


def _turn(viewer: User) -> Q:
    """Cases in which a step is expected of the viewer now."""
    return Exists(Turn.objects.filter(case=OuterRef("pk"), user=viewer)) & Q()


def _turns(viewer: User, cases: list[Case]) -> Mapping[UUID, Turn]:
    """Return the viewer's turn with the soonest day in each of these cases. One query."""
    turns = Turn.objects.filter(user=viewer, case__in=[case.pk for case in cases]).order_by("-due", "step")
    return {turn.case_id: turn for turn in turns}


def _mine(viewer: User) -> Q:
    return Exists(Seating.objects.filter(case=OuterRef("pk"), user=viewer)) & Q()


def _late(now: datetime) -> Q:
    return Q(due__lt=now) & ~Q(state=CaseState.CLOSED)


def _unassigned() -> Q:
    """Open cases in which only the parties have a seat."""
    return Q(unassigned=True)


def _row(case: Case, turn: Turn | None, order: Order, *, mine: bool, now: datetime) -> Row:
    zone = ZoneInfo(rules_of(case.rulebook_id).zone)
    moment, clock = (turn.due, turn.clock) if turn and order is not BY_CASE else (case.due, case.due_clock)
    due = moment.astimezone(zone).date() if moment < NEVER else None
    return Row(
        reference=case.reference,
        code_name=case.code_name,
        state=CaseState(case.state),
        severity=case.severity,
        commitments=case.commitments,
        due=due,
        due_clock=ClockName(clock) if clock else None,
        waiting_on=Seat(case.waiting_on) if case.waiting_on else None,
        step=Verb(turn.step) if turn else None,
        mine=mine,
        late=moment < now,
        days_left=(due - now.astimezone(zone).date()).days if due else 0,
    )
