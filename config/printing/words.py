"""How names and sentences of the code are put on a printed page."""

import re
from collections.abc import Iterable

HEAD = "Printed by `manage.py print_docs`; do not edit."
NOTHING = "–"


def spaced(name: str) -> str:
    """Return a class's name as words: NoticeServed → "Notice served"."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", name).capitalize()


def names(values: Iterable[object]) -> str:
    """Return names one after the other, or a dash where there are none."""
    return ", ".join(str(value) for value in values) or NOTHING


def row(*cells: object) -> str:
    """Return a row of a table."""
    return "| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def head(*cells: str) -> tuple[str, str]:
    """Return the head of a table."""
    return row(*cells), "|" + "---|" * len(cells)
