"""docs/confidentiality.md: who may do and read what, in grids of seats and states, empty cells included."""

import inspect
from collections.abc import Iterable, Iterator

from casework.record.events import KINDS
from casework.record.rights import RIGHTS, STANDING, When
from casework.vocabulary import CaseState, Reading, Right, Seat, Verb
from casework.vocabulary.not_offered import NOT_OFFERED
from operations.printing.words import HEAD, grid_head, legend, names, row

ALWAYS, ON_CONDITION, NEVER = "●", "○", ""


def lines() -> Iterator[str]:
    """Yield the page."""
    yield "# Confidentiality\n"
    yield f"{HEAD}\n"
    yield "A right follows from a person's seat, the state of the case and their conflicts of interest, and from nothing else. "
    yield "Until the first conflict sweep only the reporter and the clock have rights. The respondent and a representative "
    yield "have none until the respondent knows of the case, and a representative reads nothing of it before they accept. "
    yield "A person with a conflict has none. A system administrator has no seat.\n"
    yield f"In each grid a column is a state: {ALWAYS} means yes, {ON_CONDITION} means on the condition written below the "
    yield "grid, and an empty cell means no.\n"
    yield from legend()
    yield ""
    yield from _exported()
    yield from _standing()
    yield "## Who reads what"
    for right in Reading:
        yield from _reading(right)
    yield "\n## What each seat may do"
    for seat in Seat:
        yield from _seat(seat)


def mark(seat: Seat, state: CaseState, right: Right) -> str:
    """Return how a grid shows whether a seat has a right in a state."""
    cell = RIGHTS.get((seat, state), frozenset())
    if right in cell:
        return ALWAYS
    return ON_CONDITION if _condition(seat, state, right) else NEVER


def _exported() -> Iterator[str]:
    yield "## What an exported bundle tells\n"
    yield "A bundle holds every entry of the log, and the texts of one case that one seat may read. "
    yield "For every entry, its reader sees the kind, the time, the author's pseudonym and seat, and the clear fields, "
    yield "listed in [entries.md](entries.md). A sealed field shows only that it exists. "
    yield "Every filing of the member that is let in leaves the same entries, no matter whom it names, because a reviewer "
    yield "looks through each one ([why](adr/0042-every-filing-is-looked-through.md)). A filing that is ruled out leaves an "
    yield "entry that says so. The time of an entry is not hidden. "
    yield "That a reporter says that somebody is in danger is a clear field, as the answers about risk are: officers have to "
    yield "be told before anybody opens the report, and lists and guards follow from clear fields alone. "
    yield "A respondent who is given a bundle reads it, so give none to a respondent while that could endanger somebody; "
    yield "whether the reporter is afraid, and of what, is sealed.\n"


def _standing() -> Iterator[str]:
    yield "## Offices that have a seat in every case\n"
    yield from grid_head("office")
    for office, (_, states) in STANDING.items():
        yield row(office.value, *(ALWAYS if state in states else NEVER for state in CaseState))
    yield ""


def _reading(right: Reading) -> Iterator[str]:
    yield f"\n### {right.value}\n"
    holders = [seat for seat in Seat if any(_marks(seat, right))]
    if holders:
        yield from grid_head("seat")
        yield from (row(seat.value, *_marks(seat, right)) for seat in holders)
        yield from _conditions((seat, right, seat.value) for seat in holders)
    else:
        yield "No seat has this right."
    if opened := list(_opened_fields(right)):
        yield "\nSealed fields that it opens:\n"
        yield from opened


def _opened_fields(right: Reading) -> Iterator[str]:
    for kind in sorted(KINDS.values(), key=lambda each: each.type):
        if fields := [field for field, seal in kind.sealed.items() if right in seal.opens]:
            yield f"- `{kind.type}`: {names(fields)}"


def _seat(seat: Seat) -> Iterator[str]:
    yield f"\n### {seat.value}\n"
    acts = [verb for verb in Verb if any(_marks(seat, verb))]
    if not acts:
        yield "No step in any state."
        return
    yield from grid_head("step")
    yield from (row(verb.value, *_marks(seat, verb)) for verb in acts)
    yield from _conditions((seat, verb, verb.value) for verb in acts)
    yield from (f"\n`{verb.value}`: {NOT_OFFERED[verb]}" for verb in acts if verb in NOT_OFFERED)


def _marks(seat: Seat, right: Right) -> tuple[str, ...]:
    return tuple(mark(seat, state, right) for state in CaseState)


def _conditions(cells: Iterable[tuple[Seat, Right, str]]) -> Iterator[str]:
    found = {
        (name, said)
        for seat, right, name in cells
        for state in CaseState
        if right not in RIGHTS.get((seat, state), frozenset()) and (said := _condition(seat, state, right))
    }
    if found:
        yield ""
        yield from (f"- {ON_CONDITION} {name}: {said}." for name, said in sorted(found))


def _condition(seat: Seat, state: CaseState, right: Right) -> str:
    """Return the condition on which a seat has a right in a state, in the words of its code; empty if there is none."""
    found = [one for one in RIGHTS.get((seat, state), ()) if isinstance(one, When) and one.right == right]
    return (inspect.getdoc(found[0].condition) or "").removesuffix(".").replace("Whether", "if") if found else ""
