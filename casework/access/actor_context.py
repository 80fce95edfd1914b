"""What a decision needs beside the entries of a case: the actor's names and offices, and who acted in linked cases."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
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
AROUND = f"""
SELECT 'pseudonym', scope, value, NULL::text[], seal FROM accounts_pseudonym
WHERE user_id = %(user)s AND scope IN ('', %(scope)s)
UNION ALL
SELECT 'office', a.office, NULL, {OFFICE}, a.seal FROM accounts_appointment AS a JOIN accounts_user AS u ON u.id = a.user_id
WHERE a.user_id = %(user)s AND u.is_active AND a.since <= %(day)s AND (a.until IS NULL OR a.until >= %(day)s)
UNION ALL
SELECT 'member', '', id, NULL, NULL FROM policy_member WHERE user_id = %(user)s
UNION ALL
SELECT 'elsewhere', s.seat, s.person, NULL, NULL FROM casework_case AS c
CROSS JOIN LATERAL (SELECT seat, person FROM casework_seating WHERE case_id = c.id OFFSET 0) AS s
WHERE c.linked = %(linked)s AND c.id <> %(case)s
UNION ALL
SELECT 'elsewhere', s.seat, s.person, NULL, NULL FROM casework_seating AS s
WHERE s.case_id = ANY(%(others)s) AND s.case_id <> %(case)s
UNION ALL
SELECT 'shown', '', g.content_object_id, NULL, NULL FROM casework_casegrant AS g
JOIN auth_permission AS p ON p.id = g.permission_id
WHERE g.content_object_id = ANY(%(named)s) AND g.user_id = %(user)s AND p.codename = 'see_case'
"""  # noqa: S608
"""Written by hand: one prepared statement for the six lookups of every request (docs/adr/0014).

Each linked case looks up its own seats. With a join, a database without statistics read all seats.
"""


@dataclass(frozen=True, kw_only=True)
class ActorContext:
    """The actor's pseudonyms (by scope), offices and key as a member. `elsewhere`: who acted where in linked cases.

    `shown` are those cases named in the record of the case that the actor may see too.
    """

    names: Mapping[str, UUID]
    offices: frozenset[Office]
    member: UUID | None
    elsewhere: frozenset[tuple[UUID, Seat]]
    shown: frozenset[UUID]


def actor_context(
    case: Case, user: User, *, others: Collection[UUID], day: date, named: Collection[UUID] = ()
) -> ActorContext:
    """Return the context of one user in a case on a day. One query.

    `others` are the cases that were linked to it later, `named` all cases that its record names.

    NotSeen for a person whose pseudonym somebody changed in the table.
    """
    asked: JsonObject = {
        "user": user.pk, "scope": str(case.id), "day": day, "linked": case.linked, "others": list(others), "case": case.id,
        "named": list(named),
    }  # fmt: skip
    with prepared_cursor() as cursor:
        cursor.execute(AROUND, asked)
        found = cursor.fetchall()
    rows = [row for *row, sealed, seal in found if sealed is None or is_office_seal(seal, user.pk, sealed)]
    if any(row[0] == "pseudonym" and not is_pseudonym_seal(row[4], row[2], user.pk, row[1]) for row in found):
        LOG.error("pseudonym_seal_is_wrong", account_id=str(user.pk))
        raise NotSeen
    return ActorContext(
        names={word: value for kind, word, value in rows if kind == "pseudonym"},
        offices=frozenset(Office(word) for kind, word, _ in rows if kind == "office"),
        member=next((value for kind, _, value in rows if kind == "member"), None),
        elsewhere=frozenset((value, Seat(word)) for kind, word, value in rows if kind == "elsewhere"),
        shown=frozenset(value for kind, _, value in rows if kind == "shown"),
    )
