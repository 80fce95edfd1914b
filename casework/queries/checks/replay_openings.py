"""What says that a reading is recorded already, against the record: a row written ahead would keep a reading out of it."""

from collections.abc import Iterator

from django.db import DataError, transaction

from accounts.streamed import stream_rows
from casework.record.events import ContentOpened
from ledger.clock import now

# It is SQL because the rows stay in the database (docs/adr/0025). OFFSET 0 keeps the planner from reading the same JSON often.
_UNRECORDED = """
SELECT o.case_id FROM casework_opening AS o WHERE o.kept NOT IN ('', 'news') AND (o.at > %(now)s OR (
  o.at > coalesce((SELECT e.at::timestamptz FROM ledger_entry AS e WHERE e.log_index = %(since)s - 1), '-infinity')
  AND NOT EXISTS (
    SELECT FROM (
      SELECT r.body -> 'data' ->> 'case' AS of, r.body -> 'data' ->> 'kept' AS kept, r.body -> 'data' ->> 'file' AS file,
        r.body ->> 'occurred' AS occurred
      FROM (
        SELECT convert_from(e.entry, 'UTF8')::jsonb AS body FROM ledger_entry AS e
        WHERE e.log_index >= %(since)s AND e.type = %(type)s OFFSET 0
      ) AS r
    ) AS told
    WHERE told.of = o.case_id::text AND told.kept = o.kept
      AND told.file IS NOT DISTINCT FROM o.file::text AND told.occurred::timestamptz = o.at
  )
))
"""


def opening_drifts(since: int) -> Iterator[tuple[str, str]]:
    """Yield the case of each row that says of a reading that it was recorded, where no entry from this index on says so."""
    try:
        with transaction.atomic():
            found = list(stream_rows(_UNRECORDED, {"now": now(), "since": since, "type": ContentOpened.type}))
    except DataError:
        yield "readings", "an entry about a reading cannot be read"
        return
    for (case,) in found:
        yield f"case/{case}", "reading that nobody recorded"
