"""Querysets that are compiled once: the values of each evaluation are put into the statement that was made for all.

Django compiles a queryset at every evaluation, which takes longer than the database takes to answer. Here the queryset says
`Given("viewer")` where a value will stand, and keeps its meaning, its model and its columns: docs/adr/0014 has the figures.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from itertools import chain
from typing import Any, Self

from django.db import connection
from django.db.backends.postgresql.psycopg_any import mogrify
from django.db.models import BooleanField, Exists, Expression, F, Field, Func, QuerySet, UUIDField
from django.db.models.sql.compiler import SQLCompiler

from accounts.prepared import numbered_cursor

type Rows = list[tuple[Any, ...]]

MARK = re.compile(r"%[s%]")
"""A place for a value in what Django compiles, or a percent sign."""

NAMED = re.compile(r"%\((\w+)\)s")
"""A place for a value in a hand-written statement."""


@dataclass(frozen=True)
class Place:
    """Where a value stands in a compiled statement, and how much later it is, if it is a moment."""

    name: str
    later: timedelta = timedelta()

    def value(self, given: dict[str, Any]) -> Any:
        return given[self.name] + self.later if self.later else given[self.name]


class Given(Expression):
    """A value that each evaluation gives by this name: of a key, unless another field is named.

    A moment plus a duration is a moment that is given too.
    """

    def __init__(
        self, name: str, output_field: "Field[Any, Any] | None" = None, later: timedelta = timedelta()
    ) -> None:
        super().__init__(output_field=output_field or UUIDField())
        self.place = Place(name, later)

    def as_sql(self, _compiler: SQLCompiler, _connection: object) -> Any:
        return "%s", [self.place]

    def __add__(self, later: Any) -> Any:
        return Given(self.place.name, self.output_field, self.place.later + later)


class IsAnyOf(Func):
    """Whether one expression is among the values of another, which is a list."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = BooleanField()


class IsOneOf(IsAnyOf):
    """Whether a column is one of the values of a list that each evaluation gives."""

    def __init__(self, column: str, name: str) -> None:
        super().__init__(F(column), Given(name))


class Probed(Exists):
    """Whether there is a row, looked up by itself for each other row.

    Without OFFSET 0 the database may read all grants of a person to find a few of them: 26 ms for 100,000.
    """

    template = "EXISTS(%(subquery)s OFFSET 0)"


@dataclass(frozen=True)
class Compiled[Row]:
    """The rows of a queryset with `Given` values, compiled at the first evaluation.

    `prepared`: the database too keeps its plan. It must then be a good plan for all values (docs/adr/0014).
    """

    build: Callable[[], QuerySet[Any, Row]]
    prepared: bool = True

    def rows(self, **given: Any) -> list[Row]:
        """Return the rows for these values. One statement."""
        queryset, compiler, statement = self._made
        reader = _Reader(compiler, self._ask(statement.rows, statement.places, given))
        return list(queryset._iterable_class(_Answered(queryset, query=_Answered(queryset.query, get_compiler=reader))))

    def count(self, **given: Any) -> int:
        """Return the number of rows for these values. One statement."""
        _, _, statement = self._made
        return int(self._ask(statement.count, statement.places, given)[0][0])

    def _ask(self, sql: str, places: Iterable[Place], given: dict[str, Any]) -> Rows:
        values = [place.value(given) for place in places]
        with numbered_cursor() if self.prepared else connection.cursor() as cursor:
            cursor.execute(sql, values)
            found: Rows = cursor.fetchall()
            return found

    @cached_property
    def _made(self) -> tuple[Any, SQLCompiler, "_Statement"]:
        queryset = self.build()
        compiler = queryset.query.get_compiler(connection=connection)
        return queryset, compiler, _statement(*compiler.as_sql(), numbered=self.prepared)


@dataclass(frozen=True)
class _Statement:
    """A statement, the count of its rows, and the places of the values that each evaluation gives, in their order."""

    rows: str
    count: str
    places: tuple[Place, ...]


def _statement(sql: str, parts: Iterable[object], *, numbered: bool) -> _Statement:
    """Return a statement with placeholders only for values that change. Constants are written into it.

    The database then plans for the constants, and they are not sent again: Today has a hundred, and five values.
    `numbered`: the same place is always the same number, and percent signs stand for themselves.
    """
    numbers: dict[Place, str] = {}
    found: list[Place] = []
    left = iter(parts)

    def written(mark: re.Match[str]) -> str:
        if mark[0] == "%%":
            return "%" if numbered else "%%"
        part = next(left)
        if not isinstance(part, Place):
            constant = mogrify("%s", [part], connection)
            return constant if numbered else constant.replace("%", "%%")
        if numbered:
            return numbers.setdefault(part, f"${len(numbers) + 1}")
        found.append(part)
        return "%s"

    rows = MARK.sub(written, sql)
    return _Statement(rows, f"SELECT COUNT(*) FROM ({rows}) AS counted", tuple(chain(numbers, found)))  # noqa: S608


@dataclass(frozen=True)
class Framed:
    """A hand-written statement around a queryset with `Given` values, which is compiled at the first evaluation.

    In `sql`, `{rows}` stands for the queryset and `%(name)s` for a value. Both share the values, and the plan is kept.
    """

    sql: str
    build: Callable[[], QuerySet[Any, Any]]

    def rows(self, **given: Any) -> Rows:
        """Return the rows as the database gives them. One statement."""
        with numbered_cursor() as cursor:
            cursor.execute(self._made.rows, [place.value(given) for place in self._made.places])
            found: Rows = cursor.fetchall()
            return found

    @cached_property
    def _made(self) -> _Statement:
        inner, values = self.build().query.get_compiler(connection=connection).as_sql()
        before, after = self.sql.split("{rows}")
        parts = [*_places(before), *values, *_places(after)]
        return _statement(NAMED.sub("%s", before) + inner + NAMED.sub("%s", after), parts, numbered=True)


def _places(sql: str) -> list[Place]:
    return [Place(name) for name in NAMED.findall(sql)]


class _Answered:
    """A queryset, or its query, of which Django's readers of rows get something else by some names."""

    def __init__(self, whole: Any, **instead: Any) -> None:
        self._whole = whole
        self.__dict__.update(instead)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._whole, name)


class _Reader:
    """A compiler whose statement was answered with these rows. Calling it stands for asking the query for its compiler."""

    def __init__(self, compiler: SQLCompiler, found: Rows) -> None:
        self._compiler, self._found = compiler, found

    def __call__(self, *_: object, **_how: object) -> Self:
        return self

    def __getattr__(self, name: str) -> Any:
        return getattr(self._compiler, name)

    def execute_sql(self, **_how: object) -> list[Rows]:
        return [self._found]

    def results_iter(self, _results: object = None, *, tuple_expected: bool = False, **_how: object) -> Any:
        answered: Any = [self._found]
        return self._compiler.results_iter(answered, tuple_expected)
