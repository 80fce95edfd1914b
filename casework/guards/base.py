"""What a guard is: a question to the facts of a case, with the sentence a refused person reads."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from casework.facts import CaseFacts
from casework.vocabulary import NotNow, Seat


@dataclass(frozen=True, kw_only=True)
class Acting:
    """Who acts, by pseudonym, and in which seats of this case."""

    person: UUID
    seats: frozenset[Seat]

    @property
    def role(self) -> Seat:
        """The seat under which the act stands in the record: the first of those held, in their order."""
        return next(seat for seat in Seat if seat in self.seats)

    def as_(self, *seats: Seat) -> bool:
        """Whether any of `seats` is among those held."""
        return bool(self.seats & set(seats))


class Asked(Protocol):
    """What a guard sees: the facts, and who acts. Nothing else."""

    facts: CaseFacts
    acting: Acting


type Guard = Callable[[Asked], bool]

REASONS: dict[str, str] = {}


def guard[T: Callable[..., bool]](reason: str) -> Callable[[T], T]:
    """Name the reason a person reads when the guard does not hold; the guard's own name must be unique."""

    def named(test: T) -> T:
        name = test.__name__
        if name in REASONS:
            raise ValueError(f"two guards are called {name}")
        REASONS[name] = reason
        return test

    return named


def reason_of(test: Guard) -> str:
    """Return the sentence that goes with a guard."""
    return REASONS[test.__name__]


def refuse_unless(holds: object, name: str) -> None:
    """Raise NotNow with the sentence of a guard about input when it does not hold."""
    if not holds:
        raise NotNow(REASONS[name])
