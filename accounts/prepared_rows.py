"""Inserts and updates of model instances by prepared statements, for the rows that every step or report writes.

The values are those that Django would write. No signal is sent, and nothing that the database makes up is read back.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import count
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import AutoField, Model

from accounts.prepared import numbered_cursor


def insert_rows(rows: Sequence[Model]) -> None:
    """Insert new instances, of one model or several. One statement; none without rows. Raises IntegrityError."""
    if not rows:
        return
    found: dict[type[Model], list[Model]] = {}
    for row in rows:
        found.setdefault(type(row), []).append(row)
    statement, fields = _insert(tuple((model, len(some)) for model, some in found.items()))
    places = [(row, field) for model, some in found.items() for row in some for field in fields[model]]
    with numbered_cursor() as cursor:
        cursor.execute(statement, [_value(cursor.db, row, field, add=True) for row, field in places])
    for row in rows:
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


def update_row(row: Model, names: Iterable[str]) -> None:
    """Write these fields of a stored instance. One statement.

    Its values are numbered: psycopg reads a statement with more than 50 of its own placeholders again each time.
    """
    statement, fields = _update(type(row), tuple(names))
    with numbered_cursor() as cursor:
        cursor.execute(statement, [_value(cursor.db, row, field, add=False) for field in fields])


def _value(database: Any, row: Model, field: Any, *, add: bool) -> Any:
    return field.get_db_prep_save(field.pre_save(row, add), database)


@lru_cache(maxsize=256)
def _insert(numbers: tuple[tuple[type[Model], int], ...]) -> tuple[str, dict[type[Model], tuple[Any, ...]]]:
    """Return the statement that inserts so many rows of each model, and the fields of each in their order."""
    fields = {model: tuple(one for one in _concrete(model) if not isinstance(one, AutoField)) for model, _ in numbers}
    places = count(1)
    *others, last = (_insert_one(model, fields[model], number, places) for model, number in numbers)
    before = ", ".join(f"part_{place} AS ({one})" for place, one in enumerate(others))
    return f"WITH {before} {last}" if before else last, fields


def _insert_one(model: type[Model], fields: Sequence[Any], number: int, places: Iterator[int]) -> str:
    columns = ", ".join(_quoted(field.column) for field in fields)
    rows = (", ".join(f"${next(places)}" for _field in fields) for _row in range(number))
    values = ", ".join(f"({row})" for row in rows)
    return f"INSERT INTO {_quoted(model._meta.db_table)} ({columns}) VALUES {values}"  # noqa: S608


def _concrete(model: type[Model]) -> Any:
    return model._meta.concrete_fields


@lru_cache(maxsize=64)
def _update(model: type[Model], names: tuple[str, ...]) -> tuple[str, tuple[Any, ...]]:
    found: Any = [*map(model._meta.get_field, names), model._meta.pk]
    *fields, key = found
    columns = ", ".join(f"{_quoted(field.column)} = ${place}" for place, field in enumerate(fields, 1))
    at = f"{_quoted(key.column)} = ${len(found)}"
    return f"UPDATE {_quoted(model._meta.db_table)} SET {columns} WHERE {at}", tuple(found)  # noqa: S608


def _quoted(name: str) -> str:
    return name if name.startswith('"') else f'"{name}"'
