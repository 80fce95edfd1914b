"""The staff queue: rows already narrowed to what their viewer may see, one page at a time."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case as Either
from django.db.models import Count, Func, IntegerField, Q, QuerySet, Value, When, Window

from accounts.models import User
from casework.models import Case, CaseGrant
from casework.queries.floods import Flood, floods_among, slow_reports
from casework.queries.queue_filter import VIEWS, queue_filter
from casework.queries.queue_order import Order, order_for
from casework.queries.queue_rows import Row, queue_rows
from casework.queries.queue_search import cases_by_words
from casework.vocabulary import Reading
from ledger.canonical import Values

PAGE = 25
MANY = 1000


@dataclass(frozen=True, kw_only=True)
class Place:
    """A page of the list: how it is sorted, and the cursor after which it begins or before which it ends."""

    sort: str = ""
    after: str = ""
    before: str = ""


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page of the queue, the cursors of the pages beside it, and counts over all that the viewer sees (at most `MANY` + 1).

    `all` counts the whole list, `total` what fits the filter, `views` each of `VIEWS`, `parts` each part of the filter that
    was asked about. Reports of `floods` are in no row and no count, unless the viewer asked for one flood.
    """

    rows: list[Row]
    after: str | None
    before: str | None
    total: int
    all: int
    views: Mapping[str, int]
    parts: Mapping[str, int]
    floods: tuple[Flood, ...]


def queue(
    viewer: User, *, wanted: Values, now: datetime, place: Place = Place(), parts: Mapping[str, Values] | None = None
) -> Page:
    """Return a page of the viewer's queue, soonest due first unless it is sorted otherwise; “My turn” by the viewer's own days.

    `parts` are other filters, by name, of which only the count is wanted.
    BadShape for a cursor that names no case of the viewer's list.

    Reports of a flood make one line together; only intake and review see reports that nobody has taken up. Thirteen queries
    for any number of cases; twelve for a viewer who sees at most `MANY` cases; one more for a page with a cursor.
    """
    grants = CaseGrant.objects.giving(viewer, Reading.SEE_CASE)
    choice, *others = (
        queue_filter(one, viewer, now) for one in _searched([wanted, *(parts or {}).values()], viewer, grants)
    )
    all_seen, floods = Case.objects.filter(pk__in=grants.values("content_object")), floods_among(grants, now)
    seen = all_seen
    if wanted.get("flood"):
        seen = seen.filter(pk__in=slow_reports(now).filter(flood=wanted["flood"]).values("pk"))
    elif floods:
        seen = seen.exclude(pk__in=slow_reports(now).values("pk"))
    order = order_for(place.sort, viewer, now, own=wanted.get("whose") == "turn")
    walked = order.turned() if place.before else order
    cursor = place.before or place.after
    fits = choice & walked.behind(cursor, all_seen) if cursor else choice
    kinds = {"total": choice, "all": Q()}
    kinds |= {f"view_{name}": kind(viewer, now) for name, kind in VIEWS.items()}
    kinds |= {f"part_{name}": other for name, other in zip(parts or {}, others, strict=True)}
    find = _of_few if grants[: MANY + 1].count() <= MANY else _of_many
    cases, counts = find(viewer, seen.select_related("respondent"), fits, kinds, walked)
    shown = cases[:PAGE][::-1] if place.before else cases[:PAGE]
    more_behind = bool(shown) and (len(cases) > PAGE or bool(place.before))
    more_before = bool(shown) and (bool(place.after) or (bool(place.before) and len(cases) > PAGE))
    return Page(
        rows=queue_rows(viewer, shown, seen, now, own=order.own) if shown else [],
        after=order.cursor_of(shown[-1]) if more_behind else None,
        before=order.cursor_of(shown[0]) if more_before else None,
        total=counts["total"],
        all=counts["all"],
        views={name: counts[f"view_{name}"] for name in VIEWS},
        parts={name: counts[f"part_{name}"] for name in parts or {}},
        floods=tuple(floods),
    )


def _of_few(
    _viewer: User, seen: QuerySet[Case], fits: Q, kinds: Mapping[str, Q], order: Order
) -> tuple[list[Case], Mapping[str, int]]:
    """Return a page of the cases that fit, with one more, and the number of cases of each kind, in one pass over all.

    Cases that fit come first. A case that does not fit is read only for the counts, which every row carries.
    """
    whether = Either(When(fits, then=True), default=False) if fits else Value(True)
    counted = {f"of_{name}": Window(Count("pk", filter=kind or None)) for name, kind in kinds.items()}
    found = list(order.of(seen).annotate(fits=whether, **counted).order_by("-fits", *order.by)[: PAGE + 1])
    counts = {name: getattr(found[0], f"of_{name}") if found else 0 for name in kinds}
    return [case for case in found if case.fits], counts


def _of_many(
    viewer: User, seen: QuerySet[Case], fits: Q, kinds: Mapping[str, Q], order: Order
) -> tuple[list[Case], Mapping[str, int]]:
    """Return the same for too many cases to pass over: the page by its index, and each count to its limit in one statement."""
    found = list(order.of(seen).filter(fits).order_by(*order.by)[: PAGE + 1])
    counted = {name: _bounded(seen.filter(kind)) for name, kind in kinds.items()}
    return found, _counted(viewer, counted)


def _searched(filters: Sequence[Values], viewer: User, seen: QuerySet[CaseGrant]) -> list[Values]:
    """Return filters of the same words with the cases that the words find. One query if there are words."""
    words = next((one["words"] for one in filters if one.get("words")), "")
    found = cases_by_words(words, seen, viewer) if words else None
    return [{**one, "found": _both(found, one.get("found"))} if one.get("words") else one for one in filters]


def _both(one: list[UUID] | None, other: list[UUID] | None) -> list[UUID] | None:
    """Return the cases in both lists; None stands for a search that was not made."""
    return one if other is None else other if one is None else [key for key in one if key in set(other)]


def seen_among(viewer: User, references: Collection[str]) -> frozenset[str]:
    """Return those of these cases that the viewer may see. Two queries."""
    grants = CaseGrant.objects.giving(viewer, Reading.SEE_CASE).filter(content_object__reference__in=references)
    return frozenset(grants.values_list("content_object__reference", flat=True))


def names_seen_among(viewer: User, references: Collection[str]) -> Mapping[str, str]:
    """Return the code names of the cases that the viewer may see. Two queries; none without a reference."""
    if not references:
        return {}
    grants = CaseGrant.objects.giving(viewer, Reading.SEE_CASE).filter(content_object__reference__in=references)
    return dict(grants.values_list("content_object__reference", "content_object__code_name"))


def counts_of(viewer: User, filters: Mapping[str, Values], now: datetime) -> dict[str, int]:
    """Return how many cases that the viewer sees fit each of these filters, counted to `MANY` + 1. Two queries."""
    grants = CaseGrant.objects.giving(viewer, Reading.SEE_CASE)
    seen = Case.objects.filter(pk__in=grants.values("content_object")).exclude(pk__in=slow_reports(now).values("pk"))
    searched = zip(filters, _searched(list(filters.values()), viewer, grants), strict=True)
    counted = {name: _bounded(seen.filter(queue_filter(one, viewer, now))) for name, one in searched}
    return _counted(viewer, counted) if counted else {}


def _counted(viewer: User, counts: Mapping[str, Func]) -> dict[str, int]:
    """Return counts by name. One query."""
    row: Any = User.objects.filter(pk=viewer.pk).values(**counts).get()
    return dict(row)


def _bounded(cases: QuerySet[Case]) -> Func:
    """Return how many cases there are, counted to `MANY` + 1."""
    few = ArraySubquery(cases.order_by().values("pk")[: MANY + 1])
    return Func(few, function="CARDINALITY", output_field=IntegerField())
