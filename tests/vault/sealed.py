"""What the vault's tests seal, and how they look at everything the database holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypedDict
from uuid import UUID, uuid4

from django.db import connection, transaction

from ledger.append import Draft, append
from ledger.canonical import Json
from vault.compartments import Compartment, Kind
from vault.sealing import Text, seal

_TABLES = "SELECT schemaname, tablename FROM pg_tables WHERE schemaname IN ('public', 'vault_keys')"


class Place(TypedDict):
    """Where a text is sealed, but for its field."""

    compartment: Compartment
    entry_id: UUID
    stream: str


@dataclass(frozen=True)
class Told:
    """One entry with sealed texts: where it stands."""

    entry_id: UUID
    case: UUID

    @property
    def stream(self) -> str:
        """The case's stream."""
        return f"case/{self.case}"

    @property
    def compartment(self) -> Compartment:
        """The case's own compartment."""
        return Compartment(self.case, Kind.CASE)

    @property
    def place(self) -> Place:
        """Where its texts are sealed."""
        return {"compartment": self.compartment, "entry_id": self.entry_id, "stream": self.stream}


def tell(texts: Mapping[str, Json], *, case: UUID | None = None) -> Told:
    """Seal these texts in a case's compartment, and record the entry that commits to them."""
    told = Told(uuid4(), case or uuid4())
    with transaction.atomic():
        kept = seal(*(Text(**told.place, field=field, value=value) for field, value in texts.items()))
        commit = {field: committed for (_, field), committed in kept.items()}
        append(
            Draft(id=told.entry_id, type="case.told", stream=told.stream, actor=uuid4(), role="clock", commit=commit)
        )
    return told


def everything_stored() -> str:
    """Every row of every table as text; binary columns stand there in hex."""
    with connection.cursor() as cursor:
        cursor.execute(_TABLES)
        lines = []
        for schema, table in cursor.fetchall():
            cursor.execute(f'SELECT t::text FROM "{schema}"."{table}" t')
            lines += [line for (line,) in cursor.fetchall()]
    return "\n".join(lines)


def is_stored(word: str) -> bool:
    """Whether the word stands anywhere in the database, in a text or in the bytes of a binary column."""
    stored = everything_stored()
    return word in stored or word.encode().hex() in stored
