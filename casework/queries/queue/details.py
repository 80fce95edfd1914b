"""What a row of the queue is made of: columns of its case, and rows that belong to it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple, Self
from uuid import UUID

from django.contrib.auth.models import Permission

from accounts.prepared import prepared_cursor
from casework.queries.case.page import NAMING
from casework.queries.people.own_cases import UNCOUNTED
from casework.queries.queue.own_drafts import RIGHT_OF_PAGE
from casework.queries.queue.own_marks import LATELY
from casework.queries.queue.seen import Among, Seen
from casework.record.state.people import PARTIES
from casework.vocabulary import ClockName, Reading, Seat, Verb

SHOWING = frozenset(right.value for right in (*NAMING, Reading.READ_PEOPLE, Reading.READ_EVIDENCE, Verb.SEAT_OFFICER))
"""The rights on which a cell of a row depends."""
UNNAMED = PARTIES | {Seat.BOARD_MEMBER}
"""The seats whose holders are named in no row."""


class Columns(NamedTuple):
    """The columns of a case that its row shows."""

    id: UUID
    reference: str
    code_name: str
    rulebook_id: UUID
    respondent_id: UUID | None
    state: str
    triaged: bool
    on_hold: bool
    files: int
    severity: int
    danger: bool
    commitments: list[int]
    waiting_on: str
    expected_step: str
    awaiting_signature: bool
    due_clock: str
    due: datetime
    late_from: datetime
    turn_since: datetime
    moved_at: datetime
    filed_at: datetime


class OwnTurn(NamedTuple):
    """The step of the viewer's that is due first in a case."""

    seat: Seat
    step: str
    signs: bool
    fills: str
    clock: str
    due: datetime

    @classmethod
    def read(cls, row: Sequence[str]) -> Self:
        seat, step, signs, fills, clock, due = row
        return cls(Seat(seat), step, signs == "true", fills, clock, datetime.fromisoformat(due))


class Holder(NamedTuple):
    """Who holds a seat; `own`: the viewer does. The name is empty for those of `UNNAMED`."""

    seat: Seat
    own: bool
    name: str


class Found(NamedTuple):
    """A case of a page and what is known beside it.

    `turn` is the viewer's; `rights` are those of `SHOWING` that the viewer has; `clocks` are in order of day; `marks` are the
    viewer's own. `linked` counts the viewer's cases that are linked together, with this one. `looked`: when the viewer looked
    at it last; `others_look`: somebody else did lately, who need not be in a seat of the viewer's. `begun`: the viewer began
    something there that they may go on with, and did not send it. `signed`: a step that waits for the signature of somebody,
    among those that the viewer may take; "" if none does.
    """

    case: Columns
    respondent: str | None
    turn: OwnTurn | None
    seats: Sequence[Holder]
    rights: frozenset[str]
    clocks: Sequence[tuple[ClockName, datetime]]
    marks: Sequence[str]
    linked: int
    looked: datetime | None
    others_look: bool
    begun: bool
    signed: str

    @classmethod
    def read(cls, row: Sequence[Any]) -> Self:
        """Read a row of `select_rows`; any further columns are ignored."""
        case, beside = Columns(*row[:_WIDTH]), row[_WIDTH:]
        respondent, turn, seats, rights, clocks, marks, linked, looked, others, begun, signed = beside[:11]
        return cls(
            case=case,
            respondent=respondent,
            turn=OwnTurn.read(turn) if turn else None,
            seats=[Holder(Seat(seat), own == _OWN, name) for seat, own, name in seats],
            rights=frozenset(map(names_of_rights().__getitem__, rights)),
            clocks=[(ClockName(name), datetime.fromisoformat(due)) for name, due in clocks],
            marks=marks,
            linked=linked,
            looked=looked,
            others_look=others,
            begun=begun,
            signed=signed or "",
        )


@cache
def names_of_rights() -> Mapping[int, str]:
    """Return the rights of `SHOWING` by their numbers. One query in each process."""
    rights = Permission.objects.filter(content_type__app_label="casework", content_type__model="case")
    return dict(rights.filter(codename__in=SHOWING).values_list("pk", "codename"))


_OWN = "own"
_WIDTH = len(Columns._fields)
_SLOW = "SELECT FROM casework_slowreport AS w WHERE w.case_id = t.id AND w.until > %(now)s"
_NARROWED = {
    Among.ALL: "",
    Among.WITHOUT_FLOODS: f"AND NOT EXISTS ({_SLOW})",
    Among.ONE_FLOOD: f"AND EXISTS ({_SLOW} AND w.flood = %(flood)s)",
}
"""The conditions of `queue_seen` for one case."""
_NEEDED = " ".join(f"WHEN '{name}' THEN '{right.value}'" for name, right in RIGHT_OF_PAGE.items())
_RIGHT = """SELECT p.id FROM auth_permission AS p
        WHERE p.content_type_id = (
            SELECT t.id FROM django_content_type AS t WHERE t.app_label = 'casework' AND t.model = 'case'
        ) AND p.codename"""
_BEGUN = f"""
SELECT FROM casework_sealeddraft AS d
WHERE d.subject = c.id AND d.holder = %(viewer)s AND EXISTS (
    SELECT FROM casework_casegrant AS g
    WHERE g.content_object_id = c.id AND g.user_id = %(viewer)s AND g.permission_id = (
        {_RIGHT} = CASE
            WHEN split_part(d.step, ':', 1) = 'note' THEN 'see_case' ELSE CASE d.step {_NEEDED} ELSE d.step END
        END
    ) OFFSET 0
)
"""  # noqa: S608  names of pages and rights
"""The viewer's own drafts in a case with which they may go on. Rights are read only for a draft that is there.

A draft looks up the number of its right, and then that right alone: reading all eleven rights of a viewer took twice as long.
"""

_SIGNED = f"""
SELECT w.step FROM casework_turn AS w
WHERE w.case_id = c.id AND w.signs AND EXISTS (
    SELECT FROM casework_casegrant AS g
    WHERE g.content_object_id = c.id AND g.user_id = %(viewer)s AND g.permission_id = (
        {_RIGHT} = w.step
    ) OFFSET 0
) ORDER BY w.step LIMIT 1
"""  # noqa: S608
"""A step that waits for a signature, for those who may take it: their page of the case names it too. Others learn of none."""


def select_rows(among: Among, keys: str, order: str, further: str = "") -> str:
    """Return a statement for the rows of `keys`, which has a key of a case in the column `pk`.

    It looks up each case by itself. With a join, the database expects many rows and reads whole tables, or each right again.
    Its values: the viewer, the right to see a case, the moments `now` and `lately`, the `flood`, `showing` and `unnamed`, and
    the seats that are `unseen`: when a party or a blind reader reads must not show in how long the list takes.
    """
    columns = ", ".join(f"c.{name}" for name in Columns._fields)
    return f"""
    SELECT
        {columns},
        (SELECT r.name FROM policy_member AS r WHERE r.id = c.respondent_id),
        (
            SELECT ARRAY[t.seat, t.step, t.signs::text, t.fills, t.clock, t.due::text] FROM casework_turn AS t
            WHERE t.case_id = c.id AND t.user_id = %(viewer)s ORDER BY t.due, t.step DESC LIMIT 1
        ),
        ARRAY(
            SELECT ARRAY[s.seat, CASE WHEN s.user_id = %(viewer)s THEN '{_OWN}' ELSE '' END, CASE
                WHEN s.seat = ANY(%(unnamed)s) THEN ''
                ELSE (SELECT u.name FROM accounts_user AS u WHERE u.id = s.user_id)
            END] FROM casework_seating AS s WHERE s.case_id = c.id ORDER BY s.id
        ),
        ARRAY(
            SELECT g.permission_id FROM casework_casegrant AS g
            WHERE g.content_object_id = c.id AND g.user_id = %(viewer)s AND g.permission_id = ANY(%(showing)s)
        ),
        ARRAY(
            SELECT ARRAY[x.name, x.due::text] FROM casework_clock AS x
            WHERE x.case_id = c.id AND x.due IS NOT NULL ORDER BY x.due, x.name
        ),
        ARRAY(SELECT m.mark FROM casework_casemark AS m WHERE m.case_id = c.id AND m.user_id = %(viewer)s ORDER BY m.mark),
        (
            SELECT COUNT(*) FROM casework_case AS t WHERE t.linked = c.linked AND (t.id = c.id OR EXISTS (
                SELECT FROM casework_casegrant AS g WHERE g.content_object_id = t.id AND g.user_id = %(viewer)s
                AND g.permission_id = %(right)s AND g.listed OFFSET 0
            ) {_NARROWED[among]})
        ),
        (SELECT MAX(o.at) FROM casework_opening AS o WHERE o.case_id = c.id AND o.user_id = %(viewer)s),
        EXISTS (
            SELECT FROM casework_opening AS o
            WHERE o.case_id = c.id AND o.at > %(lately)s AND o.user_id <> %(viewer)s AND NOT EXISTS (
                SELECT FROM casework_seating AS p WHERE p.case_id = c.id AND p.user_id = o.user_id AND p.seat = ANY(%(unseen)s)
            ) OFFSET 0
        ),
        EXISTS ({_BEGUN} OFFSET 0),
        CASE WHEN c.awaiting_signature THEN ({_SIGNED}) END{further}
    FROM ({keys}) AS k JOIN casework_case AS c ON c.id = k.pk ORDER BY {order}
    """  # noqa: S608


def beside(seen: Seen) -> dict[str, Any]:
    """Return the values of `select_rows`."""
    values = {"showing": list(names_of_rights()), "unnamed": sorted(UNNAMED), "unseen": UNCOUNTED}
    return {**seen.given, **values, "lately": seen.now - LATELY}


_OF_KEYS = {
    among: select_rows(among, "SELECT * FROM unnest(%(cases)s::uuid[]) WITH ORDINALITY AS one (pk, at)", "k.at")
    for among in Among
}


def found_by_key(cases: Sequence[UUID], seen: Seen) -> list[Found]:
    """Return what the rows of these cases are made of, which are among those that the viewer may see. One query."""
    with prepared_cursor() as cursor:
        cursor.execute(_OF_KEYS[seen.among], {"cases": list(cases), **beside(seen)})
        return [Found.read(row) for row in cursor.fetchall()]
