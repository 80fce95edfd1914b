"""Rights, turns and clocks as rows, computed from the events and from nothing else."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from accounts.prepared import prepared_cursor
from casework.access.door import lock_case
from casework.access.history import view_of
from casework.access.holders import SeatHolders, seat_holders
from casework.models import LISTED, NOBODY, Case
from casework.models.case import project
from casework.models.turn import NEVER
from casework.record.rights import rights_due
from casework.record.state import CaseView
from casework.vocabulary import CaseState, Mention
from casework.workflow.turns import DueTurn, turns_due
from ledger.canonical import JsonObject
from ledger.clock import now

ROWS_OF_CASE = """
WITH running AS (
  SELECT * FROM unnest(%(clock_names)s::text[], %(subjects)s::uuid[], %(ends)s::timestamptz[]) AS w (name, subject, due)
), stopped AS (
  DELETE FROM casework_clock AS c WHERE c.case_id = %(case)s
  AND NOT EXISTS (SELECT FROM running AS w WHERE w.name = c.name AND w.subject IS NOT DISTINCT FROM c.subject)
), began AS (
  INSERT INTO casework_clock (case_id, name, subject, due, look_at)
  SELECT %(case)s, w.name, w.subject, w.due, w.due FROM running AS w
  WHERE NOT EXISTS (
    SELECT FROM casework_clock AS c WHERE c.case_id = %(case)s AND c.name = w.name
    AND (c.subject, c.due) IS NOT DISTINCT FROM (w.subject, w.due)
  )
  ON CONFLICT ON CONSTRAINT clock_runs_once DO UPDATE SET due = excluded.due, look_at = excluded.due
), taken_up AS (
  DELETE FROM casework_slowreport AS r WHERE r.case_id = %(case)s AND %(taken_up)s
), seated AS (
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
), awaited AS (
  SELECT * FROM unnest(
    %(actors)s::uuid[], %(acting)s::text[], %(steps)s::text[], %(signed)s::bool[], %(filled)s::text[],
    %(came_back)s::bool[], %(clocks)s::text[], %(dues)s::timestamptz[], %(letters)s::smallint[], %(first_letters)s::date[]
  ) AS w (user_id, seat, step, signs, fills, returned, clock, due, letters, letters_from)
), passed AS (
  DELETE FROM casework_turn AS t WHERE t.case_id = %(case)s
  AND NOT EXISTS (SELECT FROM awaited AS w WHERE w.user_id = t.user_id AND w.step = t.step)
), came AS (
  INSERT INTO casework_turn
    (case_id, user_id, seat, step, signs, fills, returned, clock, due, letters, letters_from)
  SELECT
    %(case)s, w.user_id, w.seat, w.step, w.signs, w.fills, w.returned, w.clock, w.due, w.letters, w.letters_from
  FROM awaited AS w
  WHERE NOT EXISTS (
    SELECT FROM casework_turn AS t WHERE t.case_id = %(case)s
    AND (t.user_id, t.seat, t.step, t.signs, t.fills, t.returned, t.clock, t.due, t.letters)
      = (w.user_id, w.seat, w.step, w.signs, w.fills, w.returned, w.clock, w.due, w.letters)
    AND t.letters_from IS NOT DISTINCT FROM w.letters_from
  )
  ON CONFLICT ON CONSTRAINT one_turn
  DO UPDATE SET
    seat = excluded.seat, signs = excluded.signs, fills = excluded.fills, returned = excluded.returned,
    clock = excluded.clock, due = excluded.due, letters = excluded.letters, letters_from = excluded.letters_from
), entitled AS (
  SELECT v.user_id, p.id AS permission_id, p.codename = ANY(%(lists)s) AS listed
  FROM unnest(%(users)s::uuid[], %(rights)s::text[]) AS v (user_id, codenames)
  CROSS JOIN LATERAL unnest(string_to_array(v.codenames, ' ')) AS w (codename)
  JOIN django_content_type AS t ON t.app_label = 'casework' AND t.model = 'case'
  JOIN auth_permission AS p ON p.content_type_id = t.id AND p.codename = w.codename
), held AS MATERIALIZED (
  SELECT g.user_id, g.permission_id, g.listed FROM casework_casegrant AS g WHERE g.content_object_id = %(case)s
), begun AS (
  DELETE FROM casework_sealeddraft AS d WHERE d.subject = %(case)s AND d.step <> '' AND d.holder <> %(nobody)s
  AND NOT EXISTS (SELECT FROM entitled AS w WHERE w.user_id = d.holder)
  AND NOT EXISTS (SELECT FROM accounts_pseudonym AS n WHERE n.user_id = d.holder AND n.value = ANY(%(unruled)s::uuid[]))
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
"""Written by hand, because every step runs it: one prepared statement changes six tables (docs/adr/0014).

The rights of a person travel as one text, with spaces: sending 135 pairs took 0.31 ms of processor time, seven texts 0.09.
"""
FIRST_ROWS = """
WITH began AS (
  INSERT INTO casework_clock (case_id, name, subject, due, look_at)
  SELECT %(case)s, w.name, w.subject, w.due, w.due
  FROM unnest(%(clock_names)s::text[], %(subjects)s::uuid[], %(ends)s::timestamptz[]) AS w (name, subject, due)
), sat_down AS (
  INSERT INTO casework_seating (case_id, user_id, person, seat, open)
  SELECT %(case)s, w.user_id, w.person, w.seat, %(open)s
  FROM unnest(%(sitting)s::uuid[], %(persons)s::uuid[], %(seats)s::text[]) AS w (user_id, person, seat)
), came AS (
  INSERT INTO casework_turn
    (case_id, user_id, seat, step, signs, fills, returned, clock, due, letters, letters_from)
  SELECT
    %(case)s, w.user_id, w.seat, w.step, w.signs, w.fills, w.returned, w.clock, w.due, w.letters, w.letters_from
  FROM unnest(
    %(actors)s::uuid[], %(acting)s::text[], %(steps)s::text[], %(signed)s::bool[], %(filled)s::text[],
    %(came_back)s::bool[], %(clocks)s::text[], %(dues)s::timestamptz[], %(letters)s::smallint[], %(first_letters)s::date[]
  ) AS w (user_id, seat, step, signs, fills, returned, clock, due, letters, letters_from)
)
INSERT INTO casework_casegrant (content_object_id, user_id, permission_id, listed)
SELECT %(case)s, v.user_id, p.id, p.codename = ANY(%(lists)s)
FROM unnest(%(users)s::uuid[], %(rights)s::text[]) AS v (user_id, codenames)
CROSS JOIN LATERAL unnest(string_to_array(v.codenames, ' ')) AS w (codename)
JOIN django_content_type AS t ON t.app_label = 'casework' AND t.model = 'case'
JOIN auth_permission AS p ON p.content_type_id = t.id AND p.codename = w.codename
"""
"""The same for a new case, which has no rows: looking for some took a fifth of a report's time in the database."""
TURN_COLUMNS = (
    *("actors", "acting", "steps", "signed", "filled", "came_back", "clocks", "dues"),
    *("letters", "first_letters"),
)


def reconcile(case: Case, found: SeatHolders | None = None) -> None:
    """Make clocks, seat rows, object permissions and turns of the case equal to what its events give now. Two statements.

    A report that was taken up leaves the slow lane. The drafts of a person who has no right left in the case are deleted,
    but not while a mention waits for its ruling. `found`: the holders of its seats now, if the caller has read them; then
    nothing is read here.
    """
    holders = seat_holders(case) if found is None else found
    with prepared_cursor() as cursor:
        cursor.execute(ROWS_OF_CASE, _rows_due(case, holders))


def store_first_rows(case: Case, found: SeatHolders) -> None:
    """Store the same rows of a new case, whose seats these people hold. One statement."""
    with prepared_cursor() as cursor:
        cursor.execute(FIRST_ROWS, _rows_due(case, found))


def _rows_due(case: Case, found: SeatHolders) -> JsonObject:
    due = rights_due(case.view, [holder for _, holders in found.values() for holder in holders])
    seats = sorted((found[person][0], person, seat.value) for person, seat in case.view.people.seats if person in found)
    held: defaultdict[UUID, set[str]] = defaultdict(set)
    for person, given in due.items():
        held[found[person][0]].update(right.value for right in given)
    rights = sorted((user, " ".join(sorted(some))) for user, some in held.items())
    clocks = {(run.name.value, run.subject): run.due for run in case.view.clocks if run.running}
    return {
        "case": case.pk,
        "taken_up": case.view.state is not CaseState.SUBMITTED,
        "nobody": NOBODY,
        "unruled": [one.person for one in case.view.people.conflicts if one.state is Mention.PROVISIONAL],
        "lists": [right.value for right in LISTED],
        "open": case.view.state is not CaseState.CLOSED,
        **_columns([(*run, due) for run, due in clocks.items()], "clock_names", "subjects", "ends"),
        **_columns(seats, "sitting", "persons", "seats"),
        **_columns(rights, "users", "rights"),
        **_columns(sorted(turn_rows(case.view, found)), *TURN_COLUMNS),
    }


def look_at_letters_later(reference: str, moment: datetime) -> None:
    """Set when the letters of a case are looked at again in which a step about one was refused."""
    Case.objects.filter(reference=reference).update(letters_due=moment)


@transaction.atomic
def refresh_turns(reference: str) -> None:
    """Recompute the columns and rows of a case without an event: a day has passed, or a check found a wrong value.

    OperationalError if others hold the case's lock for longer than two seconds.
    """
    case = lock_case(reference)
    case.view = view_of(case, now())
    project(case)
    case.save()
    reconcile(case)


type TurnRow = tuple[UUID, str, str, bool, str, bool, str, datetime, int, date | None]


def turn_rows(view: CaseView, found: SeatHolders) -> set[TurnRow]:
    """Return the turns that these holders have, with the columns of their rows in the order of `TURN_COLUMNS`."""
    due = turns_due(view, [holder for _, holders in found.values() for holder in holders])
    return {(found[turn.person][0], *_columns_of(turn)) for turn in due}


def _columns_of(turn: DueTurn) -> tuple[str, str, bool, str, bool, str, datetime, int, date | None]:
    fills, clock = " ".join(seat.value for seat in turn.fills), turn.clock.value if turn.clock else ""
    said = turn.seat.value, turn.step.value, turn.signs, fills, turn.returned, clock
    return *said, turn.due or NEVER, turn.letters, turn.letters_from


def _columns(rows: Sequence[tuple[object, ...]], *names: str) -> dict[str, list[object]]:
    return {name: [row[n] for row in rows] for n, name in enumerate(names)}
