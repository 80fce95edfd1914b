"""Back to the seed after real commits: append-only tables refuse DELETE and TRUNCATE, so their triggers rest meanwhile.

One transaction: the rows that migrations made are remembered once in a schema of their own; a reset disables user
triggers, deletes every row, puts the seed back, and sets every trigger to fire exactly as it did before.
"""

from django.db import connection, transaction

_TABLES = """
SELECT format('%I.%I', n.nspname, c.relname) AS name, n.nspname || '__' || c.relname AS kept, c.oid
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg_%'
  AND n.nspname NOT LIKE 'kept_%'
  AND c.relname <> 'django_migrations'
"""
_REMEMBER = """
DO $$ DECLARE t record; BEGIN
  CREATE SCHEMA IF NOT EXISTS {kept};
  FOR t IN {tables} LOOP
    EXECUTE format('CREATE TABLE IF NOT EXISTS {kept}.%I AS TABLE %s', t.kept, t.name);
  END LOOP;
END $$
"""
_RESET = """
DO $$ DECLARE t record; g record; columns text; BEGIN
  CREATE TEMP TABLE resting ON COMMIT DROP AS
    SELECT tgrelid::regclass::text AS name, tgname, tgenabled FROM pg_trigger
    WHERE NOT tgisinternal AND tgenabled <> 'D';
  FOR g IN SELECT DISTINCT name FROM resting LOOP
    EXECUTE format('ALTER TABLE %s DISABLE TRIGGER USER', g.name);
  END LOOP;
  SET CONSTRAINTS ALL DEFERRED;
  FOR t IN {tables} LOOP EXECUTE 'DELETE FROM ' || t.name; END LOOP;
  FOR t IN {tables} LOOP
    SELECT string_agg(quote_ident(attname), ', ') INTO columns FROM pg_attribute
      WHERE attrelid = t.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '';
    EXECUTE format('INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE SELECT %s FROM {kept}.%I',
                   t.name, columns, columns, t.kept);
  END LOOP;
  SET CONSTRAINTS ALL IMMEDIATE;
  FOR g IN SELECT * FROM resting LOOP
    EXECUTE format('ALTER TABLE %s ENABLE %s TRIGGER %I', g.name,
                   CASE g.tgenabled WHEN 'A' THEN 'ALWAYS' WHEN 'R' THEN 'REPLICA' ELSE '' END, g.tgname);
  END LOOP;
END $$
"""


def remember_seed() -> None:
    """Keep a copy of what the migrations put into the empty database."""
    remember("kept_seed")


def back_to_seed() -> None:
    """Make the database hold the seed and nothing else."""
    back_to("kept_seed")


def remember(kept: str) -> None:
    """Keep a copy of every row under a name, which begins with `kept_`. What is kept already stays."""
    with connection.cursor() as cursor:
        cursor.execute(_REMEMBER.format(kept=kept, tables=_TABLES))


def back_to(kept: str) -> None:
    """Make the database hold what was kept under a name and nothing else."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_RESET.format(kept=kept, tables=_TABLES))


def forget(kept: str) -> None:
    """Drop what was kept under a name."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA {kept} CASCADE")
