"""In which order lines stand in a part of Today that no day orders: what came back and what waits longest come first."""

from datetime import date

from ledger.canonical import Values
from notifications.today.rows import NEW, NEWS, RETURNED, UNDATED
from notifications.topics.table import Topic

CAME_BACK = frozenset(
    {
        *RETURNED,
        Topic.MESSAGE_BACK,
        Topic.MEMBER_MESSAGE_BACK,
        Topic.LETTER_BACK,
        Topic.MINUTES_BACK,
        Topic.WITHHOLDING_BACK,
    }
)
type Place = tuple[int, int, date]


def place_of(row: Values, since: date | None) -> Place:
    """Return the place of a line among the others; equal for lines that their days order.

    In “New”, what came back comes first, then notifications that ask for something, then steps. In “Without a date”
    and “What happened”, what waits longest comes first.
    """
    part = row["part"]
    if part in (UNDATED, NEWS):
        return part, 0, since or date.max
    if part != NEW:
        return part, 0, date.max
    if row["returned"] or (not row["turn"] and row["name"] in CAME_BACK):
        return part, 0, date.max
    return part, 2 if row["turn"] else 1, date.max
