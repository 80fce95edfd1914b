"""How names and sentences of the code are put on a printed page."""

from collections.abc import Iterable

from casework.vocabulary import CaseState

HEAD = "Printed by `manage.py print_docs`; do not edit."
NOTHING = "–"
NUMBERS = {state: number for number, state in enumerate(CaseState, start=1)}
"""The number of each state: the heading of its column in a grid."""


def names(values: Iterable[object]) -> str:
    """Return names one after the other, or a dash if there are none."""
    return ", ".join(str(value) for value in values) or NOTHING


def row(*cells: object) -> str:
    """Return a row of a table."""
    return "| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def head(*cells: str) -> tuple[str, str]:
    """Return the head of a table."""
    return row(*cells), "|" + "---|" * len(cells)


def legend() -> Iterable[str]:
    """Yield the table of states: number, name in the code, name on the pages."""
    yield from head("", "state", "on the pages")
    yield from (row(number, f"`{state.value}`", state.label) for state, number in NUMBERS.items())


def grid_head(corner: str) -> Iterable[str]:
    """Return the head of a grid with one column for each state."""
    return row(corner, *NUMBERS.values()), "|---|" + ":-:|" * len(NUMBERS)
