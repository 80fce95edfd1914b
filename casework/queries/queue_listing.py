"""A page of the cases of a list and the counts beside it, by statements that are compiled once for each filter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case as Either
from django.db.models import Count, Func, IntegerField, Q, QuerySet, Value, When, Window

from accounts.compiled import Compiled
from accounts.models import User
from casework.models import Case
from casework.models.grant import number_of
from casework.queries.queue_filter import VIEWS, queue_filter
from casework.queries.queue_order import Order, order_for
from casework.queries.queue_search import cases_by_words
from casework.queries.queue_seen import VALUES, Among, Seen, given_cases, granted
from casework.vocabulary import Reading
from ledger.canonical import Values

PAGE = 25
SHARED = ("state", "turn", "commitment", "severity", "due", "mark", "whose")
"""The fields of the filter whose values say nothing of a case or a person: their statements are compiled once for everybody."""
OWN = ("words", "found", "officer")

type Shared = tuple[tuple[str, Any], ...]


@dataclass(frozen=True, kw_only=True)
class Place:
    """A page of the list: how it is sorted, and the cursor after which it begins or before which it ends."""

    sort: str = ""
    after: str = ""
    before: str = ""

    @property
    def cursor(self) -> str:
        return self.before or self.after


WHOLE = Place()


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """What is asked of a list: `cases` are all of it, `parts` further filters that are counted, `behind` where it begins."""

    cases: QuerySet[Case]
    most: int
    wanted: Values
    parts: Mapping[str, Values]
    order: Order
    behind: Q = Q()


@dataclass(frozen=True)
class _Statements:
    """Three statements. `few`: the page and all counts in one pass; `page` and `counts`: the same for many cases."""

    few: Compiled[Case]
    page: Compiled[Case]
    counts: Compiled[Any]
    kinds: tuple[str, ...]

    def answer(self, seen: Seen) -> tuple[list[Case], Mapping[str, int]]:
        """Return a page of the cases, with one more, and the number of cases of each kind."""
        if seen.are_many:
            (counts,) = self.counts.rows(**seen.given)
            return self.page.rows(**seen.given), counts
        found: list[Any] = self.few.rows(**seen.given)
        counts = {name: getattr(found[0], f"of_{name}") if found else 0 for name in self.kinds}
        return [case for case in found if case.fits], counts


def order_of(wanted: Values, place: Place, viewer: Any, now: Any) -> Order:
    """Return the order in which a page is read: from its end where it ends before a cursor."""
    order = order_for(place.sort, viewer, now, own=wanted.get("whose") == "turn")
    return order.turned() if place.before else order


def listed(
    seen: Seen, wanted: Values, parts: Mapping[str, Values], place: Place
) -> tuple[list[Case], Mapping[str, int]]:
    """Return a page of the cases that fit, with one more, and the number of cases of each kind. Two queries, or three.

    BadShape for a cursor that names no case of the list. One query more with a cursor, and one for words.
    """
    if not place.cursor and all(wanted.get(name) in (None, "") for name in OWN):
        shared = tuple((name, _shared(one)) for name, one in parts.items())
        return _for_everybody(seen.among, seen.most, _shared(wanted), shared, place.sort).answer(seen)
    asked, *others = _searched([wanted, *parts.values()], seen)
    order = order_of(asked, place, seen.viewer, seen.now)
    behind = order.behind(place.cursor, seen.all_cases) if place.cursor else Q()
    named = dict(zip(parts, others, strict=True))
    own = _Asked(cases=seen.cases, most=seen.most, wanted=asked, parts=named, order=order, behind=behind)
    return _statements(own, seen.viewer.pk, seen.now).answer(seen)


@lru_cache(maxsize=64)
def _for_everybody(
    among: Among, most: int, wanted: Shared, parts: tuple[tuple[str, Shared], ...], sort: str
) -> _Statements:
    viewer, now = VALUES["viewer"], VALUES["now"]
    asked = _Asked(
        cases=given_cases(among),
        most=most,
        wanted=dict(wanted),
        parts={name: dict(one) for name, one in parts},
        order=order_of(dict(wanted), Place(sort=sort), viewer, now),
    )
    return _statements(asked, viewer, now)


def _statements(asked: _Asked, viewer: Any, now: Any) -> _Statements:
    seen, order = asked.cases.select_related("respondent"), asked.order
    choice = queue_filter(asked.wanted, viewer, now)
    kinds = {"total": choice, "all": Q()}
    kinds |= {f"view_{name}": kind(viewer, now) for name, kind in VIEWS.items()}
    kinds |= {f"part_{name}": queue_filter(one, viewer, now) for name, one in asked.parts.items()}
    fits = choice & asked.behind
    counted = {name: _bounded(asked.cases.filter(kind), asked.most) for name, kind in kinds.items()}
    return _Statements(
        few=Compiled(lambda: _few(seen, fits, kinds, order), prepared=False),
        page=Compiled(lambda: order.of(seen).filter(fits).order_by(*order.by)[: PAGE + 1], prepared=False),
        counts=Compiled(lambda: User.objects.filter(pk=viewer).values(**counted), prepared=False),
        kinds=tuple(kinds),
    )


def _few(seen: QuerySet[Case], fits: Q, kinds: Mapping[str, Q], order: Order) -> QuerySet[Case]:
    """Return cases of which those that fit come first, each with the number of cases of each kind, in one pass over all."""
    whether = Either(When(fits, then=True), default=False) if fits else Value(True)
    counted = {f"of_{name}": Window(Count("pk", filter=kind or None)) for name, kind in kinds.items()}
    return order.of(seen).annotate(fits=whether, **counted).order_by("-fits", *order.by)[: PAGE + 1]


def counts_of(viewer: User, filters: Mapping[str, Values], now: datetime) -> dict[str, int]:
    """Return how many cases that the viewer sees fit each of these filters, counted to `MANY` + 1. Two queries."""
    seen = Seen(viewer=viewer, right=number_of(Reading.SEE_CASE), now=now, among=Among.WITHOUT_FLOODS)
    searched = zip(filters, _searched(list(filters.values()), seen), strict=True)
    counted = {name: _bounded(seen.cases.filter(queue_filter(one, viewer, now)), seen.most) for name, one in searched}
    row: Any = User.objects.filter(pk=viewer.pk).values(**counted).get() if counted else {}
    return dict(row)


def _shared(wanted: Values) -> Shared:
    """Return what a filter asks in its shared fields, in a form by which a statement can be kept."""
    given = ((name, wanted.get(name)) for name in SHARED)
    return tuple((name, tuple(value) if isinstance(value, list) else value) for name, value in given if value)


def _searched(filters: Sequence[Values], seen: Seen) -> list[Values]:
    """Return filters of the same words with the cases that the words find. One query if there are words."""
    words = next((one["words"] for one in filters if one.get("words")), "")
    found = cases_by_words(words, granted(seen.viewer, seen.right), seen.viewer) if words else None
    return [{**one, "found": _both(found, one.get("found"))} if one.get("words") else one for one in filters]


def _both(one: list[UUID] | None, other: list[UUID] | None) -> list[UUID] | None:
    """Return the cases in both lists; None stands for a search that was not made."""
    return one if other is None else other if one is None else [key for key in one if key in set(other)]


def _bounded(cases: QuerySet[Case], most: int) -> Func:
    """Return how many cases there are, counted to one above the most.

    Django writes a bare NULL for a query that can find nothing, as after a search that found no case. PostgreSQL takes
    NULL only with a type, and its length is NULL.
    """
    few = ArraySubquery(cases.order_by().values("pk")[: most + 1])
    length = "COALESCE(%(function)s(%(expressions)s::uuid[]), 0)"
    return Func(few, function="CARDINALITY", template=length, output_field=IntegerField())
