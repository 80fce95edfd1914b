"""Records what a restore could not bring back, so that losses and deletions by hand cannot be confused."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import batched
from uuid import UUID, uuid4

from ledger.append import Draft, append
from ledger.entries import unb64
from ledger.models import Entry

LOST, RESTORED = "record.rows_lost", "record.restored"
ROW, OPENING = "row", "opening"
"""How such an entry refers to another: that entry's row is lost, or its opening."""
MOST = 500
type Loss = tuple[str, Entry]


def record_losses(lost: Iterable[Loss], *, held: int, person: UUID, moment: datetime) -> None:
    """Append, as the clock, which rows and openings of these entries are lost; append nothing if none are.

    Before them comes an entry that says how many entries the backup held: only rows of later ones can be lost. A passkey whose
    row is lost can sign no more; for the verifier it ends with this entry.
    """
    told = [_draft(some, person, moment) for some in batched(lost, MOST)]
    if told:
        restored = Draft(
            id=uuid4(),
            type=RESTORED,
            stream="system",
            actor=person,
            role="clock",
            occurred=moment,
            data={"entries": held},
        )
        append(restored, *told)


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
    return not Entry.objects.filter(log_index__gte=since).exclude(type__in=(LOST, RESTORED)).exists()
