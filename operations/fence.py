"""What protects the tables from inside the database: triggers that fire for everybody, and nothing that hides or turns rows.

The owner of the tables can take a trigger away, change one row and put it back. The nightly check finds the row; this finds a
fence that stays open: it is asked every minute, by the doctor, and every night.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.apps import apps
from django.db import connection

type Fault = tuple[str, str]

FENCE = "fence"
ALWAYS = "A"
"""How PostgreSQL writes that a trigger fires for everybody, replicas too."""
TRIGGERS: Mapping[str, str] = {
    "casework_case.only_steps_move_a_case": "e539cb187e79d0aa",
    "ledger_anchor.ledger_anchor_final": "a7d88239c94ee561",
    "ledger_anchor.ledger_anchor_kept": "a3d46e84e7a207e9",
    "ledger_checkpoint.ledger_checkpoint_agrees": "21eecc1414635367",
    "ledger_checkpoint.ledger_checkpoint_final": "a7d88239c94ee561",
    "ledger_checkpoint.ledger_checkpoint_kept": "a3d46e84e7a207e9",
    "ledger_cosignature.ledger_cosignature_final": "a7d88239c94ee561",
    "ledger_cosignature.ledger_cosignature_kept": "a3d46e84e7a207e9",
    "ledger_entry.ledger_entry_agrees": "4ea7956cfb57a020",
    "ledger_entry.ledger_entry_final": "a7d88239c94ee561",
    "ledger_entry.ledger_entry_kept": "a3d46e84e7a207e9",
    "policy_codeedition.policy_row_final": "b4602196204be049",
    "policy_codeedition.policy_row_kept": "e4020fa245bee911",
    "policy_commitment.policy_commitment_agrees": "b8da3c809b7b4ea9",
    "policy_commitment.policy_row_final": "b4602196204be049",
    "policy_commitment.policy_row_kept": "e4020fa245bee911",
    "policy_oathedition.policy_row_final": "b4602196204be049",
    "policy_oathedition.policy_row_kept": "e4020fa245bee911",
    "policy_oathending.policy_members_stand": "e70f20dcab1b17b6",
    "policy_oathending.policy_row_final": "b4602196204be049",
    "policy_oathending.policy_row_kept": "e4020fa245bee911",
    "policy_oathsignature.policy_members_stand": "07b01ff7ea7e77ce",
    "policy_oathsignature.policy_row_final": "b4602196204be049",
    "policy_oathsignature.policy_row_kept": "e4020fa245bee911",
    "policy_rulebookedition.policy_row_final": "b4602196204be049",
    "policy_rulebookedition.policy_row_kept": "e4020fa245bee911",
    "policy_standing.policy_members_stand": "e70f20dcab1b17b6",
    "policy_standing.policy_row_final": "b4602196204be049",
    "policy_standing.policy_row_kept": "e4020fa245bee911",
}
"""For each trigger of this version, a digest of what it is: when it fires, for whom, and the source of its function."""
# The catalogue of PostgreSQL has no models.
_TRIGGERS = """
SELECT c.relname || '.' || t.tgname, t.tgenabled::text, left(encode(sha256(convert_to(concat_ws(' ',
  t.tgenabled, t.tgtype, p.proname, encode(t.tgargs, 'hex'), t.tgqual IS NULL, l.lanname, p.prosrc), 'UTF8')), 'hex'), 16)
FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_proc AS p ON p.oid = t.tgfoid JOIN pg_language AS l ON l.oid = p.prolang
WHERE NOT t.tgisinternal AND n.nspname IN ('public', 'vault_keys') AND c.relname = ANY(%s) ORDER BY 1
"""
_HIDING = """
SELECT 'the rule ' || r.rulename || ' of the table ' || c.relname || ' changes what is written or read'
FROM pg_rewrite AS r JOIN pg_class AS c ON c.oid = r.ev_class WHERE c.relname = ANY(%(tables)s) AND r.rulename <> '_RETURN'
UNION ALL
SELECT 'row security hides rows of the table ' || c.relname FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.relname = ANY(%(tables)s) AND n.nspname IN ('public', 'vault_keys') AND c.relrowsecurity
UNION ALL
SELECT 'another table ' || c.relname || ' stands in the schema ' || n.nspname FROM pg_class AS c
JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.relname = ANY(%(tables)s) AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname NOT IN ('public', 'vault_keys')
  AND (n.nspname = ANY(current_schemas(true)) OR n.nspname IN (SELECT rolname FROM pg_roles))
UNION ALL
SELECT 'the table ' || b.relname || ' shows the rows of ' || h.relname || ' too' FROM pg_inherits AS i
JOIN pg_class AS b ON b.oid = i.inhparent JOIN pg_class AS h ON h.oid = i.inhrelid WHERE b.relname = ANY(%(tables)s)
UNION ALL
SELECT 'names are looked up along ' || current_setting('search_path') || ', so another function or table may answer'
WHERE current_setting('search_path') NOT IN ('"$user", public', 'public')
UNION ALL
SELECT 'the role app may change rows of the table ' || c.relname FROM pg_class AS c
JOIN pg_namespace AS n ON n.oid = c.relnamespace CROSS JOIN pg_roles AS r
WHERE c.relname = ANY(%(final)s) AND n.nspname = 'public' AND r.rolname = 'app' AND (
  has_any_column_privilege(r.oid, c.oid, 'UPDATE') OR has_table_privilege(r.oid, c.oid, 'DELETE')
  OR has_table_privilege(r.oid, c.oid, 'TRUNCATE')
)
ORDER BY 1
"""


def fence_faults() -> Iterator[Fault]:
    """Yield what stands open, in words: triggers, rules, hidden rows, rights. Two queries of the catalogue."""
    tables = sorted(_tables())
    found = {name: (enabled, digest) for name, enabled, digest in _rows(_TRIGGERS, [tables])}
    for name in sorted(TRIGGERS.keys() | found.keys()):
        if (fault := _fault(found.get(name), TRIGGERS.get(name))) is not None:
            table, _, trigger = name.partition(".")
            yield FENCE, f"the trigger {trigger} of the table {table} {fault}"
    for (words,) in _rows(_HIDING, {"tables": tables, "final": sorted(_final_tables(TRIGGERS))}):
        yield FENCE, words


def _fault(found: tuple[str, str] | None, wanted: str | None) -> str | None:
    if found is None:
        return "is missing"
    enabled, digest = found
    if digest == wanted:
        return None
    if wanted is None:
        return "is not of this version"
    return "does something else" if enabled == ALWAYS else "is disabled, can be skipped, or does something else"


def _final_tables(triggers: Collection[str]) -> set[str]:
    """Return the tables of which a trigger refuses every change."""
    return {name.partition(".")[0] for name in triggers if name.endswith("_final")}


def _tables() -> set[str]:
    models = apps.get_models(include_auto_created=True)
    return {model._meta.db_table.rpartition(".")[2].strip('"') for model in models}


def _rows(sql: str, values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
