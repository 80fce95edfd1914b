"""What waits in the tables: one statement, whose work is bounded by what waits and by MOST."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from ledger.clock import now

MOST = 10_000
"""Nobody needs to know how many more there are."""
_FIGURES = """
SELECT coalesce((SELECT size FROM ledger_loghead), 0), coalesce((SELECT max(size) FROM ledger_checkpoint), 0),
  coalesce((SELECT log_index FROM notifications_cursor), -1),
  m.waiting, m.oldest, m.overdue,
  (SELECT count(*) FROM (SELECT FROM casework_clock WHERE due < %(now)s LIMIT %(most)s) AS c),
  (SELECT count(*) FROM (
    SELECT FROM casework_clock WHERE due >= %(now)s AND due < %(now)s + interval '7 days' LIMIT %(most)s) AS c)
FROM (
  SELECT count(*) AS waiting, min(placed_at) AS oldest, min(mail_due) AS overdue FROM (
    SELECT placed_at, mail_due FROM notifications_message
    WHERE mail_due IS NOT NULL AND (mail_due <= %(now)s OR tries > 0) ORDER BY mail_due LIMIT %(most)s) AS w
) AS m
"""


@dataclass(frozen=True)
class Figures:
    """Counts as of one moment of the clock that cases go by.

    `unplaced`: entries whose letters were not placed yet. `letters`: mails that are due or were refused before, of which
    `oldest_letter` was placed first; the mail that is tried next is due at `next_mail`.
    """

    moment: datetime
    entries: int
    unsigned: int
    unplaced: int
    letters: int
    oldest_letter: datetime | None
    next_mail: datetime | None
    clocks_overdue: int
    clocks_this_week: int


def figures() -> Figures:
    """Return what waits now. One statement."""
    moment = now()
    with connection.cursor() as cursor:
        cursor.execute(_FIGURES, {"now": moment, "most": MOST})
        size, signed, posted, letters, oldest, overdue, late, this_week = cursor.fetchone()
    return Figures(
        moment=moment,
        entries=size,
        unsigned=size - signed,
        unplaced=size - 1 - posted,
        letters=letters,
        oldest_letter=oldest,
        next_mail=overdue,
        clocks_overdue=late,
        clocks_this_week=this_week,
    )
