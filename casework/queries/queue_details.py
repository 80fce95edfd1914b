"""The details beside the cases of a page of the queue: turns, seats, rights, clocks, marks and looks."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple, Self
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Func, IntegerField, OuterRef, QuerySet, Subquery

from accounts.compiled import Compiled, IsOneOf
from accounts.prepared import prepared_cursor
from casework.models import Case, CaseMark
from casework.queries.case_page import NAMING
from casework.queries.queue_here import Looks, looks_at
from casework.queries.queue_seen import VALUES, Among, Seen, looked_up
from casework.vocabulary import ClockName, Reading, Seat, Verb

SHOWING = frozenset(right.value for right in (*NAMING, Reading.READ_PEOPLE, Reading.READ_EVIDENCE, Verb.SEAT_OFFICER))
"""The rights on which a cell of a row depends."""

_DETAILS = """
    SELECT
        k.id,
        (
            SELECT json_build_array(t.seat, t.step, t.signs, t.fills, t.clock, t.due) FROM casework_turn AS t
            WHERE t.case_id = k.id AND t.user_id = %(viewer)s ORDER BY t.due, t.step DESC LIMIT 1
        )::text,
        (
            SELECT json_agg(json_build_array(
                s.seat, s.user_id, (SELECT u.name FROM accounts_user AS u WHERE u.id = s.user_id)
            ) ORDER BY s.id) FROM casework_seating AS s WHERE s.case_id = k.id
        )::text,
        ARRAY(
            SELECT (SELECT p.codename FROM auth_permission AS p WHERE p.id = g.permission_id) FROM casework_casegrant AS g
            WHERE g.content_object_id = k.id AND g.user_id = %(viewer)s AND g.permission_id = ANY(ARRAY(
                SELECT id FROM auth_permission WHERE codename = ANY(%(showing)s)
            ))
        ),
        (
            SELECT json_agg(json_build_array(c.name, c.due) ORDER BY c.due, c.name) FROM casework_clock AS c
            WHERE c.case_id = k.id AND c.due IS NOT NULL
        )::text
    FROM unnest(%(cases)s::uuid[]) AS k (id)
"""
"""Looks up each case by itself. With a join, the database expects many rows and reads whole tables, or each right again."""


class OwnTurn(NamedTuple):
    """The step of the viewer's that is due first in a case."""

    seat: Seat
    step: str
    signs: bool
    fills: str
    clock: str
    due: datetime

    @classmethod
    def read(cls, row: Sequence[Any]) -> Self:
        seat, step, signs, fills, clock, due = row
        return cls(Seat(seat), step, signs, fills, clock, datetime.fromisoformat(due))


class Details(NamedTuple):
    """What is known beside one case. `rights` are those of `SHOWING` that the viewer has; `clocks` are in order of day."""

    turn: OwnTurn | None
    seats: Sequence[tuple[Seat, UUID, str]]
    rights: frozenset[str]
    clocks: Sequence[tuple[ClockName, datetime]]


@dataclass(frozen=True, kw_only=True)
class PageDetails:
    """What is known beside the cases of a page: the details, the viewer's marks and the number of linked cases, by case."""

    of: Mapping[UUID, Details]
    own: Mapping[UUID, tuple[Sequence[str], int]]
    looks: Looks


def details_of(cases: Sequence[Case], seen: Seen) -> PageDetails:
    """Return what is known beside these cases, which are among those that the viewer may see. Three queries."""
    keys = [case.pk for case in cases]
    with prepared_cursor() as cursor:
        cursor.execute(_DETAILS, {"cases": keys, "viewer": seen.viewer.pk, "showing": sorted(SHOWING)})
        found = {case: _read(*row) for case, *row in cursor.fetchall()}
    own = {case: (marks, tied) for case, marks, tied in _OWN[seen.among].rows(**seen.given, cases=keys)}
    return PageDetails(of=found, own=own, looks=looks_at(seen.viewer, keys, seen.now))


def _read(turn: str | None, seats: str | None, rights: Sequence[str], clocks: str | None) -> Details:
    return Details(
        turn=OwnTurn.read(json.loads(turn)) if turn else None,
        seats=[(Seat(seat), UUID(user), name) for seat, user, name in json.loads(seats or "[]")],
        rights=frozenset(rights),
        clocks=[(ClockName(name), datetime.fromisoformat(due)) for name, due in json.loads(clocks or "[]")],
    )


def _own(among: Among) -> QuerySet[Case, tuple[UUID, list[str], int]]:
    """Return cases with the viewer's marks, and how many of the viewer's cases are linked together."""
    marks = CaseMark.objects.filter(case=OuterRef("pk"), user=VALUES["viewer"]).order_by("mark").values("mark")
    tied = looked_up(Case.objects.filter(linked=OuterRef("linked")), "pk", among, VALUES)
    number = tied.annotate(all=Func(F("pk"), function="COUNT", output_field=IntegerField())).values("all")
    cases = Case.objects.filter(IsOneOf("id", "cases"))
    return cases.values_list("pk", ArraySubquery(marks), Subquery(number))


_OWN = {among: Compiled(partial(_own, among)) for among in Among}
