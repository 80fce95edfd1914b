"""How the queue is sorted: by one of its columns or, where it is the viewer's turn, by their own date."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Self

from django.db.models import Case as Either
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.utils.translation import gettext_lazy as _

from accounts.compiled import Probed
from accounts.models import User
from casework.models import Case, CaseGrant, Opening, Turn
from casework.models.grant import number_of
from casework.record.state.danger import TOLD_OF_DANGER
from casework.vocabulary import BadShape, Reading

WRONG_PLACE = _("This page of the list cannot be found. Go back to its beginning.")
SOON, WEEK = timedelta(days=3), timedelta(days=7)
DANGER, LATE, DUE_SOON, NEW, LATER = range(5)
"""The parts of “My turn”, in their order. A case is new for a week at its stage, and until its viewer opens it."""
TOLD = [seat.value for seat in sorted(TOLD_OF_DANGER)]


@dataclass(frozen=True, kw_only=True)
class Order:
    """The columns by which the list is sorted, what has to be computed for them, and whether it runs downwards.

    `compute` is called only where a statement is made: most pages use one that is compiled. `late`: the condition for the
    cases that are sorted by since when they are late; the others are sorted by when their step is due. `whole`: each row says
    all of what is late.
    """

    columns: tuple[str, ...]
    compute: Callable[[], Mapping[str, Any]] = dict
    down: bool = False
    own: bool = False
    late: Callable[[], Q] | None = None
    whole: bool = False

    @property
    def by_shown_date(self) -> bool:
        return self.late is not None

    def parts(self) -> Iterator[tuple[Q, Self]]:
        """Yield the conditions that part the cases of an order by shown date, each with the order that an index has."""
        if self.late is not None:
            late = self.late()
            for condition, column in ((late, "late_from"), (~late, "due")):
                yield condition, replace(self, columns=(column, *self.columns[1:]), compute=dict, late=None)

    def turned(self) -> Self:
        """Return the same order from its end."""
        return replace(self, down=not self.down)

    @property
    def by(self) -> tuple[str, ...]:
        """The arguments of `order_by`."""
        return tuple(f"-{name}" for name in self.columns) if self.down else self.columns

    def of(self, cases: QuerySet[Case]) -> QuerySet[Case]:
        """Return cases with what is computed for this order, not sorted yet."""
        return cases.annotate(**self.compute())

    def place_of(self, cursor: str, cases: QuerySet[Case]) -> tuple[Any, ...]:
        """Return the values of the columns for the case that a cursor names. One query.

        A cursor is a reference alone: the columns hold the hour of a reporter's act.
        BadShape if that case is not among `cases`, or has no place in this order any more.
        """
        found = self.of(cases.filter(reference=cursor) if cursor.isprintable() else cases.none())
        place: tuple[Any, ...] | None = found.values_list(*self.columns).first()
        if place is None or None in place:
            raise BadShape({"after": [str(WRONG_PLACE)]})
        return place

    def behind(self, place: Sequence[Any]) -> Q:
        """Return the condition for the cases after a place."""
        return Q((TupleLessThan if self.down else TupleGreaterThan)(Tuple(*self.columns), place))


SORTED_BY: Mapping[str, str] = {
    "case": "code_name",
    "since": "turn_since",
    "due": "due",
    "severity": "severity",
    "received": "filed_at",
}
"""The column of the case row for each column of the list that sorts it; `by_shown_date` is in the place of `due`."""
BY_CASE = Order(columns=("due", "id"))


STEP_ALONE = "step"
"""The sort by when the next step is due, whatever else is late."""


def sort_without_people(sort: str, view: str) -> str:
    """Return the sort for a viewer who knows the people of no case: none of theirs is sorted by since when it is late.

    To find that out, the order by shown date would look up every late case, twice.
    """
    is_own = not sort and view == "turn"
    name = sort.removeprefix("-")
    return sort if is_own or name not in ("", "due") else sort.removesuffix(name) + STEP_ALONE


def order_for(sort: str, viewer: User, now: datetime, *, view: str) -> Order:
    """Return the order that an address asks for, in a view: `sort` with a minus runs downwards."""
    if not sort and view == "turn":
        return by_own_turn(viewer, now)
    name = sort.removeprefix("-")
    if name in ("", "due"):
        return by_shown_date(viewer, now, down=sort != name, whole=view == "late")
    if name == STEP_ALONE:
        return replace(BY_CASE, down=sort != name)
    return Order(columns=(SORTED_BY[name], "id"), down=sort != name)


def by_shown_date(viewer: Any, now: Any, *, down: bool, whole: bool) -> Order:
    """Return the order by the date that a row shows first: since when it is late, or else by when its step is due.

    The place in the list must not tell of a clock in the background to a viewer who does not see that clock.
    """

    def late() -> Q:
        return Q(late_from__lt=now) & knows_people(viewer)

    def shown() -> Mapping[str, Any]:
        return {"shown_from": Either(When(late(), then=F("late_from")), default=F("due"))}

    return Order(columns=("shown_from", "id"), compute=shown, down=down, late=late, whole=whole)


def knows_people(viewer: Any) -> Q:
    """Return the condition that a viewer may know the people of a case, who also sees its clocks in the background."""
    knows = number_of(Reading.READ_PEOPLE)
    return Q(Probed(CaseGrant.objects.filter(content_object=OuterRef("pk"), user=viewer, permission_id=knows)))


def by_own_turn(viewer: User, now: datetime) -> Order:
    """Return the order of “My turn”: danger, late, due within three days, new, then the rest, each by own date.

    A pass over all cases of the viewer includes those without a turn. They cost one lookup in a hash table; with `EXISTS`,
    not every plan has such a table.
    """
    turns = Turn.objects.filter(case=OuterRef("pk"), user=viewer).order_by("due")
    opened = Opening.objects.filter(case=OuterRef("pk"), user=viewer)
    waits = Q(pk__in=Turn.objects.filter(user=viewer).values("case"))
    part = Either(
        When(~waits, then=Value(LATER)),
        When(Q(danger=True) & Exists(turns.filter(seat__in=TOLD)), then=Value(DANGER)),
        When(own_due__lt=now, then=Value(LATE)),
        When(own_due__lte=now + SOON, then=Value(DUE_SOON)),
        When(Q(moved_at__gt=now - WEEK, moved_at__lte=now) | ~Exists(opened), then=Value(NEW)),
        default=Value(LATER),
    )
    due = Either(When(waits, then=Subquery(turns.values("due")[:1])))
    return Order(columns=("own_part", "own_due", "id"), compute=lambda: {"own_due": due, "own_part": part}, own=True)
