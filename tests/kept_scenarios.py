"""A scenario is played once in a process: a later module that begins at the same point gets its rows and files back.

Rows come back past the triggers, which they passed when the scenario was played; those that always fire see the entries
in the order of the log. A number that the database drew stays drawn, so nothing new meets the number of an old row.
"""

import shutil
from collections.abc import Callable, Hashable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import time_machine
from django.db import connection

from ledger.clock import now

_WRITTEN = """
SELECT format('%I.%I', s.schemaname, s.relname), (
  SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
  WHERE attrelid = s.relid AND attnum > 0 AND NOT attisdropped AND attgenerated = '')
FROM pg_stat_xact_user_tables s
WHERE s.n_tup_ins + s.n_tup_upd + s.n_tup_del > 0 AND s.schemaname NOT LIKE 'kept_%'
ORDER BY s.relid
"""
"""The tables that this transaction wrote to, those first that others refer to."""


@dataclass(frozen=True)
class Table:
    """The rows of a table, as COPY writes them."""

    name: str
    columns: str
    rows: bytes


@dataclass(frozen=True, kw_only=True)
class Played:
    """What a scenario left: rows, files, the objects of the test, and the moment at which it ended."""

    tables: Sequence[Table]
    files: Path
    left: Any
    clock: time_machine.Traveller
    moment: datetime

    def again(self, clock: time_machine.Traveller, folder: Path) -> Any:
        """Put rows and files back, set the clock, and return the objects, which from now on know this clock."""
        write_back(self.tables)
        shutil.copytree(self.files, folder, dirs_exist_ok=True)
        clock.move_to(self.moment)
        return deepcopy(self.left, {id(self.clock): clock})


_PLAYED: dict[Hashable, Played] = {}


def play_once(
    name: Hashable, clock: time_machine.Traveller, play: Callable[[], Any], *, folder: Path, keep_in: Callable[[], Path]
) -> Any:
    """Return what `play` returns, or what it returned when it was played under this name before."""
    if name in _PLAYED:
        return _PLAYED[name].again(clock, folder)
    left = play()
    files = shutil.copytree(folder, keep_in(), dirs_exist_ok=True)
    kept = deepcopy(left, {id(clock): clock})
    _PLAYED[name] = Played(tables=written(), files=files, left=kept, clock=clock, moment=now())
    return left


def written() -> Sequence[Table]:
    """Return every table that this transaction wrote to, whole."""
    tables = []
    with connection.cursor() as cursor:
        cursor.execute(_WRITTEN)
        for name, columns in cursor.fetchall():
            with cursor.copy(f"COPY (SELECT {columns} FROM {name} ORDER BY 1) TO STDOUT") as rows:
                tables.append(Table(name, columns, b"".join(rows)))
    return tables


def write_back(tables: Sequence[Table]) -> None:
    """Make tables hold these rows and no others."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table in tables:
            cursor.execute(f"DELETE FROM {table.name}")
        for table in tables:
            with cursor.copy(f"COPY {table.name} ({table.columns}) FROM STDIN") as rows:
                rows.write(table.rows)
        cursor.execute("SET LOCAL session_replication_role = origin")
