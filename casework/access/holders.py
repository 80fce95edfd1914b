"""The holders of the seats of a case: seats given in its record, and seats that go with an office."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.compiled import Compiled, IsOneOf
from accounts.models import Pseudonym, User
from accounts.offices import Office
from accounts.prepared import prepared_cursor
from accounts.pseudonyms import pseudonym
from accounts.seals import OFFICE, is_office_seal, is_pseudonym_seal
from casework.models import Case
from casework.record.rights import STANDING, Holder
from casework.record.state import CaseView
from casework.record.state.people import PARTIES
from casework.vocabulary import Seat

PERSON, CLOCK = "", "clock"
NAMED = f"""
SELECT '' AS held_as, n.user_id, n.value, NULL::boolean AS alternate, NULL::timestamptz AS compare_from,
    NULL::text[] AS sealed, NULL AS seal, n.scope, n.seal AS name_seal
FROM accounts_pseudonym AS n WHERE n.value = ANY(%(persons)s)
UNION ALL
SELECT 'clock', u.id, n.value, NULL, NULL, NULL, NULL, n.scope, n.seal
FROM accounts_user AS u LEFT JOIN accounts_pseudonym AS n ON n.user_id = u.id AND n.scope = '' WHERE u.kind = 'clock'
UNION ALL
SELECT a.office, a.user_id, n.value, a.alternate, a.compare_from, {OFFICE}, a.seal, n.scope, n.seal
FROM accounts_appointment AS a JOIN accounts_user AS u ON u.id = a.user_id
LEFT JOIN accounts_pseudonym AS n ON n.user_id = a.user_id AND n.scope = ''
WHERE u.is_active AND a.office = ANY(%(offices)s) AND a.since <= %(day)s AND (a.until IS NULL OR a.until >= %(day)s)
"""  # noqa: S608
"""By hand: three kinds of holders with their seals in one prepared statement of every step (docs/adr/0014)."""

THE_CLOCK = """(
    SELECT ARRAY[u.id::text, n.value::text, n.seal] FROM accounts_user AS u
    JOIN accounts_pseudonym AS n ON n.user_id = u.id AND n.scope = '' WHERE u.kind = 'clock'
)"""
"""An SQL value about the clock, so that another statement can select it too."""

type SeatHolders = Mapping[UUID, tuple[UUID, set[Holder]]]


@dataclass(frozen=True)
class Named:
    """A user with a pseudonym of the record: somebody with a seat (PERSON), the clock, or the holder of an office."""

    held_as: str
    user: UUID
    person: UUID
    alternate: bool
    compare_from: datetime | None

    @property
    def held(self) -> tuple[UUID, str]:
        """The key of a user and what they hold; several appointments to one office count as one."""
        return self.user, self.held_as


def read_clock(stored: Sequence[str] | None) -> Named | None:
    """Return the clock from the value of `THE_CLOCK`; None if it has no pseudonym, or one without its seal."""
    if stored is None:
        return None
    user, person, seal = UUID(stored[0]), UUID(stored[1]), stored[2]
    is_genuine = is_pseudonym_seal(seal, person, user, "")
    return Named(CLOCK, user, person, alternate=False, compare_from=None) if is_genuine else None


def first_holders(case: Case, clock: Named | None) -> SeatHolders:
    """Return the holders of a new case before anything of it is stored. At the desk it is open to nobody yet.

    One query, or none if the clock is known.
    """
    return _found(case, [clock] if clock else _read_names(case.view))


def seat_holders(case: Case) -> SeatHolders:
    """Return, by pseudonym, the account of everybody who holds a seat of the case; the clock has a seat too.

    A member without an account holds a seat in the record alone. A party holds no seat by office. One query.
    """
    return _found(case, _read_names(case.view))


def _found(case: Case, rows: Sequence[Named]) -> SeatHolders:
    view = case.view
    users = {row.person: row.user for row in rows if row.held_as == PERSON}
    users |= {row.value: row.user_id for row in case.stored_with if isinstance(row, Pseudonym)}
    found: dict[UUID, tuple[UUID, set[Holder]]] = {}
    for person, seat in view.people.seats:
        if person in users:
            found.setdefault(person, (users[person], set()))[1].add(Holder(person=person, seat=seat))
    parties = {user for user, held in found.values() if any(holder.seat in PARTIES for holder in held)}
    clock = [(row, Seat.CLOCK) for row in rows if row.held_as == CLOCK]
    for row, seat in (*_holders_by_office(view, [row for row in rows if row.held_as not in (PERSON, CLOCK)]), *clock):
        if row.user not in parties:
            found.setdefault(row.person, (row.user, set()))[1].add(Holder(person=row.person, seat=seat))
    return found


def holders_of(case: Case) -> dict[UUID, tuple[User, set[Holder]]]:
    """Return the same with the people themselves. Two queries."""
    found = seat_holders(case)
    users = {user.pk: user for user in _USERS.rows(users=[user for user, _ in found.values()])}
    return {person: (users[user], held) for person, (user, held) in found.items()}


_USERS = Compiled(lambda: User.objects.filter(IsOneOf("id", "users")))


def _read_names(view: CaseView) -> list[Named]:
    persons = list({person for person, _ in view.people.seats})
    offices = [office.value for office, (_, states) in STANDING.items() if view.state in states]
    with prepared_cursor() as cursor:
        cursor.execute(NAMED, {"persons": persons, "offices": offices, "day": view.today})
        rows = [row[:5] for row in cursor.fetchall() if _is_genuine(row)]
    if not any(held_as == CLOCK for held_as, *_ in rows):
        clock = User.objects.clock()
        rows.append((CLOCK, clock.pk, pseudonym(clock), None, None))
    # A pseudonym that nobody needed before is made now.
    return [Named(held, user, name or pseudonym(User.objects.get(pk=user)), *rest) for held, user, name, *rest in rows]


def _is_genuine(row: Sequence[Any]) -> bool:
    _, user, value, _, _, sealed, seal, scope, name_seal = row
    if sealed is not None and not is_office_seal(seal, user, sealed):
        return False
    return value is None or is_pseudonym_seal(name_seal, value, user, scope)


def _holders_by_office(view: CaseView, rows: Collection[Named]) -> Iterator[tuple[Named, Seat]]:
    """Yield the people who hold a seat by office now. A sweep must have compared them since their appointment.

    An outside alternate holds the seat only if no other holder of the office is free.
    """
    alternates = {row.held for row in rows if row.alternate}
    newcomers = {row.held for row in rows if _is_new(row, view)}
    holders = [(row, Office(row.held_as)) for row in rows if row.held not in newcomers]
    own = {office for row, office in holders if row.held not in alternates and row.person not in view.people.barred}
    for row, office in holders:
        if row.held not in alternates or (office not in own and office is not Office.BOARD_MEMBER):
            yield row, STANDING[office][0]


def _is_new(row: Named, view: CaseView) -> bool:
    swept = view.filing.swept_at
    return row.compare_from is not None and (swept is None or swept < row.compare_from)
