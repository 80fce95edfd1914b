"""Deletes the statistics of a database, and lets it compile every statement.

A restored backup is in this state on a server with `jit=on`, until the database has collected statistics again.
"""

import psycopg
from django.db import connection
from psycopg import sql

_OURS = """
SELECT n.nspname, c.relname, c.relkind FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'i') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
AND pg_has_role(c.relowner, 'USAGE')
"""
_FORGET_TABLES = f"SELECT pg_clear_relation_stats(nspname, relname) FROM ({_OURS}) AS ours"  # noqa: S608
_FORGET_COLUMNS = f"""
SELECT pg_clear_attribute_stats(s.schemaname, s.tablename, s.attname, s.inherited)
FROM pg_stats AS s JOIN ({_OURS}) AS ours ON (nspname, relname) = (s.schemaname, s.tablename)
"""  # noqa: S608
_COMPILING = ("jit = on", "jit_above_cost = 0", "jit_inline_above_cost = 0", "jit_optimize_above_cost = 0")
_END_OTHERS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


def make_rough(database_url: str) -> None:
    """Apply this to all new connections, and end the open ones. `database_url` must be that of a superuser."""
    with psycopg.connect(database_url, autocommit=True) as keeper:
        forget(keeper)
        database = sql.Identifier(keeper.info.dbname)
        for setting in _COMPILING:
            keeper.execute(sql.SQL("ALTER DATABASE {} SET ").format(database) + sql.SQL(setting))
        keeper.execute(_END_OTHERS)


def forget(keeper: "psycopg.Connection[tuple[object, ...]]") -> None:
    """Delete what the database knows of the tables of this role, and keep it from counting them again."""
    for schema, name, kind in keeper.execute(_OURS).fetchall():
        if kind == "r":
            table = sql.Identifier(str(schema), str(name))
            keeper.execute(sql.SQL("ALTER TABLE {} SET (autovacuum_enabled = false)").format(table))
    keeper.execute(_FORGET_COLUMNS)
    keeper.execute(_FORGET_TABLES)


def may_compile() -> bool:
    """Whether the database may compile the statements of this connection, whatever the server's own setting."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW jit")
        return bool(cursor.fetchone()[0] == "on")
