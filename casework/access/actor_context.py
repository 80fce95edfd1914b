"""What a decision needs beside the entries of a case: the actor's names and offices, and who acted in linked cases."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

import structlog

from accounts.models import User
from accounts.offices import Office
from accounts.prepared import prepared_cursor
from accounts.seals import OFFICE, is_office_seal, is_pseudonym_seal
from casework.models import Case
from casework.vocabulary import NotSeen, Seat
from ledger.canonical import JsonObject

LOG = structlog.get_logger()
_OF_THE_ACTOR = f"""
SELECT 'pseudonym' AS kind, scope AS word, value, NULL::text[] AS sealed, seal FROM accounts_pseudonym
WHERE user_id = %(user)s AND scope IN ('', {{scope}})
UNION ALL
SELECT 'office', a.office, NULL, {OFFICE}, a.seal FROM accounts_appointment AS a JOIN accounts_user AS u ON u.id = a.user_id
WHERE a.user_id = %(user)s AND u.is_active
UNION ALL
SELECT 'member', '', id, NULL, NULL FROM policy_member WHERE user_id = %(user)s
UNION ALL
SELECT 'elsewhere', s.seat, s.person, NULL, NULL FROM casework_case AS l
CROSS JOIN LATERAL (SELECT seat, person FROM casework_seating WHERE case_id = l.id OFFSET 0) AS s
WHERE l.linked = {{linked}} AND l.id <> {{case}}
"""  # noqa: S608
AROUND = f"""
{_OF_THE_ACTOR.format(scope="%(scope)s", linked="%(linked)s", case="%(case)s")}
UNION ALL
SELECT 'elsewhere', s.seat, s.person, NULL, NULL FROM casework_seating AS s
WHERE s.case_id = ANY(%(others)s) AND s.case_id <> %(case)s
UNION ALL
SELECT 'shown', '', g.content_object_id, NULL, NULL FROM casework_casegrant AS g
JOIN auth_permission AS p ON p.id = g.permission_id
WHERE g.content_object_id = ANY(%(named)s) AND g.user_id = %(user)s AND p.codename = 'see_case'
UNION ALL
(
  SELECT 'task', '', t.case_id, NULL, NULL FROM casework_casetask AS t
  WHERE t.case_id = %(case)s AND t.item = '' AND t.done_at IS NULL LIMIT 1
)
"""  # noqa: S608
"""Written by hand: one prepared statement for the seven lookups of every step (docs/adr/0014).

Each linked case looks up its own seats. With a join, a database without statistics read all seats.
"""
AROUND_CASE = f"""(
    SELECT json_agg(json_build_array(kind, word, value, sealed, seal))
    FROM ({_OF_THE_ACTOR.format(scope="c.id::text", linked="c.linked", case="c.id")}) AS around
)"""  # noqa: S608
"""An SQL value with the same for the case `c`, without what its record names, for a statement that reads the case."""

type Row = tuple[Any, ...]
type AroundCase = Sequence[Sequence[Any]]


@dataclass(frozen=True, kw_only=True)
class ActorContext:
    """The actor's pseudonyms (by scope), offices and key as a member. `elsewhere`: who acted where in linked cases.

    `shown` are those cases named in the record of the case that the actor may see too. `tasks`: somebody has an open task
    in the case; always true if that was not looked up.
    """

    names: Mapping[str, UUID]
    offices: frozenset[Office]
    member: UUID | None
    elsewhere: frozenset[tuple[UUID, Seat]]
    shown: frozenset[UUID]
    tasks: bool = True


def actor_context(
    case: Case, user: User, *, others: Collection[UUID], day: date, named: Collection[UUID] = ()
) -> ActorContext:
    """Return the context of one user in a case on a day. One query.

    `others` are the cases that were linked to it later, `named` all cases that its record names.

    NotSeen for a person whose pseudonym somebody changed in the table.
    """
    asked: JsonObject = {
        "user": user.pk, "scope": str(case.id), "linked": case.linked, "others": list(others), "case": case.id,
        "named": list(named),
    }  # fmt: skip
    with prepared_cursor() as cursor:
        cursor.execute(AROUND, asked)
        rows = cursor.fetchall()
    return replace(_context(rows, user, day), tasks=any(kind == "task" for kind, *_ in rows))


def context_around(found: AroundCase | None, user: User, day: date) -> ActorContext:
    """Return the context from the value of `AROUND_CASE`, for a case whose record names no other. Raises as above."""
    rows = found or ()
    return _context([(kind, word, value and UUID(value), *seal) for kind, word, value, *seal in rows], user, day)


def _context(found: Collection[Row], user: User, day: date) -> ActorContext:
    if any(row[0] == "pseudonym" and not is_pseudonym_seal(row[4], row[2], user.pk, row[1]) for row in found):
        LOG.error("pseudonym_seal_is_wrong", account_id=str(user.pk))
        raise NotSeen
    rows = [row for *row, sealed, seal in found if sealed is None or _is_held(sealed, seal, user, day)]
    return ActorContext(
        names={word: value for kind, word, value in rows if kind == "pseudonym"},
        offices=frozenset(Office(word) for kind, word, _ in rows if kind == "office"),
        member=next((value for kind, _, value in rows if kind == "member"), None),
        elsewhere=frozenset((value, Seat(word)) for kind, word, value in rows if kind == "elsewhere"),
        shown=frozenset(value for kind, _, value in rows if kind == "shown"),
    )


def _is_held(sealed: Sequence[str | None], seal: str, user: User, day: date) -> bool:
    """Whether an appointment is in force on a day, and nobody changed it in the table."""
    _office, since, until, *_more = sealed
    in_force = since is not None and since <= day.isoformat() and (until is None or until >= day.isoformat())
    return in_force and is_office_seal(seal, user.pk, sealed)
