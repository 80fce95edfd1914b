"""Back to the seed after real commits: append-only tables refuse DELETE and TRUNCATE, so their triggers rest meanwhile.

One transaction: the rows that migrations made are remembered once in a schema of their own; a reset disables user
triggers, deletes every row, puts the seed back, and sets every trigger to fire exactly as it did before.
"""

from django.db import connection, transaction

_TABLES = """
SELECT format('%I.%I', n.nspname, c.relname) AS name, n.nspname || '__' || c.relname AS seed, c.oid
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'seed') AND n.nspname NOT LIKE 'pg_%'
  AND c.relname <> 'django_migrations'
"""
_REMEMBER = f"""
DO $$ DECLARE t record; BEGIN
  CREATE SCHEMA IF NOT EXISTS seed;
  FOR t IN {_TABLES} LOOP
    EXECUTE format('CREATE TABLE IF NOT EXISTS seed.%I AS TABLE %s', t.seed, t.name);
  END LOOP;
END $$
"""
_RESET = f"""
DO $$ DECLARE t record; g record; columns text; BEGIN
  CREATE TEMP TABLE resting ON COMMIT DROP AS
    SELECT tgrelid::regclass::text AS name, tgname, tgenabled FROM pg_trigger
    WHERE NOT tgisinternal AND tgenabled <> 'D';
  FOR g IN SELECT DISTINCT name FROM resting LOOP
    EXECUTE format('ALTER TABLE %s DISABLE TRIGGER USER', g.name);
  END LOOP;
  SET CONSTRAINTS ALL DEFERRED;
  FOR t IN {_TABLES} LOOP EXECUTE 'DELETE FROM ' || t.name; END LOOP;
  FOR t IN {_TABLES} LOOP
    SELECT string_agg(quote_ident(attname), ', ') INTO columns FROM pg_attribute
      WHERE attrelid = t.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '';
    EXECUTE format('INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE SELECT %s FROM seed.%I',
                   t.name, columns, columns, t.seed);
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
    with connection.cursor() as cursor:
        cursor.execute(_REMEMBER)


def back_to_seed() -> None:
    """Make the database hold the seed and nothing else."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_RESET)
