"""Compares the stored sealed texts with the record. Every night it counts all by set queries, and opens the new and a seventh.

An entry commits to each text under a salt. The counts show that every entry has its texts, and every text its entry and its
key. An answer of a vote is a text only once a count opened it; before, and if none does, it lies sealed. Opening a text
shows that it is still the one in the commitment. A place is named by an entry's number and a field. The queries are SQL
because the database compares texts with entries (docs/adr/0025).
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import DataError, connection, transaction

from accounts.streamed import stream_rows
from ledger.canonical import NotCanonical
from ledger.restore_losses import Restored
from vault import keys
from vault.compartments import CannotOpen, Compartment, Kind, opening
from vault.models import SealedText, WrappedKey
from vault.sealing import value_of

MOST, KEYS_AT_ONCE = 50, 200
type Fault = tuple[str, str]
type Fields = Mapping[str, Mapping[str, str]]
"""For each type of entry, the fields that it seals, each with the kind of compartment that keeps it."""

# A text that answers an entry is joined to it once: if there are more texts than joined rows, some answer none. Answers are
# looked up, not joined, so that two rows of one answer do not count a text twice.
_COUNTED = """
SELECT count(t.entry_id) <> (SELECT count(*) FROM vault_sealedtext) AS foreign_text,
  coalesce(bool_or(t.entry_id IS NULL AND NOT EXISTS (
    SELECT FROM vault_sealedanswer AS a WHERE a.entry_id = e.id AND a.field = w.field OFFSET 0
  )), false) AS missing
FROM ledger_entry AS e
JOIN unnest(%(types)s::text[], %(fields)s::text[]) AS w (type, field) ON w.type = e.type
LEFT JOIN vault_sealedtext AS t ON t.entry_id = e.id AND t.field = w.field
"""
_MISSING = """
SELECT w.field, e.log_index < %(since)s AS old, r.held IS NOT NULL AS excused, count(*), min(e.log_index)
FROM ledger_entry AS e
JOIN unnest(%(types)s::text[], %(fields)s::text[]) AS w (type, field) ON w.type = e.type
LEFT JOIN vault_sealedtext AS t ON t.entry_id = e.id AND t.field = w.field
LEFT JOIN vault_sealedanswer AS a ON a.entry_id = e.id AND a.field = w.field
LEFT JOIN LATERAL (
  SELECT r.held FROM unnest(%(held)s::bigint[], %(upto)s::bigint[]) AS r (held, upto)
  WHERE e.log_index >= r.held AND e.log_index < r.upto LIMIT 1
) AS r ON true
WHERE t.entry_id IS NULL AND a.entry_id IS NULL GROUP BY 1, 2, 3 ORDER BY 1
"""
# A subquery, because a join with the pairs is planned as a loop over them for each text: ten times as slow.
_FOREIGN = """
SELECT t.entry_id, t.field, e.log_index FROM vault_sealedtext AS t
LEFT JOIN ledger_entry AS e ON e.id = t.entry_id
WHERE ((e.type, t.field) IN (SELECT * FROM unnest(%(types)s::text[], %(fields)s::text[]))) IS NOT TRUE
ORDER BY e.log_index LIMIT %(most)s
"""
_SHUT = """
SELECT e.log_index, t.field FROM vault_sealedtext AS t JOIN ledger_entry AS e ON e.id = t.entry_id
WHERE NOT EXISTS (SELECT FROM vault_keys.wrapped_key AS k WHERE k.id = t.key_id)
  AND e.stream NOT IN (SELECT d.stream FROM ledger_entry AS d WHERE d.type = %(destroyed)s) LIMIT %(most)s
"""
# OFFSET 0 keeps the planner from reading the same JSON once for each column.
_FILES = """
SELECT r.log_index FROM (
  SELECT e.log_index, convert_from(e.entry, 'UTF8')::jsonb -> 'data' ->> 'file' AS file
  FROM ledger_entry AS e WHERE e.type = ANY(%(types)s) OFFSET 0
) AS r LEFT JOIN vault_sealedfile AS f ON f.id::text = r.file
WHERE r.file IS NOT NULL AND f.id IS NULL AND NOT EXISTS (
  SELECT FROM unnest(%(held)s::bigint[], %(upto)s::bigint[]) AS s (held, upto)
  WHERE r.log_index >= s.held AND r.log_index < s.upto
) ORDER BY r.log_index LIMIT %(most)s
"""
_KEYS = """
SELECT k.id, k.subject, k.kind, k.epoch, k.wrapped FROM vault_keys.wrapped_key AS k
WHERE k.kind <> ALL(%(without)s) AND (
  get_byte(uuid_send(k.subject), 15) %% 7 = ANY(%(slices)s) OR k.id IN (
    SELECT t.key_id FROM vault_sealedtext AS t JOIN ledger_entry AS e ON e.id = t.entry_id WHERE e.log_index >= %(since)s
  )
) ORDER BY k.subject, k.id
"""
_TEXTS = """
SELECT t.key_id, t.entry_id, t.field, t.blob, e.log_index, e.stream, e.type, e.entry
FROM vault_sealedtext AS t JOIN ledger_entry AS e ON e.id = t.entry_id WHERE t.key_id = ANY(%s)
ORDER BY t.key_id, e.log_index
"""


@dataclass(frozen=True)
class Missing:
    """How many texts of one field are gone, of entries before a good point (`old`) or after it, and the first entry.

    `excused`: a restore put those entries back, and no backup held their texts.
    """

    field: str
    old: bool
    excused: bool
    count: int
    first: int


class Counted(NamedTuple):
    """Whether some text answers no entry, and whether some entry has not all of its texts."""

    foreign: bool
    missing: bool


def count_texts(fields: Fields) -> Counted:
    """Count the texts and the entries that commit to them. One query over every entry and text; it names no place."""
    types, names = _pairs(fields)
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED, {"types": types, "fields": names})
        return Counted(*cursor.fetchone())


def missing_texts(fields: Fields, *, since: int, restored: Iterable[Restored]) -> list[Missing]:
    """Count the texts to which entries commit and that nobody keeps. One query over every entry and text."""
    types, names = _pairs(fields)
    values: dict[str, Any] = {"since": since, "types": types, "fields": names}
    with connection.cursor() as cursor:
        cursor.execute(_MISSING, values | _spans(restored))
        return [Missing(*row) for row in cursor.fetchall()]


def file_faults(types: Collection[str], *, restored: Iterable[Restored]) -> Iterator[Fault]:
    """Yield each entry of these types that names a file of which nothing is stored, unless a restore put the entry back."""
    try:
        with transaction.atomic():
            found = list(stream_rows(_FILES, {"types": list(types), "most": MOST} | _spans(restored)))
    except DataError:
        yield "file-missing", "an entry that should name a file cannot be read: ledger_verify says which"
        return
    for (place,) in found:
        yield "file-missing", f"the file that entry {place} names is gone"


def _spans(restored: Iterable[Restored]) -> dict[str, Any]:
    spans = list(restored)
    return {"held": [span.held for span in spans], "upto": [span.upto for span in spans]}


def foreign_faults(fields: Fields) -> Iterator[Fault]:
    """Yield texts that no entry commits to."""
    types, names = _pairs(fields)
    for _, field, place in stream_rows(_FOREIGN, {"types": types, "fields": names, "most": MOST}):
        yield "text-foreign", f"a text {field} is kept for {'no entry' if place is None else f'entry {place}'}"


def shut_faults(destroyed: str) -> Iterator[Fault]:
    """Yield texts whose key is gone, although no entry of type `destroyed` in their case explains it."""
    for place, field in stream_rows(_SHUT, {"destroyed": destroyed, "most": MOST}):
        yield "key-missing", f"entry {place}: the key of its {field} is gone, and no entry says that it was destroyed"


def _pairs(fields: Fields) -> tuple[list[str], list[str]]:
    pairs = [(kind, name) for kind, names in fields.items() for name in names]
    return [kind for kind, _ in pairs], [name for _, name in pairs]


def opening_faults(fields: Fields, slices: Collection[int], *, since: int) -> Iterator[Fault]:
    """Open every text of the compartments in `slices`, or with a text of an entry from index `since` on.

    Yield each that is not what its entry committed to.

    Yields nothing if this process has no key to open them.
    """
    if settings.KEK_FILE is None:
        return
    batch: list[tuple[Any, ...]] = []
    held = keys.epochs_held()
    wanted = {"slices": list(slices), "without": [Kind.DRAFT.value], "since": since}
    for row in stream_rows(_KEYS, wanted, chunk=KEYS_AT_ONCE):
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
