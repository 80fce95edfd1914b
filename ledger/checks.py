"""Refuses a database whose record is not fenced: each trigger must be there, and fire whoever writes."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

TRIGGERS = frozenset({"ledger_entry_agrees", "ledger_entry_final", "ledger_entry_kept"})
_TABLE = "SELECT to_regclass('ledger_entry') IS NOT NULL"
_ALWAYS = """
SELECT tgname FROM pg_trigger WHERE tgrelid = to_regclass('ledger_entry') AND tgenabled = 'A' AND NOT tgisinternal
"""


@register(Tags.database)
def record_is_fenced(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """An error for each trigger of the record that is missing or not ENABLE ALWAYS in a database that is checked.

    A database without the record's table is left to `migrate`, which runs this check before it makes the table.
    """
    faults: list[CheckMessage] = []
    for alias in databases or ():
        with connections[alias].cursor() as cursor:
            cursor.execute(_TABLE)
            if cursor.fetchone() == (False,):
                continue
            cursor.execute(_ALWAYS)
            found = {name for (name,) in cursor.fetchall()}
        faults += [
            Error(f"The trigger {name} of the record is missing or not ENABLE ALWAYS.", id="ledger.E001")
            for name in sorted(TRIGGERS - found)
        ]
    return faults
