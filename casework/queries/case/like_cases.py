"""How closed cases ended that started in the same cell of the matrix: counts by level, and nothing else of them."""

from collections import Counter
from collections.abc import Mapping

from casework.models import Case
from casework.record.state.settled import Cell, number_of_cell
from policy.rules import Level

FEWEST = 5
"""Fewer like cases than this are not shown: the people in them could be guessed."""
LATEST = 200
"""So many are counted, the latest ones: a page takes no longer in a Society with more."""


def like_cases(cell: Cell | None) -> Mapping[str, int]:
    """Return how many of the latest closed cases of a cell ended at each level; empty if they are few. One query."""
    if cell is None:
        return {}
    found = Case.objects.filter(settled_cell=number_of_cell(cell)).order_by("-filed_at")
    levels = Counter(found.values_list("settled_level", flat=True)[:LATEST])
    return (
        {Level(level).words: levels[level] for level in sorted(levels, reverse=True)}
        if levels.total() >= FEWEST
        else {}
    )
