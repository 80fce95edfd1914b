"""The table of stages in `ledger/verify.py`, made from the steps of the product.

`python -m tests.ledger.states_table` writes it there again after a step was added or changed.
"""

import re
import sys
import textwrap
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests import stage

stage.set_environment()

import django  # noqa: E402

django.setup()

from django_fsm import State  # noqa: E402

from casework.record.events import Event, Moved  # noqa: E402
from casework.record.events.base import KINDS  # noqa: E402
from casework.vocabulary import CaseState  # noqa: E402
from casework.workflow.step import NEW, STEPS  # noqa: E402
from ledger import verify  # noqa: E402

FILE = Path(verify.__file__)
TABLE = re.compile(r"(?<=\nSTAGES = \(\n).*?\n\}\n", re.DOTALL)
ORDER = ["new", *CaseState]


def written() -> Mapping[str, str]:
    """Return the table: for each event of a case the stages in which it happens and, after `>`, those to which it leads."""
    return {kind: line for kind, event in sorted(KINDS.items()) if (line := line_of(event))}


def line_of(event: type[Event]) -> str:
    """Return the line of one event; "" if no step makes it."""
    step = STEPS.get(event.verb)
    if step is None:
        return ""
    sources = {state if state != NEW else "new" for state in step.sources}
    targets = set(targets_of(step.to))
    if issubclass(event, Moved):
        return f"{in_runs(sources)} > {in_runs(targets)}"
    return in_runs(sources | targets)  # what accompanies a move is written before or after it


def targets_of(to: CaseState | State | None) -> Iterable[str]:
    if to is None:
        return ()
    return map(str, to.allowed_states) if isinstance(to, State) else (to.value,)


def in_runs(states: Iterable[str]) -> str:
    """Return the names in the order of the procedure; three or more in a row as the first and the last."""
    places = sorted(ORDER.index(state) for state in states)
    runs: list[list[int]] = []
    for place in places:
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    names = [
        f"{ORDER[run[0]]}..{ORDER[run[-1]]}" if len(run) > 2 else " ".join(ORDER[place] for place in run)
        for run in runs
    ]
    return " ".join(names)


def block() -> str:
    """Return the source of both tables as the verifier holds them."""
    names = ", ".join(f'"{state}"' for state in ORDER)
    stages = "\n".join(f"    {line}" for line in textwrap.wrap(names, 115))
    lines = "\n".join(f'    "{kind}": "{line}",' for kind, line in written().items())
    return f"{stages},\n)  # fmt: skip\nSTAGES_OF = {{\n{lines}\n}}\n"


def main() -> int:
    """Write the tables into the verifier."""
    FILE.write_text(TABLE.sub(lambda _: block(), FILE.read_text(encoding="utf-8"), count=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
