"""What a restore could not bring back, said in the record itself: nobody takes it for deleted by hand, or hides that so."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import batched
from uuid import UUID, uuid4

from ledger.append import Draft, append
from ledger.entries import unb64
from ledger.models import Entry

LOST = "record.rows_lost"
ROW, OPENING = "row", "opening"
"""How such an entry refers to another: its row is lost, or what opens it."""
MOST = 500
type Loss = tuple[str, Entry]


def record_losses(lost: Iterable[Loss], *, person: UUID, moment: datetime) -> None:
    """Append, as the clock, what of these entries the installation no longer has; nothing where nothing is lost.

    A passkey whose row is lost signs no more, and for the verifier ends with this entry.
    """
    append(*(_draft(some, person, moment) for some in batched(lost, MOST)))


def _draft(lost: Sequence[Loss], person: UUID, moment: datetime) -> Draft:
    return Draft(
        id=uuid4(),
        type=LOST,
        stream="system",
        actor=person,
        role="clock",
        occurred=moment,
        refs=[(what, bytes(entry.leaf)) for what, entry in lost],
        data={f"{kind}s": sum(what == kind for what, _ in lost) for kind in (ROW, OPENING)},
    )


def entries_without(what: str) -> frozenset[UUID]:
    """Return the entries whose ROW, or OPENING, was lost with a database, as the record says. Two queries."""
    told = Entry.objects.filter(stream="system", type=LOST)
    leaves = [unb64(ref["leaf"]) for entry in told for ref in entry.body["refs"] if ref["rel"] == what]
    return frozenset(Entry.objects.filter(leaf__in=leaves).values_list("id", flat=True)) if leaves else frozenset()


def are_losses_alone(since: int) -> bool:
    """Whether a restore wrote every entry from this index on: what it could not bring back, and nothing else."""
    return not Entry.objects.filter(log_index__gte=since).exclude(type=LOST).exists()
