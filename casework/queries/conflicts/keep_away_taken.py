"""How a reporter's wishes about who must not see the report were taken: how many people they shut out, never who."""

from dataclasses import dataclass
from datetime import date

from casework.record.state import CaseView
from casework.vocabulary import ClockName


@dataclass(frozen=True, kw_only=True)
class LineTaken:
    """How many people a line shuts out, and whether somebody still has to say whom it means; never whom.

    `spared`: it fits only somebody without whom nobody could handle the report. `by`: the last day to say whom it means.
    """

    kept: int
    waits: bool
    spared: bool
    by: date | None


@dataclass(frozen=True, kw_only=True)
class KeepAwayTaken:
    """How the wishes of a report were taken, for its reporter. `compared`: the sweep has run; before, there are no lines."""

    compared: bool
    lines: tuple[LineTaken, ...]
    by_tick: int


def keep_away_taken(view: CaseView) -> KeepAwayTaken:
    filing, by = view.filing, settled_by(view)
    lines = (
        LineTaken(kept=kept, waits=place in filing.lines_waiting, spared=place in filing.lines_spared, by=by)
        for place, kept in enumerate(filing.kept_by_line)
    )
    return KeepAwayTaken(compared=filing.swept, lines=tuple(lines), by_tick=filing.kept_by_tick)


def settled_by(view: CaseView) -> date | None:
    """Return the last day on which somebody from outside says whom the lines mean; None if nobody was asked, or it is past."""
    running = (run.due for run in view.clocks if run.running and run.name is ClockName.KEEP_AWAY)
    days = (view.day_of(due) for due in running if due)
    return next((day for day in days if day >= view.today), None)
