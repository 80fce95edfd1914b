"""The table of stages in `ledger/verify.py`, made from the steps of the product.

`python -m tests.ledger.states_table` writes it there again after a step was added or changed.
"""

import re
import sys
import textwrap
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import get_type_hints

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
SIGNED = re.compile(r"(?<=\nSIGNED_TWICE = \{\n).*?(?=\}  # fmt: skip\n)", re.DOTALL)
BODIES = ("panel", "appeal_panel")
"""The bodies whose members the verifier knows from the log."""
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


def signed_twice() -> Mapping[str, str]:
    """Return, for each event whose step more than one person signs, who signs it first and second, and where."""
    found = {}
    for step in STEPS.values():
        if (asked := step.signatures) is not None:
            body = asked.body if asked.body in BODIES else ""
            second = in_a_row(asked.second) if asked.second != asked.first else "same"
            parts = (step.verb, in_a_row(asked.first), second, body or "any", in_runs(set(asked.only_in)) or "all")
            found[get_type_hints(step.function)["return"].type] = " | ".join(parts)
    return dict(sorted(found.items()))


def in_a_row(words: Iterable[str]) -> str:
    """Return words in the order of the alphabet."""
    return " ".join(sorted(words))


def signed_block() -> str:
    """Return the source of the lines about signatures, a long one in several pieces."""
    source = ""
    for kind, line in signed_twice().items():
        pieces = textwrap.wrap(line, 100, drop_whitespace=False)
        lines = "".join(f'\n        "{piece}"' for piece in pieces)
        source += f'    "{kind}": ' + (f'"{line}",\n' if len(pieces) == 1 else f"({lines}\n    ),\n")
    return source


def block() -> str:
    """Return the source of the tables of stages as the verifier holds them."""
    names = ", ".join(f'"{state}"' for state in ORDER)
    stages = "\n".join(f"    {line}" for line in textwrap.wrap(names, 115))
    lines = "\n".join(f'    "{kind}": "{line}",' for kind, line in written().items())
    return f"{stages},\n)  # fmt: skip\nSTAGES_OF = {{\n{lines}\n}}\n"


def main() -> int:
    """Write the tables into the verifier."""
    source = TABLE.sub(lambda _: block(), FILE.read_text(encoding="utf-8"), count=1)
    FILE.write_text(SIGNED.sub(lambda _: signed_block(), source, count=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
