"""The officers who lead cases, and the open cases of each that one viewer may see."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from accounts.models import Absence, User
from accounts.offices import named_holders
from accounts.prepared import prepared_cursor
from accounts.vocabulary import Office
from casework.models import Turn
from casework.queries.people.absences import absences_from
from casework.queries.people.own_cases import turns_of
from casework.queries.queue.filter import LEADS, SEATING, officer_key
from casework.vocabulary import CaseState, Reading, Seat
from casework.vocabulary.case_stages import STAGE_OF, CaseStage

MOST_PEOPLE, MOST_CASES, MOST_EMPTY = 100, 100, 12
"""At most this many officers are shown, cases of an officer counted, and empty seats shown."""
FEWEST_READ = 5
"""How often two readers agree is said from so many cases on: fewer would tell of one case."""
WEEK = timedelta(days=7)
RIGHTS = """WITH rights AS MATERIALIZED (
  SELECT see.id AS see, told.id AS told FROM auth_permission AS see
  JOIN django_content_type AS t ON t.id = see.content_type_id
  JOIN auth_permission AS told ON told.content_type_id = t.id
  WHERE t.app_label = 'casework' AND t.model = 'case' AND see.codename = %(see)s AND told.codename = %(told)s
)"""
SHOWN = """EXISTS (
  SELECT FROM casework_casegrant AS g
  WHERE g.listed AND (g.user_id, g.permission_id, g.content_object_id) = (%(viewer)s, rights.see, {case})
  OFFSET 0
) AND EXISTS (
  SELECT FROM casework_casegrant AS g
  WHERE (g.content_object_id, g.user_id, g.permission_id) = ({case}, %(viewer)s, rights.told)
  OFFSET 0
)"""
"""The condition that the viewer sees `case` and may know its officers. OFFSET 0: as in `workload`."""
TEAM = f"""{RIGHTS}
SELECT u.user_id, c.state, count(*), count(*) FILTER (WHERE EXISTS (
    SELECT FROM casework_turn AS t
    WHERE (t.case_id, t.user_id) = (c.id, u.user_id) AND t.seat = ANY(%(seats)s) AND t.due < %(now)s OFFSET 0
  )), count(*) FILTER (WHERE c.filed_at >= %(week)s), min(c.filed_at), (array_agg(c.code_name ORDER BY c.filed_at))[1],
  (array_agg(c.reference ORDER BY c.filed_at))[1]
FROM unnest(%(users)s::uuid[]) AS u (user_id)
CROSS JOIN rights
CROSS JOIN LATERAL (
  SELECT DISTINCT few.case_id FROM unnest(%(seats)s::text[]) AS q (seat) CROSS JOIN LATERAL (
    SELECT s.case_id FROM casework_seating AS s
    WHERE s.user_id = u.user_id AND s.seat = q.seat AND s.open AND {SHOWN.format(case="s.case_id")}
    LIMIT %(most)s
  ) AS few
  LIMIT %(most)s
) AS held
JOIN casework_case AS c ON c.id = held.case_id
GROUP BY u.user_id, c.state
"""  # noqa: S608  it holds constants only
"""Hand-written: a count for each person with a limit needs LATERAL, which the ORM lacks.

Each seat is read by itself: a DISTINCT over both reads every seat before its limit, 259 ms instead of 19 at 100,000 cases.
"""
READ_TWICE = f"""{RIGHTS}
SELECT p.person, count(*), count(*) FILTER (WHERE twice.readers_apart = 0)
FROM unnest(%(persons)s::uuid[]) AS p (person)
CROSS JOIN rights
CROSS JOIN LATERAL (
  SELECT c.readers_apart FROM casework_case AS c
  WHERE c.first_reader = p.person AND {SHOWN.format(case="c.id")}
  LIMIT %(most)s
) AS twice
GROUP BY p.person HAVING count(*) >= %(fewest)s
"""  # noqa: S608  it holds constants only
"""Hand-written for the same reason."""


@dataclass(frozen=True, kw_only=True)
class Officer:
    """An officer. `stages` counts the open cases in which they lead; `late` those of them in which a step that is expected of
    them there is late. What others are late with does not count. `oldest` is the case that was received first: its name, its
    reference, because two cases may have the same name, and its age in days.

    `many`: they have `MOST_CASES` or more. `waiting` counts the steps that are expected of somebody who is away.
    `away_from`: the first day of an absence that is still to come; None for one that has begun.
    `key` names them in the filter of the queue. `twice`: in how many cases somebody else read blind the risk that they had
    recorded, and in how many of them both came to the same severity; None for fewer than `FEWEST_READ` cases.
    """

    name: str
    key: str
    offices: tuple[Office, ...]
    stages: tuple[tuple[CaseStage, int], ...]
    all: int
    many: bool
    late: int
    new: int
    oldest: tuple[str, str, int] | None
    away_from: date | None
    away_until: date | None
    stand_in: str
    waiting: int
    twice: tuple[int, int] | None = None


@dataclass(frozen=True, kw_only=True)
class EmptySeat:
    """A case that waits for the viewer to fill a seat."""

    reference: str
    code_name: str
    step: str
    fills: str
    due: datetime


@dataclass(frozen=True)
class _Held:
    state: CaseState
    count: int
    late: int
    new: int
    oldest: datetime
    name: str
    reference: str


def team(viewer: User, now: datetime) -> list[Officer]:
    """Return the officers who lead cases, those with the most open cases first. Five queries.

    Only cases count that the viewer may see, and whose officers the viewer may know.
    """
    people: dict[UUID, tuple[User, list[Office]]] = {}
    persons: dict[UUID, UUID] = {}
    for user, person, office in named_holders([Office(seat.value) for seat in LEADS], now.date()):
        people.setdefault(user.pk, (user, []))[1].append(office)
        persons[user.pk] = person
    shown = dict(sorted(people.items(), key=lambda one: one[1][0].name)[:MOST_PEOPLE])
    held = _held_by(viewer, shown, now)
    away = absences_from(shown, now.date())
    gone = {key: one for key, one in away.items() if one.holds_on(now.date())}
    waits, twice = _waiting_for(viewer, gone), read_twice(viewer, [persons[key] for key in shown])
    found = [
        replace(_officer(one, held.get(key, ()), away.get(key), now, waits.get(key, 0)), twice=twice.get(persons[key]))
        for key, one in shown.items()
    ]
    return sorted(found, key=lambda one: (-one.all, one.name))


def _held_by(viewer: User, users: Mapping[UUID, object], now: datetime) -> Mapping[UUID, Sequence[_Held]]:
    asked: dict[str, Any] = {
        "viewer": viewer.pk,
        "see": Reading.SEE_CASE.value,
        "told": Reading.READ_PEOPLE.value,
        "users": list(users),
        "seats": [seat.value for seat in LEADS],
        "now": now,
        "week": now - WEEK,
        "most": MOST_CASES,
    }
    found: dict[UUID, list[_Held]] = {}
    with prepared_cursor() as cursor:
        cursor.execute(TEAM, asked)
        for user, state, *numbers in cursor.fetchall():
            found.setdefault(user, []).append(_Held(CaseState(state), *numbers))
    return found


def read_twice(viewer: User, persons: Collection[UUID]) -> Mapping[UUID, tuple[int, int]]:
    """Return, by pseudonym, in how many cases somebody read again what they had assessed, and in how many both agreed.

    Only cases count that the viewer may see, `MOST_CASES` at most, and only from `FEWEST_READ` on. One query.
    """
    asked: dict[str, Any] = {
        "viewer": viewer.pk,
        "see": Reading.SEE_CASE.value,
        "told": Reading.READ_PEOPLE.value,
        "persons": list(persons),
        "most": MOST_CASES,
        "fewest": FEWEST_READ,
    }
    with prepared_cursor() as cursor:
        cursor.execute(READ_TWICE, asked)
        return {person: (count, alike) for person, count, alike in cursor.fetchall()}


def _waiting_for(viewer: User, away: Mapping[UUID, Absence]) -> Mapping[UUID, int]:
    """Return how many steps are expected of each person who is away, in cases that the viewer sees, `MOST_CASES` at most."""
    found: dict[UUID, int] = {}
    for user in turns_seen_by(viewer, away) if away else ():
        found[user] = found.get(user, 0) + 1
    return found


def turns_seen_by(viewer: User, users: Mapping[UUID, object]) -> Iterator[UUID]:
    seen = Turn.objects.filter(
        user__in=users,
        seat__in=[seat.value for seat in LEADS],
        case__grants__user=viewer,
        case__grants__permission__codename=Reading.READ_PEOPLE.value,
    )
    yield from seen.values_list("user_id", flat=True)[:MOST_CASES]


def _officer(
    person: tuple[User, Sequence[Office]], held: Sequence[_Held], away: Absence | None, now: datetime, waiting: int
) -> Officer:
    user, offices = person
    stages: dict[CaseStage, int] = {}
    for one in held:
        stages[STAGE_OF[one.state]] = stages.get(STAGE_OF[one.state], 0) + one.count
    first = min(held, key=lambda one: one.oldest, default=None)
    total = sum(one.count for one in held)
    return Officer(
        name=user.name,
        key=officer_key(user.pk),
        offices=tuple(offices),
        stages=tuple((stage, stages[stage]) for stage in CaseStage if stage in stages),
        all=total,
        many=total >= MOST_CASES,
        late=sum(one.late for one in held),
        new=sum(one.new for one in held),
        oldest=(first.name, first.reference, (now - first.oldest).days) if first else None,
        away_from=away.since if away and away.since > now.date() else None,
        away_until=away.until if away else None,
        stand_in=away.stand_in.name if away and away.stand_in else "",
        waiting=waiting,
    )


def empty_seats(viewer: User) -> list[EmptySeat]:
    """Return the cases in which the viewer has to fill a seat, soonest due first. One query.

    Only the soonest are looked up among what the viewer may see: a seat that waits in a case that is hidden is seldom.
    """
    fills = Turn.objects.filter(user=viewer, seat=Seat.INTAKE.value, step__in=SEATING).order_by("due", "pk")
    turns = turns_of(viewer).filter(pk__in=fills.values("pk")[: 5 * MOST_EMPTY]).select_related("case")
    return [
        EmptySeat(
            reference=one.case.reference, code_name=one.case.code_name, step=one.step, fills=one.fills, due=one.due
        )
        for one in turns.order_by("due", "pk")[:MOST_EMPTY]
    ]
