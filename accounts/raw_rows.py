"""Reads model instances from several tables with one hand-written statement.

A queryset compiles its SQL on every evaluation, which takes longer than the database takes to answer. The queries of every
step and every request are written once instead: docs/adr/0014 measures both.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model

from accounts.prepared import prepared_cursor


@dataclass(frozen=True)
class RawRows:
    """A statement in which `{alias}` stands for all columns of a table that is called so; further columns follow."""

    sql: str
    tables: Mapping[str, type[Model]]

    @cached_property
    def statement(self) -> str:
        return self.sql.format_map({alias: _columns(alias, model) for alias, model in self.tables.items()})

    def ask(self, values: Any) -> list[tuple[Any, ...]]:
        """Return for each row an instance of each model, None if an outer join found none, and the further columns."""
        with prepared_cursor() as cursor:
            cursor.execute(self.statement, values)
            return [self._read(row) for row in cursor.fetchall()]

    def _read(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        found: list[Any] = []
        at = 0
        for model in self.tables.values():
            names = [field.attname for field in model._meta.concrete_fields]
            part = dict(zip(names, row[at : (at := at + len(names))], strict=True))
            there = part[model._meta.pk.attname] is not None
            found.append(model.from_db(DEFAULT_DB_ALIAS, names, [*part.values()]) if there else None)
        return (*found, *row[at:])


def _columns(alias: str, model: type[Model]) -> str:
    return ", ".join(f'{alias}."{field.column}"' for field in model._meta.concrete_fields)
