"""Rights as rows, computed from the events and from nothing else."""

from collections.abc import Sequence

from accounts.prepared import prepared_cursor
from casework.access.holders import seat_holders
from casework.models import LISTED, Case
from casework.record.rights import rights_due
from casework.vocabulary import CaseState
from ledger.canonical import JsonObject

SEATS_AND_RIGHTS = """
WITH seated AS (
  SELECT * FROM unnest(%(sitting)s::uuid[], %(persons)s::uuid[], %(seats)s::text[]) AS w (user_id, person, seat)
), risen AS (
  DELETE FROM casework_seating AS s WHERE s.case_id = %(case)s
  AND NOT EXISTS (SELECT FROM seated AS w WHERE w.user_id = s.user_id AND w.seat = s.seat)
), sat_down AS (
  INSERT INTO casework_seating (case_id, user_id, person, seat, open)
  SELECT %(case)s, w.user_id, w.person, w.seat, %(open)s FROM seated AS w
  WHERE NOT EXISTS (
    SELECT FROM casework_seating AS s
    WHERE s.case_id = %(case)s AND s.open = %(open)s
    AND s.user_id = w.user_id AND s.person = w.person AND s.seat = w.seat
  )
  ON CONFLICT ON CONSTRAINT seated_once DO UPDATE SET person = excluded.person, open = excluded.open
), entitled AS (
  SELECT w.user_id, p.id AS permission_id, p.codename = ANY(%(lists)s) AS listed
  FROM unnest(%(users)s::uuid[], %(rights)s::text[]) AS w (user_id, codename)
  JOIN django_content_type AS t ON t.app_label = 'casework' AND t.model = 'case'
  JOIN auth_permission AS p ON p.content_type_id = t.id AND p.codename = w.codename
), held AS MATERIALIZED (
  SELECT g.user_id, g.permission_id, g.listed FROM casework_casegrant AS g WHERE g.content_object_id = %(case)s
), taken AS (
  DELETE FROM casework_casegrant AS g WHERE g.content_object_id = %(case)s
  AND NOT EXISTS (SELECT FROM entitled AS w WHERE w.user_id = g.user_id AND w.permission_id = g.permission_id)
)
INSERT INTO casework_casegrant (content_object_id, user_id, permission_id, listed)
SELECT %(case)s, w.user_id, w.permission_id, w.listed FROM entitled AS w
WHERE NOT EXISTS (
  SELECT FROM held AS h WHERE h.user_id = w.user_id AND h.permission_id = w.permission_id AND h.listed = w.listed
)
ON CONFLICT (content_object_id, user_id, permission_id) DO UPDATE SET listed = excluded.listed
"""
"""By hand: two tables are made equal to what is wanted in one prepared statement of every step (docs/adr/0014)."""


def reconcile(case: Case) -> None:
    """Make seat rows and object permissions of the case equal to what its events give now. Two statements."""
    found = seat_holders(case)
    due = rights_due(case.view, [holder for _, holders in found.values() for holder in holders])
    seats = sorted((found[person][0], person, seat.value) for person, seat in case.view.people.seats if person in found)
    rights = sorted((found[person][0], right.value) for person, given in due.items() for right in given)
    wanted: JsonObject = {
        "case": case.pk,
        "lists": [right.value for right in LISTED],
        "open": case.view.state is not CaseState.CLOSED,
        **_columns(seats, "sitting", "persons", "seats"),
        **_columns(rights, "users", "rights"),
    }
    with prepared_cursor() as cursor:
        cursor.execute(SEATS_AND_RIGHTS, wanted)


def _columns(rows: Sequence[tuple[object, ...]], *names: str) -> dict[str, list[object]]:
    return {name: [row[n] for row in rows] for n, name in enumerate(names)}
