"""docs/confidentiality.md: who may do and read what, seat by seat and state by state, empty cells included."""

import inspect
from collections.abc import Iterator

from casework.entitlements import RIGHTS, STANDING, When
from casework.events import KINDS
from casework.vocabulary import CaseState, Reading, Right, Seat, Verb
from config.printing.words import HEAD, head, names, row


def lines() -> Iterator[str]:
    """Yield the page."""
    yield "# Confidentiality"
    yield ""
    yield HEAD
    yield ""
    yield "Rights follow from a seat, the state of the case and conflicts, and from nothing else. Before the first sweep only "
    yield "the reporter and the clock hold any; before they are told, the respondent and a representative hold none; whoever "
    yield "has a conflict holds none. A system administrator has no seat."
    yield ""
    yield from _standing()
    yield from _reading()
    yield from _sealed()
    for seat in Seat:
        yield from _seat(seat)


def _standing() -> Iterator[str]:
    yield "## Offices with a seat in every case"
    yield ""
    yield from head("office", "seat", "in the states")
    for office, (seat, states) in STANDING.items():
        shown = (
            "every state" if len(states) == len(CaseState) else names(state for state in CaseState if state in states)
        )
        yield row(office.value, seat.value, shown)
    yield ""


def _reading() -> Iterator[str]:
    yield "## Who reads what"
    yield ""
    yield from head("right", "seats, and in which states")
    for right in Reading:
        yield row(right.value, "; ".join(_where(right)) or "nobody")
    yield ""


def _where(right: Reading) -> Iterator[str]:
    for seat in Seat:
        plain = [state for state in CaseState if right in RIGHTS.get((seat, state), ())]
        cells = {state: _condition(seat, state, right) for state in CaseState}
        if plain:
            shown = "everywhere" if len(plain) == len(CaseState) else names(plain)
            yield f"**{seat.value}** {shown}"
        if bound := {state: said for state, said in cells.items() if said}:
            yield f"**{seat.value}** {names(bound)} ({names(sorted(set(bound.values())))})"


def _condition(seat: Seat, state: CaseState, right: Right) -> str:
    """Return the condition on which a cell gives a right, in the words of its code; empty where it has none."""
    found = [one for one in RIGHTS.get((seat, state), ()) if isinstance(one, When) and one.right == right]
    return (inspect.getdoc(found[0].condition) or "").removesuffix(".").replace("Whether", "once") if found else ""


def _sealed() -> Iterator[str]:
    yield "## What each right opens"
    yield ""
    yield from head("right", "sealed fields")
    for right in Reading:
        opened = [
            f"{kind.type}: {field}"
            for kind in KINDS.values()
            for field, seal in kind.sealed.items()
            if right in seal.opens
        ]
        yield row(right.value, names(opened))
    yield ""


def _seat(seat: Seat) -> Iterator[str]:
    yield f"## {seat.value}"
    yield ""
    yield from head("state", "may do", "may read")
    for state in CaseState:
        cell = RIGHTS.get((seat, state), frozenset())
        held = {one.right for one in cell if isinstance(one, When)} | {one for one in cell if not isinstance(one, When)}
        yield row(
            state.value,
            names(_named(seat, state, verb) for verb in Verb if verb in held),
            names(_named(seat, state, right) for right in Reading if right in held),
        )
    yield ""


def _named(seat: Seat, state: CaseState, right: Right) -> str:
    said = _condition(seat, state, right)
    return f"{right.value} ({said})" if said else right.value
