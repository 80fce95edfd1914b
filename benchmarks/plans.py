"""How the database goes about the statements of an act: no table that grows is ever read whole."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection

from benchmarks.callers import Statement

LARGE = 10_000
PLANNED = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")
PLACE = re.compile(r"%(?:\((\w+)\))?s")
"""Where a value goes in a statement: `%s`, or `%(name)s`, which may come more than once."""
_LARGE_TABLES = """
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND CASE WHEN c.reltuples < 0 THEN pg_relation_size(c.oid) / 100 ELSE c.reltuples END > %s
AND n.nspname NOT IN ('pg_catalog', 'information_schema')
"""


class ReadsWhole(RuntimeError):
    """A statement reads a whole table that grows with the installation."""


def whole_reads(statements: Iterable[Statement]) -> Iterator[str]:
    """Yield each table that grows and is read whole, with the statement that does it, each once."""
    large = large_tables()
    planned = {one.sql: one for one in statements if one.sql.lstrip()[:6].upper().startswith(PLANNED)}
    for sql, one in planned.items():
        found = [plan(sql, one.params), *([plan_kept(sql)] if one.kept else [])]
        for table in sorted(large & set(_read_whole(found))):
            yield f"{table}: {' '.join(sql.split())[:400]}"


def large_tables() -> set[str]:
    """Return the tables that have many rows here. Where the database does not know the number, a row counts as 100 bytes."""
    with connection.cursor() as cursor:
        cursor.execute(_LARGE_TABLES, [LARGE])
        return {name for (name,) in cursor.fetchall()}


def plan(sql: str, params: Any) -> Any:
    """Return how the database would go about a statement, which is not run."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", params)
        found = cursor.fetchone()[0]
    return found if isinstance(found, list) else json.loads(found)


def plan_kept(sql: str) -> Any:
    """Return how the database would go about a statement whatever its values, which is what it keeps of a prepared one."""
    numbers: dict[str, int] = {}
    text = PLACE.sub(lambda place: f"${numbers.setdefault(place[1] or f'{place.start()}', len(numbers) + 1)}", sql)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON, GENERIC_PLAN) {text.replace('%%', '%')}")
        found = cursor.fetchone()[0]
    return found if isinstance(found, list) else json.loads(found)


def _read_whole(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for each in node:
            yield from _read_whole(each)
    elif isinstance(node, dict):
        if node.get("Node Type") == "Seq Scan":
            yield node["Relation Name"]
        for each in node.values():
            yield from _read_whole(each)
