"""The parts of the queue that do not depend on its filter: saved views, officers to choose from, floods."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.models import User
from accounts.prepared import prepared_cursor
from accounts.seals import OFFICE, is_office_seal
from accounts.vocabulary import Office
from casework.models import SavedView
from casework.models.grant import number_of
from casework.models.saved_view import MOST
from casework.queries.queue.filter import LEADS, officer_key
from casework.queries.queue.saved_views import SHARED
from casework.queries.queue.seen import values_of_list
from casework.queries.reports.floods import IN_LIST, InList
from casework.vocabulary import Reading

MOST_OFFICERS = 100
MOST_ASKED = 1000
MOST_REPORTS = 200


@dataclass(frozen=True, kw_only=True)
class Frame:
    """Views by name, one's own first, and the one with which the queue opens; `offices`: with which one can be shared.

    `officers` are those who lead cases, by name: the key for the address, the name, and the account. There are none for a
    viewer who may know the people of none of `MOST_ASKED` of their cases; `knows_people` says whether they do.
    `asked_outside` are the references of the reports about which the viewer is asked whom a line means that fits nobody, oldest
    first, at most `MOST_REPORTS`.
    """

    views: tuple[SavedView, ...]
    start: SavedView | None
    offices: tuple[Office, ...]
    officers: tuple[tuple[str, str, UUID], ...]
    asked_outside: list[str]
    found: InList
    knows_people: bool


_HELD = """
    FROM accounts_appointment AS a JOIN accounts_user AS u ON u.id = a.user_id
    WHERE u.is_active AND a.since <= %(day)s AND (a.until IS NULL OR a.until >= %(day)s) AND
"""
_KNOWS_PEOPLE = f"""EXISTS (
    SELECT FROM (
        SELECT g.content_object_id AS id FROM casework_casegrant AS g
        WHERE g.user_id = %(viewer)s AND g.permission_id = %(right)s AND g.listed LIMIT {MOST_ASKED}
    ) AS c WHERE EXISTS (
        SELECT FROM casework_casegrant AS g WHERE g.content_object_id = c.id AND g.user_id = %(viewer)s
        AND g.permission_id = %(knows)s OFFSET 0
    )
)"""  # noqa: S608
"""Looks up each case by itself and stops at the first."""
_FRAME = f"""
    WITH told AS MATERIALIZED (SELECT {_KNOWS_PEOPLE} AS people)
    SELECT
        ARRAY(SELECT json_build_array({OFFICE}, a.seal) {_HELD} a.user_id = %(viewer)s),
        ARRAY(
            SELECT json_build_array(v.id, v.user_id, v.name, v.asked, v.starts, v.office) FROM casework_savedview AS v
            WHERE v.user_id = %(viewer)s
            OR v.office = ANY(%(shared)s) AND v.office IN (SELECT a.office {_HELD} a.user_id = %(viewer)s)
            ORDER BY v.user_id <> %(viewer)s, v.name, v.id LIMIT {2 * MOST}
        ),
        ARRAY(
            SELECT json_build_array(u.id, u.name, {OFFICE}, a.seal) {_HELD}
            a.office = ANY(%(leads)s) AND (SELECT people FROM told)
        ),
        ARRAY(
            SELECT c.reference FROM casework_casegrant AS g CROSS JOIN LATERAL (
                SELECT c.reference, c.filed_at FROM casework_case AS c WHERE c.id = g.content_object_id OFFSET 0
            ) AS c
            WHERE g.user_id = %(viewer)s AND g.permission_id = %(asked)s AND g.listed ORDER BY c.filed_at LIMIT {MOST_REPORTS}
        ),
        {IN_LIST},
        (SELECT people FROM told)
"""  # noqa: S608
_OFFICES: dict[str, Any] = {"shared": sorted(SHARED), "leads": [seat.value for seat in LEADS]}


def frame_of(viewer: User, now: datetime) -> Frame:
    """Return what stands around the queue of a viewer: at most `MOST` views that others share with their offices. One query."""
    rights = {"knows": number_of(Reading.READ_PEOPLE), "asked": number_of(Reading.READ_KEEP_AWAY)}
    given = {**_OFFICES, **rights, **values_of_list(viewer, now), "day": now.date()}
    with prepared_cursor() as cursor:
        cursor.execute(_FRAME, given)
        held, kept, leading, asked_outside, found, knows_people = cursor.fetchall()[0]
    offices = {Office(parts[0]) for parts, seal in held if is_office_seal(seal, viewer.pk, parts)} & SHARED
    views = [
        SavedView(pk=pk, user_id=UUID(user), name=name, asked=asked, starts=starts, office=office)
        for pk, user, name, asked, starts, office in kept
    ]
    own = [view for view in views if view.user_id == viewer.pk]
    others = [view for view in views if view.user_id != viewer.pk and view.office in offices]
    people = [(UUID(key), name) for key, name, parts, seal in leading if is_office_seal(seal, UUID(key), parts)]
    officers = sorted({(officer_key(key), name, key) for key, name in people}, key=lambda one: one[1])
    return Frame(
        views=(*own, *others[:MOST]),
        start=next((view for view in own if view.starts), None),
        offices=tuple(sorted(offices)),
        officers=tuple(officers[:MOST_OFFICERS]),
        asked_outside=asked_outside,
        found=InList.read(found),
        knows_people=knows_people,
    )
