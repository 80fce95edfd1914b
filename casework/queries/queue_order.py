"""How the queue is sorted: by one of its columns or, where it is the viewer's turn, by their own date."""

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Self
from uuid import UUID

from django.db.models import Case as Either
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan

from accounts.models import User
from casework.models import Case, Opening, Turn
from casework.vocabulary import BadShape

WRONG_PLACE = "This page of the list cannot be found. Go back to its beginning."
SOON = timedelta(days=3)
LATE, DUE_SOON, NEW, LATER = range(4)
"""The parts of “My turn”, in their order. A case is new until its viewer has opened something in it."""
MOST_TEXT = 48


@dataclass(frozen=True, kw_only=True)
class Order:
    """The columns by which the list is sorted, what has to be computed for them, and whether it runs downwards."""

    columns: tuple[str, ...]
    computed: Mapping[str, Any] = field(default_factory=dict)
    down: bool = False
    own: bool = False

    def turned(self) -> Self:
        """Return the same order from its end."""
        return replace(self, down=not self.down)

    @property
    def by(self) -> tuple[str, ...]:
        """The arguments of `order_by`."""
        return tuple(f"-{name}" for name in self.columns) if self.down else self.columns

    def of(self, cases: QuerySet[Case]) -> QuerySet[Case]:
        """Return cases with what is computed for this order, not sorted yet."""
        return cases.annotate(**self.computed)

    def cursor_of(self, case: Case) -> str:
        """Return the place of a case in this order, as the address of another page holds it."""
        place = [_written(getattr(case, name)) for name in self.columns]
        return base64.urlsafe_b64encode(json.dumps(place).encode()).decode()

    def behind(self, cursor: str) -> Q:
        """Return the condition for the cases after a cursor. BadShape for a cursor that this order did not make."""
        try:
            place = json.loads(base64.urlsafe_b64decode(cursor.encode()))
            values = tuple(_READ[name](said) for name, said in zip(self.columns, place, strict=True))
        except (ValueError, TypeError, RecursionError) as error:
            raise BadShape({"after": [WRONG_PLACE]}) from error
        return Q((TupleLessThan if self.down else TupleGreaterThan)(Tuple(*self.columns), values))


def _written(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value if isinstance(value, int) else str(value)


def _moment(said: object) -> datetime:
    moment = datetime.fromisoformat(str(said))
    if moment.tzinfo is None:
        raise ValueError("a moment has its zone")
    return moment


def _number(said: object) -> int:
    if said not in range(5):
        raise ValueError("no number of the list")
    return int(str(said))


def _text(said: object) -> str:
    text = str(said)
    if len(text) > MOST_TEXT or "\x00" in text:
        raise ValueError("no text of the list")
    return text


def _key(said: object) -> UUID:
    return UUID(str(said))


_READ: Mapping[str, Callable[[object], object]] = {
    "due": _moment,
    "filed_at": _moment,
    "moved_at": _moment,
    "severity": _number,
    "code_name": _text,
    "own_due": _moment,
    "own_part": _number,
    "id": _key,
}

SORTED_BY: Mapping[str, str] = {
    "case": "code_name",
    "since": "moved_at",
    "due": "due",
    "severity": "severity",
    "received": "filed_at",
}
"""The column of the case row for each column of the list that sorts it."""
BY_CASE = Order(columns=("due", "id"))


def order_for(sort: str, viewer: User, now: datetime, *, own: bool) -> Order:
    """Return the order that an address asks for: `sort` with a minus runs downwards; `own`: it is “My turn”."""
    if not sort:
        return by_own_turn(viewer, now) if own else BY_CASE
    name = sort.removeprefix("-")
    return Order(columns=(SORTED_BY[name], "id"), down=sort != name)


def by_own_turn(viewer: User, now: datetime) -> Order:
    """Return the order of “My turn”: late first, then due within three days, then new, then the rest, each by own date."""
    turns = Turn.objects.filter(case=OuterRef("pk"), user=viewer).order_by("due")
    opened = Opening.objects.filter(case=OuterRef("pk"), user=viewer)
    part = Either(
        When(own_due__lt=now, then=Value(LATE)),
        When(own_due__lte=now + SOON, then=Value(DUE_SOON)),
        When(~Exists(opened), then=Value(NEW)),
        default=Value(LATER),
    )
    computed = {"own_due": Subquery(turns.values("due")[:1]), "own_part": part}
    return Order(columns=("own_part", "own_due", "id"), computed=computed, own=True)
