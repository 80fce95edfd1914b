"""What a closed case came to, so that later panels can compare: the cell that its sanction started from, and its level."""

from collections.abc import Iterable

from casework.record.state.case import CaseView
from casework.vocabulary import CaseState
from policy.rules import Level, Rules, Severity

type Cell = tuple[int, Severity]
"""A commitment, and how grave its breach was."""


def number_of_cell(cell: Cell) -> int:
    """Return a cell as one number; 0 stands for none."""
    commitment, severity = cell
    return commitment * 10 + severity


def starting_cell(cells: Iterable[Cell], rules: Rules) -> Cell | None:
    """Return the cell in which a sanction starts: the highest of the matrix, the first commitment among equals."""
    return max(cells, key=lambda cell: (*reversed(rules.matrix[cell]), -cell[0]), default=None)


def graded_cells(view: CaseView) -> list[Cell]:
    """Return the cell of each finding that stands and that the panel graded."""
    graded, found = dict(view.deliberation.severities), view.deliberation.proven_findings
    return [(one.commitment, graded[one.allegation]) for one in found if one.allegation in graded]


def settled(view: CaseView) -> tuple[int, Level]:
    """Return the number of the cell of a closed case and its level; (0, L0) if a panel did not weigh what stands."""
    cell = starting_cell(graded_cells(view), view.rules)
    if view.state is not CaseState.CLOSED or cell is None:
        return 0, Level.L0
    return number_of_cell(cell), view.sanctions.level
