"""Compares the stored sealed texts with the record. Every night it counts all by set queries, and opens a seventh of them.

An entry commits to each text under a salt. The counts show that every entry has its texts, and every text its entry and its
key. Opening a text shows that it is still the one in the commitment. A place is named by an entry's number and a field. The
queries are SQL because the database compares texts with entries (docs/adr/0025).
"""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection

from accounts.streamed import stream_rows
from ledger.canonical import NotCanonical
from vault import keys
from vault.compartments import CannotOpen, Compartment, Kind, opening
from vault.models import SealedText, WrappedKey
from vault.sealing import value_of

MOST, KEYS_AT_ONCE = 50, 200
type Fault = tuple[str, str]
type Fields = Mapping[str, Mapping[str, str]]
"""For each type of entry, the fields that it seals, each with the kind of compartment that keeps it."""

_MISSING = """
SELECT e.log_index < %(since)s AS old, count(*), min(e.log_index)
FROM ledger_entry AS e
JOIN unnest(%(types)s::text[], %(fields)s::int[]) AS w (type, fields) ON w.type = e.type
LEFT JOIN (SELECT entry_id, count(*) AS kept FROM vault_sealedtext GROUP BY entry_id) AS t ON t.entry_id = e.id
WHERE coalesce(t.kept, 0) < w.fields GROUP BY 1
"""
_FOREIGN = """
SELECT t.entry_id, t.field, e.log_index FROM vault_sealedtext AS t
LEFT JOIN ledger_entry AS e ON e.id = t.entry_id
LEFT JOIN unnest(%(types)s::text[]) AS w (type) ON w.type = e.type
WHERE w.type IS NULL LIMIT %(most)s
"""
_SHUT = """
SELECT e.log_index, t.field FROM vault_sealedtext AS t JOIN ledger_entry AS e ON e.id = t.entry_id
WHERE NOT EXISTS (SELECT FROM vault_keys.wrapped_key AS k WHERE k.id = t.key_id)
  AND e.stream NOT IN (SELECT d.stream FROM ledger_entry AS d WHERE d.type = %(destroyed)s) LIMIT %(most)s
"""
_KEYS = """
SELECT k.id, k.subject, k.kind, k.epoch, k.wrapped FROM vault_keys.wrapped_key AS k
WHERE get_byte(uuid_send(k.subject), 15) %% 7 = ANY(%s) AND k.kind <> ALL(%s) ORDER BY k.subject, k.id
"""
_TEXTS = """
SELECT t.key_id, t.entry_id, t.field, t.blob, e.log_index, e.stream, e.type, e.entry
FROM vault_sealedtext AS t JOIN ledger_entry AS e ON e.id = t.entry_id WHERE t.key_id = ANY(%s) ORDER BY t.key_id, e.log_index
"""


@dataclass(frozen=True)
class Missing:
    """The number of entries without a text: those before a good point, and those after it, with the first of them."""

    old: int
    new: int
    first_new: int | None


def missing_texts(fields: Fields, *, since: int) -> Missing:
    """Count the entries that lack a text to which they commit. One query over every entry and text."""
    typed = {kind: len(names) for kind, names in fields.items() if names}
    with connection.cursor() as cursor:
        cursor.execute(_MISSING, {"since": since, "types": [*typed], "fields": [*typed.values()]})
        found = {bool(old): (int(count), first) for old, count, first in cursor.fetchall()}
    return Missing(found.get(True, (0, None))[0], *found.get(False, (0, None)))


def stray_faults(fields: Fields, destroyed: str) -> Iterator[Fault]:
    """Yield texts that no entry commits to, and texts without a key of cases that no entry of type `destroyed` explains."""
    types = [kind for kind, names in fields.items() if names]
    for _, field, place in stream_rows(_FOREIGN, {"types": types, "most": MOST}):
        yield "text-foreign", f"a text {field} is kept for {'no entry' if place is None else f'entry {place}'}"
    for place, field in stream_rows(_SHUT, {"destroyed": destroyed, "most": MOST}):
        yield "key-missing", f"entry {place}: the key of its {field} is gone, and no entry says that it was destroyed"


def opening_faults(fields: Fields, slices: Collection[int]) -> Iterator[Fault]:
    """Open every text of the compartments in `slices`, and yield each that is not what its entry committed to.

    Yields nothing if this process has no key to open them.
    """
    if settings.KEK_FILE is None:
        return
    batch: list[tuple[Any, ...]] = []
    held = keys.epochs_held()
    for row in stream_rows(_KEYS, [list(slices), [Kind.DRAFT.value]], chunk=KEYS_AT_ONCE):
        if row[3] not in held:
            yield "key-missing", f"the key {row[0]} is wrapped to a pair of keys that is not here"
            continue
        batch.append(row)
        if len(batch) == KEYS_AT_ONCE:
            yield from _of_keys(batch, fields)
            batch = []
    yield from _of_keys(batch, fields)


def _of_keys(rows: list[tuple[Any, ...]], fields: Fields) -> Iterator[Fault]:
    wrapped = {row[0]: WrappedKey(id=row[0], subject=row[1], kind=row[2], epoch=row[3], wrapped=row[4]) for row in rows}
    for key_id, texts in groupby(stream_rows(_TEXTS, [list(wrapped)]), key=itemgetter(0)):
        secrets: dict[tuple[str, str], bytes | None] = {}
        for _, entry_id, field, blob, place, stream, kind, entry in texts:
            where = (stream, fields.get(kind, {}).get(field, ""))
            if where not in secrets:
                secrets[where] = _secret(wrapped[key_id], *where)
            text = SealedText(entry_id=entry_id, field=field, key_id=key_id, blob=blob)
            if not _is_committed(text, secrets[where], stream, bytes(entry)):
                yield "commitment", f"entry {place} commits to another {field} than the one that is kept"


def _secret(row: WrappedKey, stream: str, kind: str) -> bytes | None:
    """Return the data key for texts of this kind in this stream; None if the row holds another key."""
    try:
        return opening(row, Compartment(UUID(stream.partition("/")[2]), Kind(kind)))
    except (CannotOpen, ValueError):
        return None


def _is_committed(text: SealedText, secret: bytes | None, stream: str, entry: bytes) -> bool:
    try:
        commit = json.loads(entry)["commit"].get(text.field)
        return secret is not None and value_of(text, secret, stream, commit) is not None
    except (CannotOpen, NotCanonical, ValueError, LookupError):
        return False
