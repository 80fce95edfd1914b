"""Whether a database has the tables of this version, and what brings an older one up to date."""

import os
import sys
from collections.abc import Iterator, Sequence

from django.apps import apps
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

from config import env
from operations.postgres import finish

# PostgreSQL's own tables have no models; Django's introspection does not see the schema of the keys.
_COLUMNS = """
SELECT c.relname, a.attname FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
WHERE c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
AND c.relnamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema')
"""
OTHER = "Go on with the version that made it, or restore a backup into a new installation: docs/releases.md."


def migrations(alias: str = DEFAULT_DB_ALIAS) -> tuple[list[str], list[str]]:
    """Which migrations this database waits for, and which ran here that this version does not have."""
    executor = MigrationExecutor(connections[alias])
    loader = executor.loader
    known: set[tuple[str, str]] = {*loader.disk_migrations}
    known.update(old for new in loader.replacements.values() for old in new.replaces)
    waiting = [str(migration) for migration, _ in executor.migration_plan(loader.graph.leaf_nodes())]
    mine = {config.label for config in apps.get_app_configs()}
    unknown = [f"{app}.{name}" for app, name in loader.applied_migrations if app in mine and (app, name) not in known]
    return waiting, sorted(unknown)


def differences(alias: str = DEFAULT_DB_ALIAS) -> Iterator[str]:
    """Yield what this version reads and writes and the database does not have, or the other way round, by its name."""
    with connections[alias].cursor() as cursor:
        cursor.execute(_COLUMNS)
        found: dict[str, set[str]] = {}
        for table, column in cursor.fetchall():
            found.setdefault(table, set()).add(column)
    for model in apps.get_models(include_auto_created=True):
        table = model._meta.db_table.rpartition(".")[2].strip('"')
        if table not in found:
            yield f"there is no table {table}"
            continue
        known = {str(field.column) for field in model._meta.local_concrete_fields}
        yield from (f"{table} has no column {name}" for name in sorted(known - found[table]))
        yield from (f"{table} has a column {name} of another version" for name in sorted(found[table] - known))


def bring_up_to_date() -> None:
    """Run the migrations that wait, as the owner of the tables, in a process of its own. ProgramFailed with its last words."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL_FILE"}
    environment["DATABASE_URL"] = env.text("OWNER_DATABASE_URL")
    finish("migrate", (sys.executable, "manage.py", "migrate", "--skip-checks", "--no-input"), environment)


@register(Tags.database)
def tables_are_of_this_version(databases: Sequence[str] | None = None, **_: object) -> list[CheckMessage]:
    """An error for a database that an older or newer version, or another hand, left with other tables than this one asks.

    A database that waits for migrations is left to `migrate`, which runs this check first.
    """
    return [
        Error(f"{said} ({alias})." if alias != DEFAULT_DB_ALIAS else f"{said}.", hint=OTHER, id="operations.E01")
        for alias in databases or ()
        if (said := fault(alias))
    ]


def fault(alias: str = DEFAULT_DB_ALIAS) -> str:
    """Why this version cannot work with this database, as a sentence without its full stop; empty if it can."""
    waiting, unknown = migrations(alias)
    if unknown:
        return f"A newer version used this database: it ran {unknown[-1]}, which this one does not have"
    differing = [] if waiting else list(differences(alias))
    if not differing:
        return ""
    more = f", and {len(differing) - 1} more" if len(differing) > 1 else ""
    return f"The tables are not those of this version: {differing[0]}{more}"
