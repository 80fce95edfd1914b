"""The twenty invariants of the procedure (section 12): pure functions over a case, its events and its entries."""

from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from casework.access import case_behind, forget_folds
from casework.models import Case
from casework.queries.checks.replay import BROKEN, Drift, broken_entry, case_to_compare, drifts_of
from casework.queries.checks.stored_rows import Stored
from casework.queries.conflicts.sealed_names import CannotCheck
from casework.queries.invariants import charges, decisions, finality, people, record, served
from casework.queries.invariants.base import Breach, History, Invariant, Told
from casework.queries.invariants.reading import history_of, unknown_references
from ledger.clock import now
from vault.compartments import CannotOpen

MODULES = (charges, decisions, finality, people, record, served)
FOUND = (one for module in MODULES for one in vars(module).values() if isinstance(one, Invariant))
INVARIANTS: Sequence[Invariant] = sorted(FOUND, key=lambda one: one.number)

REPLAYED = 17
"""The invariant that the record gives what is stored."""

__all__ = [
    "INVARIANTS",
    "History",
    "Told",
    "breaches",
    "breaches_of",
    "findings_behind",
    "history_of",
    "unknown_references",
]


def breaches_of(history: History) -> Iterator[Breach]:
    for one in INVARIANTS:
        for words in one.check(history):
            yield Breach(case=history.reference, invariant=one.number, words=words)


def breaches(references: Iterable[str] | None = None) -> Iterator[Breach]:
    """Yield every breach in these cases, or in all, a case at a time. Writes nothing. CannotCheck without the keys.

    An entry that no step can have written is a breach of its case; the other cases are checked all the same.
    """
    cases = Case.objects.order_by("filed_at", "id")
    if references is not None:
        cases = cases.filter(reference__in=list(references))
    for key in cases.values_list("pk", flat=True).iterator(chunk_size=500):
        yield from breaches_behind(key)


def findings_behind(key: UUID, stored: Stored | None = None) -> list[Drift | Breach]:
    """Return every drift and every breach in the case with this key, for which its record is read once.

    That the texts do not open is a breach. A broken entry is a drift. `stored`: the case, if it was read together with others.
    """
    found: list[Drift | Breach] = []
    try:
        case = case_to_compare(key, stored)
        drifted = list(drifts_of(case, stored.rows if stored else None))
        found += drifted
        found += list(breaches_of(history_of(case, drifts=drifted)))
    except BROKEN as fault:
        found.append(Drift(case=_reference(key), field=broken_entry(key, fault)))
    except (CannotCheck, CannotOpen):
        found.append(Breach(case=_reference(key), invariant=REPLAYED, words="the sealed texts do not open"))
    return found


def breaches_behind(key: UUID) -> Iterator[Breach]:
    """Yield every breach in the case with this key, or the entry at which its record is broken."""
    forget_folds()
    try:
        yield from list(breaches_of(history_of(case_behind(key, now()))))
    except BROKEN as fault:
        yield Breach(case=_reference(key), invariant=REPLAYED, words=broken_entry(key, fault))


def _reference(key: UUID) -> str:
    return Case.objects.values_list("reference", flat=True).get(pk=key)
