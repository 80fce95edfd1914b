"""From what each member of a panel signed to what was found: particular by particular, and on the whole of an allegation."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class ParticularKind(StrEnum):
    """Whether a particular has to be proven, or is one of several of which one is enough."""

    ESSENTIAL = "essential"
    ALTERNATIVE = "alternative"


type Kinds = Sequence[ParticularKind]


@dataclass(frozen=True, kw_only=True)
class Opinion:
    """What one member holds of one particular: whether it happened, and whether that breaches the commitment."""

    happened: bool
    breaches: bool

    @property
    def proves(self) -> bool:
        return self.happened and self.breaches


type Opinions = Sequence[Opinion]
"""One member's opinions on the particulars of one allegation, in their order."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a panel found on one allegation.

    `happened` and `breaches` say of each particular whether a majority holds it. `minority`: the places of the members who
    see the whole otherwise.
    """

    proven: bool
    happened: tuple[bool, ...]
    breaches: tuple[bool, ...]
    minority: frozenset[int]


def are_lawful(kinds: Kinds) -> bool:
    """Whether these are the kinds of the particulars of one allegation: at least one, and never a single alternative."""
    return bool(kinds) and kinds.count(ParticularKind.ALTERNATIVE) != 1


def ways_to_prove(kinds: Kinds) -> tuple[frozenset[int], ...]:
    """Return each set of particulars that proves the whole: all essential ones, with one of the alternatives, if any."""
    essential = frozenset(n for n, kind in enumerate(kinds) if kind is ParticularKind.ESSENTIAL)
    alternatives = [n for n, kind in enumerate(kinds) if kind is ParticularKind.ALTERNATIVE]
    return tuple(essential | {n} for n in alternatives) or (essential,)


def count(kinds: Kinds, signed: Sequence[Opinions], *, needed: int) -> Found:
    """Return what `signed`, one row a member, comes to.

    An allegation is proven only if one and the same way is proven by as many members as are `needed`. Members who each
    prove it in another way do not add up, and neither do majorities on its parts. ValueError for a row of another length,
    for kinds that are not lawful, and for fewer votes needed than more than half.
    """
    if not are_lawful(kinds) or any(len(row) != len(kinds) for row in signed) or 2 * needed <= len(signed):
        raise ValueError("each member signs on each particular, and more than half of them decide")
    proving = [
        frozenset(who for who, row in enumerate(signed) if all(row[n].proves for n in way))
        for way in ways_to_prove(kinds)
    ]
    agreed = [members for members in proving if len(members) >= needed]
    of_that_mind = frozenset[int]().union(*agreed) if agreed else frozenset(range(len(signed))).difference(*proving)
    return Found(
        proven=bool(agreed),
        happened=tuple(sum(row[n].happened for row in signed) >= needed for n in range(len(kinds))),
        breaches=tuple(sum(row[n].proves for row in signed) >= needed for n in range(len(kinds))),
        minority=frozenset(range(len(signed))) - of_that_mind,
    )
