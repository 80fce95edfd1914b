"""What waits in the tables, in one statement. It counts at most MOST of each."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from ledger.clock import now

MOST = 10_000
# One statement in place of nine: every scrape and every view of the status page runs it.
_FIGURES = """
SELECT coalesce((SELECT size FROM ledger_loghead), 0), coalesce((SELECT max(size) FROM ledger_checkpoint), 0),
  coalesce((SELECT log_index FROM notifications_cursor), -1),
  l.waiting, %(now)s - l.oldest, %(now)s - l.due, a.waiting, %(real)s - a.oldest, %(real)s - a.due,
  f.waiting, %(now)s - f.due,
  (SELECT count(*) FROM (SELECT FROM casework_clock WHERE due < %(now)s LIMIT %(most)s) AS c),
  (SELECT count(*) FROM (
    SELECT FROM casework_clock WHERE due >= %(now)s AND due < %(now)s + interval '7 days' LIMIT %(most)s) AS c)
FROM (
  SELECT count(*) AS waiting, min(placed_at) AS oldest, min(mail_due) AS due FROM (
    SELECT placed_at, mail_due FROM notifications_message
    WHERE mail_due IS NOT NULL AND (mail_due <= %(now)s OR tries > 0) ORDER BY mail_due LIMIT %(most)s) AS w
) AS l, (
  SELECT count(*) AS waiting, min(made_at) AS oldest, min(next_try) AS due FROM (
    SELECT made_at, next_try FROM accounts_accountmail
    WHERE next_try IS NOT NULL ORDER BY next_try LIMIT %(most)s) AS w
) AS a, (
  SELECT count(*) AS waiting, min(look_at) AS due FROM (
    SELECT look_at FROM vault_safeview WHERE look_at IS NOT NULL ORDER BY look_at LIMIT %(most)s) AS w
) AS f
"""


@dataclass(frozen=True)
class Mails:
    """Mails that are due or were refused before: how many, how long the oldest has waited, and how long one is overdue.

    `overdue` is negative if the next try lies in the future.
    """

    waiting: int = 0
    oldest: timedelta | None = None
    overdue: timedelta | None = None


@dataclass(frozen=True)
class Views:
    """Files that wait for their safe views: how many, and how long one is overdue, negative if its time lies ahead."""

    waiting: int = 0
    overdue: timedelta | None = None


@dataclass(frozen=True)
class Figures:
    """Counts at one moment. `unplaced`: entries whose letters are not placed yet."""

    entries: int
    unsigned: int
    unplaced: int
    letters: Mails
    account_mails: Mails
    views: Views
    clocks_overdue: int
    clocks_this_week: int

    @property
    def mails(self) -> Mails:
        both = (self.letters, self.account_mails)
        return Mails(
            waiting=sum(each.waiting for each in both),
            oldest=max((each.oldest for each in both if each.oldest is not None), default=None),
            overdue=max((each.overdue for each in both if each.overdue is not None), default=None),
        )


def figures() -> Figures:
    """Return what waits now. Cases are measured by the clock of cases, mails about accounts by the real time."""
    with connection.cursor() as cursor:
        cursor.execute(_FIGURES, {"now": now(), "real": timezone.now(), "most": MOST})
        size, signed, posted, *mails, late, this_week = cursor.fetchone()
    return Figures(
        entries=size,
        unsigned=size - signed,
        unplaced=size - 1 - posted,
        letters=Mails(*mails[:3]),
        account_mails=Mails(*mails[3:6]),
        views=Views(*mails[6:]),
        clocks_overdue=late,
        clocks_this_week=this_week,
    )
