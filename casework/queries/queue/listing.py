"""A page of the cases of a list and the counts beside it, by statements that are compiled once for each filter."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NamedTuple, Self
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Count, F, Func, IntegerField, Q, QuerySet, Subquery, Value, When, Window
from django.db.models import Case as Either
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce, Least

from accounts.compiled import Compiled, Framed, Given, IsOneOf
from accounts.models import User
from casework.models import Case
from casework.models.turn import NEVER
from casework.queries.queue.details import Found, beside, found_by_key, select_rows
from casework.queries.queue.filter import OWN_ROWS, VIEWS, queue_filter
from casework.queries.queue.order import Order, order_for
from casework.queries.queue.search import BY_WORDS, cases_by_words, cases_of_reporter, is_reporter_reference, spellings
from casework.queries.queue.seen import VALUES, Among, Seen, given_cases, grants_among, looked_up, seen_by
from ledger.canonical import Values

PAGE = 25
LONG_AGO = datetime.min.replace(tzinfo=UTC)
SHARED = ("state", "turn", "commitment", "severity", "due", "mark", "whose", "waiting")
"""The fields of the filter whose values say nothing of a case or a person: a statement is compiled for each of them."""
GIVEN: Mapping[str, Any] = {
    "found": IsOneOf("pk", "found"),
    "by_words": RawSQL("casework_case.id IN (SELECT by_words.id FROM by_words)", (), BooleanField()),
    "officer": Given("officer"),
}
"""The other fields: their values are given to a statement that is compiled for all values.

`by_words`: the statement finds the cases itself, once for all conditions in which they stand.
"""

type Shape = tuple[tuple[str, Any], ...]


@dataclass(frozen=True, kw_only=True)
class Place:
    """A page of the list: how it is sorted, and the cursor after which it begins or before which it ends."""

    sort: str = ""
    after: str = ""
    before: str = ""

    @property
    def cursor(self) -> str:
        return self.before or self.after

    @property
    def shape(self) -> Self:
        """The same for any cursor."""
        return replace(self, **{way: way if getattr(self, way) else "" for way in ("after", "before")})


WHOLE = Place()


@dataclass(frozen=True)
class _Statements:
    """Three statements. `few`: the rows of the page and all counts at once; `page` and `counts`: the same for many cases.

    `few` has one good plan, from the viewer's grants. Those for many cases depend on how many cases a value fits.
    """

    few: Framed
    page: Compiled[Any]
    counts: Compiled[Any]
    kinds: tuple[str, ...]

    def answer(self, seen: Seen, **given: Any) -> "Listed":
        if seen.are_many:
            (found,) = self.counts.rows(**seen.given, **given)
            counts = {name: found.get(name, found["all"]) for name in self.kinds}  # An empty filter fits all.
            keys = [key for key, *_ in self.page.rows(**seen.given, **given)]
            return Listed(found_by_key(keys, seen) if keys else [], counts, seen.counted)
        rows = self.few.rows(**beside(seen), **given)
        numbers = rows[0][-len(self.kinds) :] if rows else [0] * len(self.kinds)
        cases = [Found.read(row) for row in rows if row[-len(self.kinds) - 1]]
        return Listed(cases, dict(zip(self.kinds, numbers, strict=True)), seen.most)


class Listed(NamedTuple):
    """A page of cases, with one more, and the number of cases of each kind: one above `most` means more."""

    cases: list[Found]
    counts: Mapping[str, int]
    most: int


def order_of(wanted: Values, place: Place, viewer: Any, now: Any) -> Order:
    """Return the order in which a page is read: from its end where it ends before a cursor."""
    order = order_for(place.sort, viewer, now, view=wanted.get("whose") or "")
    return order.turned() if place.before else order


def listed(seen: Seen, wanted: Values, parts: Mapping[str, Values], place: Place) -> Listed:
    """Return a page of the cases that fit, and the number of cases of each kind. One query; three for many cases.

    BadShape for a cursor that names no case of the list. One query more with a cursor, and one for words that a
    statement for few cases cannot search. `parts` differ from `wanted` in the fields of `SHARED` alone.
    """
    words = str(wanted.get("words") or "")
    searches = bool(words.strip()) and not seen.are_many and not is_reporter_reference(words)
    filters = [wanted, *parts.values()]
    asked, *others = [{**one, "by_words": True} for one in filters] if searches else _searched(filters, seen)
    order = order_of(asked, place, seen.viewer, seen.now)
    behind = order.place_of(place.cursor, seen.all_cases) if place.cursor else ()
    shapes = tuple((name, _shape(one)) for name, one in zip(parts, others, strict=True))
    given = {name: asked.get(name) for name in GIVEN} | spellings(words)
    given |= dict(zip(_names(order), behind, strict=False))
    return _statements(seen.among, (seen.most, seen.counted), _shape(asked), shapes, place.shape).answer(seen, **given)


@lru_cache(maxsize=64)
def _statements(
    among: Among, limits: tuple[int, int], wanted: Shape, parts: tuple[tuple[str, Shape], ...], place: Place
) -> _Statements:
    viewer, now, asked = VALUES["viewer"], VALUES["now"], _asked(wanted)
    cases, order = given_cases(among), order_of(asked, place, viewer, now)
    choice = queue_filter(asked, viewer, now)
    kinds = {"total": choice, "all": Q()}
    kinds |= {f"view_{name}": kind(viewer, now) for name, kind in VIEWS.items()}
    kinds |= {f"part_{name}": queue_filter(_asked(one), viewer, now) for name, one in parts}
    behind = [Given(name) for name in _names(order)] if place.cursor else []
    fits = choice & (order.behind(behind) if behind else Q())
    looked, (most, few) = looked_up(Case.objects.all(), "pk", among, VALUES), limits
    counted = {name: _bounded(looked.filter(kind), few) for name, kind in kinds.items() if kind}
    counted["all"] = _bounded(grants_among(among), most, key="content_object")
    own = {name: looked_up(rows(viewer), "case", among, VALUES).values("case") for name, rows in OWN_ROWS.items()}
    counted |= {f"view_{name}": _of_rows(rows, few) for name, rows in own.items()}
    first = f"WITH by_words AS MATERIALIZED ({BY_WORDS})" if "by_words" in asked else ""
    return _Statements(
        few=Framed(
            first + _framed(among, kinds, order, _FITTING if fits else "{rows}"),
            lambda: _few(cases, fits, kinds, order),
        ),
        page=Compiled(lambda: _page(order, looked.filter(choice), behind, parted="found" not in asked), prepared=False),
        counts=Compiled(lambda: User.objects.filter(pk=viewer).values(**counted), prepared=False),
        kinds=tuple(kinds),
    )


def _asked(shape: Shape) -> Values:
    return {name: GIVEN.get(name, value) for name, value in shape}


def _names(order: Order) -> list[str]:
    """Return the names by which the place of a cursor is given to a statement."""
    return [f"behind_{name}" for name in order.columns]


def _page(order: Order, cases: QuerySet[Case], behind: Sequence[Any], *, parted: bool) -> QuerySet[Case, Any]:
    """Return the keys of a page of many cases, each with the values of its order.

    An order by shown date has two parts, of which an index finds each. The second is read no further than a whole page of
    the first goes: otherwise all late cases would be read to find one that is sorted by when its step is due. The few hundred
    cases that a search finds are looked up once, without parts.
    """
    parts = list(order.parts()) if parted else []
    if not parts:
        found = order.of(cases).filter(order.behind(behind) if behind else Q())
        return found.order_by(*order.by).values_list("pk", *order.columns)[: PAGE + 1]
    (first, first_order), (second, second_order) = parts
    late = _part(first_order, cases.filter(first), behind)
    end = Subquery(late.values(first_order.columns[0])[PAGE : PAGE + 1])
    limit = {"due__gte": Coalesce(end, Value(LONG_AGO))} if order.down else {"due__lte": Coalesce(end, Value(NEVER))}
    others = _part(second_order, cases.filter(second, **limit), behind)
    both = [
        some.annotate(**{order.columns[0]: F(one.columns[0])}).values_list("pk", *order.columns)[: PAGE + 1]
        for some, one in ((late, first_order), (others, second_order))
    ]
    return both[0].union(both[1], all=True).order_by(*order.by)[: PAGE + 1]


def _part(order: Order, cases: QuerySet[Case], behind: Sequence[Any]) -> QuerySet[Case]:
    return cases.filter(order.behind(behind) if behind else Q()).order_by(*order.by)


def _few(seen: QuerySet[Case], fits: Q, kinds: Mapping[str, Q], order: Order) -> QuerySet[Case, Any]:
    """Return cases of which those that fit come first, each with the number of cases of each kind, in one pass over all."""
    whether = Either(When(fits, then=True), default=False) if fits else Value(True)
    counted = {f"of_{name}": Window(Count("pk", filter=kind or None)) for name, kind in kinds.items()}
    cases = order.of(seen).annotate(fits=whether, **counted).order_by("-fits", *order.by)
    return cases.values_list("pk", *order.columns, "fits", *counted)[: PAGE + 1]


_FITTING = """
SELECT * FROM (SELECT few.*, ROW_NUMBER() OVER () AS row FROM ({rows}) AS few) AS few WHERE few.fits OR few.row = 1
"""
"""The cases that fit, which come first; otherwise one that does not, for the counts. What is beside the others is not read."""


def _framed(among: Among, kinds: Iterable[str], order: Order, cases: str) -> str:
    """Return the statement that reads the rows of a page around the one that finds and counts its cases.

    The whole row of a case is read only for those of the page: what is sorted and counted is narrow.
    """
    by = [f'k."{name.removeprefix("-")}" {"DESC" if name.startswith("-") else "ASC"}' for name in ("-fits", *order.by)]
    further = "".join(f', k."{name}"' for name in ("fits", *(f"of_{kind}" for kind in kinds)))
    return select_rows(among, cases, ", ".join(by), further)


def counts_of(viewer: User, filters: Mapping[str, Values], now: datetime) -> dict[str, int]:
    """Return how many cases that the viewer sees fit each of these filters, as `listed` counts them. Three queries."""
    seen, _floods = seen_by(viewer, now)
    many, searched = seen.are_many, zip(filters, _searched(list(filters.values()), seen), strict=True)
    cases = looked_up(Case.objects.all(), "pk", seen.among, seen.given) if many else seen.cases
    most = seen.counted if many else seen.most
    counted = {name: _bounded(cases.filter(queue_filter(one, viewer, now)), most) for name, one in searched}
    row: Any = User.objects.filter(pk=viewer.pk).values(**counted).get() if counted else {}
    return dict(row)


def _shape(wanted: Values) -> Shape:
    """Return what a filter asks, by which a statement can be kept: the values of `SHARED`, and where those of `GIVEN` go."""
    shared = ((name, wanted.get(name)) for name in SHARED)
    found = [(name, tuple(value) if isinstance(value, list) else value) for name, value in shared if value]
    return (*found, *((name, True) for name in GIVEN if wanted.get(name) is not None))


def _searched(filters: Sequence[Values], seen: Seen) -> list[Values]:
    """Return filters that share search words, with the cases that the words find. One query if there are words.

    Two more if the words are a reporter's reference.
    """
    words = next((one["words"] for one in filters if one.get("words")), "")
    found = None
    if words:
        found = cases_by_words(words, seen.viewer, seen.right, few=not seen.are_many) + cases_of_reporter(words, seen)
    return [{**one, "found": _both(found, one.get("found"))} if one.get("words") else one for one in filters]


def _both(one: list[UUID] | None, other: list[UUID] | None) -> list[UUID] | None:
    """Return the cases in both lists; None stands for a search that was not made."""
    return one if other is None else other if one is None else [key for key in one if key in set(other)]


def _bounded(rows: QuerySet[Any], most: int, key: str = "pk") -> Func:
    """Return how many cases there are, counted to one above the most. `key`: the column that names the case of a row.

    Django writes a bare NULL for a query that can find nothing, as after a search that found no case. PostgreSQL takes
    NULL only with a type, and its length is NULL.
    """
    few = ArraySubquery(rows.order_by().values(key)[: most + 1])
    length = "COALESCE(%(function)s(%(expressions)s::uuid[]), 0)"
    return Func(few, function="CARDINALITY", template=length, output_field=IntegerField())


def _of_rows(rows: QuerySet[Any], most: int) -> Func:
    """Return how many cases are named in these rows, counted to one above the most.

    So that the count stops there, no more than twice as many rows are read. A person rarely has three steps in a case.
    """
    template = "(SELECT COUNT(DISTINCT few.one) FROM %(expressions)s AS few (one))"
    number = Func(Subquery(rows[: 2 * (most + 1)]), template=template, output_field=IntegerField())
    return Least(number, Value(most + 1))
