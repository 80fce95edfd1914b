"""Refuses a database whose record is not fenced: each trigger must be there, and fire whoever writes."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from ledger.home import at_home

TRIGGERS = {
    "ledger_entry": ("agrees", "final", "kept"),
    "ledger_checkpoint": ("agrees", "final", "kept"),
    "ledger_cosignature": ("final", "kept"),
    "ledger_anchor": ("final", "kept"),
}
_TABLES = "SELECT name FROM unnest(%s::text[]) AS name WHERE to_regclass(name) IS NOT NULL"
_ALWAYS = "SELECT tgname FROM pg_trigger WHERE tgrelid = to_regclass(%s) AND tgenabled = 'A' AND NOT tgisinternal"


@register(Tags.database)
def record_is_fenced(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """An error for each trigger of the record that is missing or not ENABLE ALWAYS in a database that is checked.

    A database without one of the record's tables is left to `migrate`, which runs this check before it makes the table.
    """
    faults: list[CheckMessage] = []
    for alias in databases or ():
        with connections[alias].cursor() as cursor:
            cursor.execute(_TABLES, [list(TRIGGERS)])
            for (table,) in cursor.fetchall():
                cursor.execute(_ALWAYS, [table])
                found = {name for (name,) in cursor.fetchall()}
                faults += [
                    Error(
                        f"The trigger {name} of the record is missing or not ENABLE ALWAYS.",
                        hint="Find out who took it away before you put it back: docs/how-to/ledger-signer.md.",
                        id="ledger.E001",
                    )
                    for name in (f"{table}_{what}" for what in TRIGGERS[table])
                    if name not in found
                ]
    return faults


@register(Tags.database)
def record_is_at_home(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """An error for a database that was restored from a backup, or moved, and has not been made whole since."""
    return [
        Error(
            "This database was restored or moved, and what it may lack was not put back.",
            hint="Run `manage.py restore --mirror DIR`: docs/how-to/backup.md.",
            id="ledger.E002",
        )
        for alias in databases or ()
        if not at_home(connections[alias])
    ]
