"""Rights as rows: made equal to what the facts give, and to nothing else."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db import connection

from accounts.models import Appointment, User
from accounts.offices import Office, appointed
from accounts.pseudonyms import people_and_clock
from casework.entitlements import STANDING, Holder, rights_due
from casework.facts import CaseFacts
from casework.facts.people import PARTIES
from casework.models import Case
from casework.vocabulary import CaseState, Seat

SEATS = """
WITH wanted AS (SELECT * FROM unnest(%(users)s::uuid[], %(persons)s::uuid[], %(seats)s::text[]) AS w (user_id, person, seat)),
gone AS (
  DELETE FROM casework_seating AS s WHERE s.case_id = %(case)s
  AND NOT EXISTS (SELECT FROM wanted AS w WHERE w.user_id = s.user_id AND w.seat = s.seat)
)
INSERT INTO casework_seating (case_id, user_id, person, seat, open)
SELECT %(case)s, w.user_id, w.person, w.seat, %(open)s FROM wanted AS w
WHERE NOT EXISTS (
  SELECT FROM casework_seating AS s
  WHERE s.case_id = %(case)s AND s.open = %(open)s
  AND s.user_id = w.user_id AND s.person = w.person AND s.seat = w.seat
)
ON CONFLICT ON CONSTRAINT seated_once DO UPDATE SET person = excluded.person, open = excluded.open
"""
RIGHTS = """
WITH wanted AS (
  SELECT w.user_id, p.id AS permission_id
  FROM unnest(%(users)s::uuid[], %(rights)s::text[]) AS w (user_id, codename)
  JOIN django_content_type AS t ON t.app_label = 'casework' AND t.model = 'case'
  JOIN auth_permission AS p ON p.content_type_id = t.id AND p.codename = w.codename
), gone AS (
  DELETE FROM casework_casegrant AS g WHERE g.content_object_id = %(case)s
  AND NOT EXISTS (SELECT FROM wanted AS w WHERE w.user_id = g.user_id AND w.permission_id = g.permission_id)
)
INSERT INTO casework_casegrant (content_object_id, user_id, permission_id)
SELECT %(case)s, w.user_id, w.permission_id FROM wanted AS w
WHERE NOT EXISTS (
  SELECT FROM casework_casegrant AS g
  WHERE g.content_object_id = %(case)s AND g.user_id = w.user_id AND g.permission_id = w.permission_id
)
"""


def holders_of(case: Case) -> dict[UUID, tuple[User, set[Holder]]]:
    """Return everybody who holds a seat of the case, given or standing by office, by pseudonym; the clock holds its own.

    A member without an account holds a seat in the record alone. Who is a party holds no seat by office. Two queries.
    """
    facts = case.facts
    people, clock = people_and_clock({person for person, _ in facts.people.seats})
    found: dict[UUID, tuple[User, set[Holder]]] = {}
    for person, seat in facts.people.seats:
        if person in people:
            found.setdefault(person, (people[person], set()))[1].add(Holder(person=person, seat=seat))
    parties = {user.pk for user, held in found.values() if any(holder.seat in PARTIES for holder in held)}
    for user, person, seat in (*_standing(facts), (people[clock], clock, Seat.CLOCK)):
        if user.pk in parties:
            continue
        found.setdefault(person, (user, set()))[1].add(Holder(person=person, seat=seat))
    return found


def _standing(facts: CaseFacts) -> Iterator[tuple[User, UUID, Seat]]:
    """Yield who holds a seat by office now: whoever was compared with the people in the case since they were appointed.

    An outside alternate does only when no other holder of the office is free.
    """
    rows = list(appointed(STANDING.keys(), facts.today))
    alternates = {_held(row) for _, row in rows if row.alternate}
    newcomers = {_held(row) for _, row in rows if _is_new(row, facts)}
    holders = [
        (row.user, person, office)
        for person, row in rows
        if facts.state in STANDING[office := Office(row.office)][1] and _held(row) not in newcomers
    ]
    own = {o for u, p, o in holders if (u.pk, o.value) not in alternates and p not in facts.people.barred}
    for user, person, office in holders:
        if (user.pk, office.value) not in alternates or (office not in own and office is not Office.BOARD_MEMBER):
            yield user, person, STANDING[office][0]


def _held(row: Appointment) -> tuple[UUID, str]:
    return row.user_id, row.office


def _is_new(row: Appointment, facts: CaseFacts) -> bool:
    """Whether somebody was appointed after the last sweep of the case."""
    swept = facts.filing.swept_at
    return row.compare_from is not None and (swept is None or swept < row.compare_from)


def reconcile(case: Case) -> None:
    """Make seat rows and object permissions of the case equal to what its facts give, now. Four statements."""
    found = holders_of(case)
    due = rights_due(case.facts, [holder for _, holders in found.values() for holder in holders])
    seats = {(found[person][0].pk, person, seat.value) for person, seat in case.facts.people.seats if person in found}
    rights = {(found[person][0].pk, right.value) for person, given in due.items() for right in given}
    _make_equal(SEATS, case, seats, "users", "persons", "seats")
    _make_equal(RIGHTS, case, rights, "users", "rights")


def _make_equal(statement: str, case: Case, wanted: Iterable[tuple[Any, ...]], *columns: str) -> None:
    rows = sorted(wanted)
    values = {name: [row[n] for row in rows] for n, name in enumerate(columns)}
    with connection.cursor() as cursor:
        cursor.execute(statement, {"case": case.pk, "open": case.facts.state is not CaseState.CLOSED, **values})
