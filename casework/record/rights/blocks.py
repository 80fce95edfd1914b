"""The form of a table of rights: for each seat, blocks of states with the rights they give."""

from collections.abc import Hashable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from itertools import product

from casework.vocabulary import CaseState as S
from casework.vocabulary import Seat

type Rows[R: Hashable] = tuple[tuple[Iterable[S], AbstractSet[R]], ...]
type Blocks[R: Hashable] = Mapping[Seat, Rows[R]]


def cells[R: Hashable](blocks: Blocks[R]) -> dict[tuple[Seat, S], frozenset[R]]:
    """Return the rights by seat and state, without empty cells."""
    found: dict[tuple[Seat, S], set[R]] = {}
    for seat, rows in blocks.items():
        for states, rights in rows:
            for state, right in product(states, rights):
                found.setdefault((seat, state), set()).add(right)
    return {cell: frozenset(rights) for cell, rights in found.items()}
