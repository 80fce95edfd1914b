"""The seventeen invariants of the procedure (section 12): pure functions over a case, its events and its entries."""

from collections.abc import Iterable, Iterator, Sequence

from casework.queries.invariants import charges, decisions, finality, people, record
from casework.queries.invariants.base import Breach, History, Invariant, Told
from casework.queries.invariants.reading import histories, history_of, unknown_references

MODULES = (charges, decisions, finality, people, record)
FOUND = (one for module in MODULES for one in vars(module).values() if isinstance(one, Invariant))
INVARIANTS: Sequence[Invariant] = sorted(FOUND, key=lambda one: one.number)

__all__ = ["INVARIANTS", "History", "Told", "breaches", "breaches_of", "history_of", "unknown_references"]


def breaches_of(history: History) -> Iterator[Breach]:
    for one in INVARIANTS:
        for words in one.check(history):
            yield Breach(case=history.reference, invariant=one.number, words=words)


def breaches(references: Iterable[str] | None = None) -> Iterator[Breach]:
    """Yield every breach in these cases, or in all, a case at a time. Writes nothing. CannotCheck without the keys."""
    for history in histories(references):
        yield from breaches_of(history)
