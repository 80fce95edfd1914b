"""How a table of rights is written: for each seat, blocks of states with what they give."""

from collections.abc import Hashable, Iterable, Mapping
from itertools import product

from casework.vocabulary import CaseState as S
from casework.vocabulary import Seat

type Rows[R: Hashable] = tuple[tuple[Iterable[S], set[R]], ...]
type Blocks[R: Hashable] = Mapping[Seat, Rows[R]]


def cells[R: Hashable](blocks: Blocks[R]) -> dict[tuple[Seat, S], frozenset[R]]:
    """Return a table with one cell for each seat and state that holds anything."""
    found: dict[tuple[Seat, S], set[R]] = {}
    for seat, rows in blocks.items():
        for states, rights in rows:
            for state, right in product(states, rights):
                found.setdefault((seat, state), set()).add(right)
    return {cell: frozenset(rights) for cell, rights in found.items()}
