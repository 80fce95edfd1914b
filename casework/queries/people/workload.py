"""The number of open seats that people hold. A case that is hidden from the viewer does not count."""

from collections.abc import Collection, Mapping
from uuid import UUID

from accounts.prepared import prepared_cursor
from casework.record.state import CaseView
from casework.vocabulary import Reading, Seat

FULL = 50
"""The count stops at this many open cases: people who have as many or more come last, in any order."""
CARRIED = """
WITH seen AS MATERIALIZED (
  SELECT n.user_id, p.id AS permission_id
  FROM accounts_pseudonym AS n, auth_permission AS p JOIN django_content_type AS t ON t.id = p.content_type_id
  WHERE n.value = %(viewer)s AND t.app_label = 'casework' AND t.model = 'case' AND p.codename = %(right)s
)
SELECT u.user_id, held.open, COALESCE(latest.id, 0)
FROM unnest(%(users)s::uuid[]) AS u (user_id)
CROSS JOIN seen
CROSS JOIN LATERAL (
  SELECT max(one.id) AS id FROM unnest(%(seats)s::text[]) AS q (seat) CROSS JOIN LATERAL (
    SELECT s.id FROM casework_seating AS s
    WHERE s.user_id = u.user_id AND s.seat = q.seat AND s.case_id <> %(case)s AND EXISTS (
      SELECT FROM casework_casegrant AS g
      WHERE g.listed
      AND (g.user_id, g.permission_id, g.content_object_id) = (seen.user_id, seen.permission_id, s.case_id)
      OFFSET 0
    )
    ORDER BY s.id DESC LIMIT 1
  ) AS one
) AS latest
CROSS JOIN LATERAL (
  SELECT count(*) AS open FROM (
    SELECT FROM casework_seating AS s
    WHERE s.user_id = u.user_id AND s.seat = ANY(%(seats)s) AND s.open AND s.case_id <> %(case)s AND EXISTS (
      SELECT FROM casework_casegrant AS g
      WHERE g.listed
      AND (g.user_id, g.permission_id, g.content_object_id) = (seen.user_id, seen.permission_id, s.case_id)
      OFFSET 0
    )
    LIMIT %(full)s
  ) AS few
) AS held
"""
"""By hand: a count for each person that stops at `full` needs LATERAL, which has no ORM form.

OFFSET 0: each seat is looked up by itself, so that a person with many seats does not make it read all grants.
"""

type Load = Mapping[UUID, tuple[int, int]]


def workload(view: CaseView, seats: Collection[Seat], users: Collection[UUID], viewer: UUID | None) -> Load:
    """Return, by user, in how many other open cases they hold one of the seats, and the number of the latest seating.

    The count stops at `FULL`. Only cases that `viewer`, a pseudonym, may see are counted, and none without a viewer: if a
    hidden case could change the order, the order would reveal it. One query.
    """
    asked = {
        "viewer": viewer,
        "right": Reading.SEE_CASE.value,
        "users": list(users),
        "seats": [seat.value for seat in seats],
        "case": view.case,
        "full": FULL,
    }
    with prepared_cursor() as cursor:
        cursor.execute(CARRIED, asked)
        return {user: (count, last) for user, count, last in cursor.fetchall()}
