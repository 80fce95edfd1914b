"""What the tables of expected steps say about a case now."""

from collections.abc import Iterator

from casework.record.state import CaseView
from casework.record.turns.alongside import ALONGSIDE
from casework.record.turns.expected import Expected
from casework.record.turns.table import EXPECTED


def expected_first(view: CaseView) -> Expected | None:
    """Return the step that lists show of a case; None for a closed case."""
    rows = EXPECTED.get(view.state, ()) if view.state else ()
    return next((one for one in rows if one.is_wanted(view)), None)


def expected_now(view: CaseView) -> tuple[Expected, ...]:
    """Return every row that is wanted now, the one that lists show first. It is computed once for a view.

    The page of a case asks four times, and each letter that is not opened asks about all who could print it.
    """
    found: tuple[Expected, ...] | None = view.derived.get(expected_now)
    if found is None:
        found = view.derived[expected_now] = tuple(_expected(view))
    return found


def _expected(view: CaseView) -> Iterator[Expected]:
    first = expected_first(view)
    if first is not None:
        yield first
    for states, one in ALONGSIDE:
        if view.state in states and one.is_wanted(view):
            yield one
