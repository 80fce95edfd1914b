"""What the tables of expected steps say about a case now."""

from collections.abc import Iterator
from itertools import takewhile

from casework.record.state import CaseView
from casework.record.turns.alongside import ALONGSIDE
from casework.record.turns.expected import Expected
from casework.record.turns.table import EXPECTED


def expected_first(view: CaseView) -> Expected | None:
    """Return the step that lists show of a case; None for a closed case."""
    return next(_wanted(view), None)


def expected_now(view: CaseView) -> tuple[Expected, ...]:
    """Return every row that is wanted now, the one that lists show first. It is computed once for a view.

    Seats that can be filled at the same time are wanted together: whose turn it is to fill one is asked for each.

    The page of a case asks four times, and each letter that is not opened asks about all who could print it.
    """
    found: tuple[Expected, ...] | None = view.derived.get(expected_now)
    if found is None:
        found = view.derived[expected_now] = tuple(_expected(view))
    return found


def _wanted(view: CaseView) -> Iterator[Expected]:
    rows = EXPECTED.get(view.state, ()) if view.state else ()
    return (one for one in rows if one.is_wanted(view))


def _expected(view: CaseView) -> Iterator[Expected]:
    wanted = _wanted(view)
    first = next(wanted, None)
    if first is not None:
        yield first
    if first is not None and first.fills:
        yield from takewhile(lambda one: one.fills is not None, wanted)
    for states, one in ALONGSIDE:
        if view.state in states and one.is_wanted(view):
            yield one
