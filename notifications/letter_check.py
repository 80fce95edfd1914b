"""The letters against the record, by set queries: each answers an entry, and those that were found good are all there.

The comparison runs in the database, which querysets cannot say: docs/adr/0025 has the figures.
"""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from django.db import connection

from accounts.streamed import stream_rows
from notifications.dispatch import with_copies
from notifications.letters import LETTERS
from notifications.models import Cursor

MOST = 50
type Fault = tuple[str, str]

_FOREIGN = """
SELECT m.about, e.log_index FROM notifications_message AS m
LEFT JOIN ledger_entry AS e ON e.id = m.about AND e.stream = 'case/' || m.case_id::text
LEFT JOIN unnest(%s::text[], %s::text[], %s::text[], %s::text[]) AS w (type, seat, letter, template)
  ON w.type = e.type AND w.seat = m.seat AND w.letter = m.letter AND w.template = m.template
WHERE w.type IS NULL LIMIT %s
"""
_DATED = """
SELECT r.log_index FROM (
  SELECT e.log_index, e.at, m.placed_at, convert_from(e.entry, 'UTF8')::jsonb ->> 'occurred' AS occurred
  FROM notifications_message AS m JOIN ledger_entry AS e ON e.id = m.about
  WHERE (e.log_index >> 8) %% 7 = ANY(%s) OFFSET 0
) AS r WHERE r.placed_at <> coalesce(r.occurred, r.at)::timestamptz LIMIT %s
"""
# Everything of a letter that never changes, some entries at a time: a digest of one long text would have to be held whole.
_DIGEST = """
SELECT sha256(coalesce(string_agg(b.digest, ''::bytea ORDER BY b.part), ''::bytea)) FROM (
  SELECT e.log_index >> 8 AS part, sha256(convert_to(string_agg(
    concat_ws(' ', m.about, m.case_id, m.reader_id, m.seat, m.letter, m.template, extract(epoch FROM m.placed_at)),
    ';' ORDER BY m.about, m.reader_id, m.template
  ), 'UTF8')) AS digest
  FROM notifications_message AS m JOIN ledger_entry AS e ON e.id = m.about WHERE e.log_index < %s GROUP BY 1
) AS b
"""


class Placed(NamedTuple):
    """The letters about the entries in front of `upto`, as a digest."""

    upto: int
    digest: bytes


def placed_letters(upto: int) -> Placed:
    """Return the letters about the entries in front of `upto`, as far as dispatch has come. Two queries."""
    read = Cursor.objects.values_list("log_index", flat=True).first()
    end = min(upto, 0 if read is None else read + 1)
    return Placed(end, letters_digest(end))


def letters_digest(upto: int) -> bytes:
    """Return the digest of the letters about the entries in front of `upto`."""
    with connection.cursor() as cursor:
        cursor.execute(_DIGEST, [upto])
        return bytes(cursor.fetchone()[0])


def letter_faults(slices: Collection[int]) -> Iterator[Fault]:
    """Yield letters that answer no entry of their case; of those in `slices` also what bears another day than its entry."""
    rows = [
        (event.type, seat.value, post.letter.value, post.template)
        for event, posts in LETTERS.items()
        for seat, post in with_copies(posts)
    ]
    columns = [list(column) for column in zip(*rows, strict=True)]
    for about, place in stream_rows(_FOREIGN, [*columns, MOST]):
        where = f"entry {place}" if place is not None else f"no entry of its case, but {about}"
        yield "letter-foreign", f"a letter is about {where}, which calls for no such letter"
    for (place,) in stream_rows(_DATED, [list(slices), MOST]):
        yield "letter-date", f"a letter about entry {place} bears another day"
