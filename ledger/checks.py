"""Refuses a database whose record is not protected: every trigger must exist and fire for every role."""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from pathlib import Path

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from ledger.instance_guard import is_at_home
from ledger.models import LogHead
from ledger.signer.client import Signer, SignerDown
from ledger.tiles import Tiles
from ledger.tree import root_at

TRIGGERS = {
    "ledger_entry": ("agrees", "final", "kept"),
    "ledger_checkpoint": ("agrees", "final", "kept"),
    "ledger_cosignature": ("final", "kept"),
    "ledger_anchor": ("final", "kept"),
}
# The catalogue of PostgreSQL has no models.
_TABLES = "SELECT name FROM unnest(%s::text[]) AS name WHERE to_regclass(name) IS NOT NULL"
_ALWAYS = "SELECT tgname FROM pg_trigger WHERE tgrelid = to_regclass(%s) AND tgenabled = 'A' AND NOT tgisinternal"


@register(Tags.database)
def record_is_fenced(databases: Sequence[str] | None = None, **kwargs: object) -> list[CheckMessage]:
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
def record_is_at_home(databases: Sequence[str] | None = None, **kwargs: object) -> list[CheckMessage]:
    """An error for a database that was restored from a backup, or moved, and has not been made whole since."""
    return [
        Error(
            "This database was restored or moved, and what it may lack was not put back.",
            hint="Run `manage.py restore --mirror DIR`: docs/how-to/backup.md.",
            id="ledger.E002",
        )
        for alias in databases or ()
        if not is_at_home(connections[alias])
    ]


@register(Tags.database)
def record_has_a_name_of_its_own(databases: Sequence[str] | None = None, **kwargs: object) -> list[CheckMessage]:
    """An error where the database or the signer keeps another record than this: two environments share a name, or a store.

    A signer that does not answer, and a database without the tables, say nothing.
    """
    mend = "Give each environment a LOG_ORIGIN, a database and a signer of its own: docs/how-to/keys.md."
    return [Error(said, hint=mend, id="ledger.E003") for alias in databases or () for said in _foreign(alias)]


def _foreign(alias: str) -> Iterator[str]:
    with connections[alias].cursor() as cursor:
        cursor.execute(_TABLES, [["ledger_loghead"]])
        head = LogHead.objects.using(alias).first() if cursor.fetchone() else None
    size = head.size if head else 0
    if head is not None and head.origin != settings.LOG_ORIGIN:
        yield f"This database holds the record {head.origin}, not {settings.LOG_ORIGIN}."
    elif settings.SIGNER_SOCKET:
        try:
            with Signer(Path(settings.SIGNER_SOCKET), settings.SIGNER_SECRET_FILE) as signer:
                state = signer.state()
        except SignerDown:
            return
        if state.origin != settings.LOG_ORIGIN:
            yield f"The signer keeps the record {state.origin}, not {settings.LOG_ORIGIN}."
        elif state.size > size:
            yield f"The signer holds {state.size} entries of {state.origin}, and this database {size}."
        elif state.size and b64encode(root_at(state.size, Tiles(state.size).node)).decode() != state.root:
            yield f"The signer keeps another history under the name {state.origin} than this database."
