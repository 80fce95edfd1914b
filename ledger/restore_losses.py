"""Records what a restore could not bring back, so that losses and deletions by hand cannot be confused."""

import hmac
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import batched
from uuid import UUID, uuid4

from accounts.keys import keyed_digests
from ledger.append import Draft, append
from ledger.canonical import JsonObject
from ledger.entries import unb64
from ledger.models import Entry

LOST, RESTORED = "record.rows_lost", "record.restored"
ROW, OPENING = "row", "opening"
"""How such an entry refers to another: that entry's row is lost, or its opening."""
MOST = 500
type Loss = tuple[str, Entry]


@dataclass(frozen=True)
class Restored:
    """The entries that a restore put back: from `held`, which the backup had, up to `upto`, the entry that says so."""

    held: int
    upto: int


def record_losses(lost: Iterable[Loss], *, held: int, person: UUID, moment: datetime, put_back: int = 0) -> None:
    """Append, as the clock, which rows and openings of these entries are lost.

    Before them comes an entry that says how many entries the backup held: only rows and texts of later ones can be lost.
    It is appended also when only texts are, and so whenever any entry was `put_back`. A passkey whose row is lost can sign
    no more; for the verifier it ends with this entry.
    """
    told = [_draft(some, person, moment) for some in batched(lost, MOST)]
    if told or put_back:
        data: JsonObject = {"entries": held, "seal": _seals(held, moment)[0]}
        restored = Draft(
            id=uuid4(), type=RESTORED, stream="system", actor=person, role="clock", occurred=moment, data=data
        )
        append(restored, *told)


def restores() -> Iterator[tuple[int, Restored | None]]:
    """Yield each entry of a restore, by its index, and what it put back: None if `restore` did not write that entry.

    Its seal is an HMAC under a key derived from SECRET_KEY: write access to the database is not enough to excuse a loss.
    """
    for entry in Entry.objects.filter(stream="system", type=RESTORED).order_by("seq"):
        try:
            said, moment = entry.body["data"], entry.occurred
            held, seal = int(said["entries"]), str(said["seal"])
        except (KeyError, ValueError, TypeError):
            yield entry.log_index, None
            continue
        sealed = any(hmac.compare_digest(seal, each) for each in _seals(held, moment))
        yield entry.log_index, Restored(held, entry.log_index) if sealed else None


def _seals(held: object, moment: datetime) -> list[str]:
    """The seal of such an entry under today's key, and under each that it took the place of."""
    stated = f"{held} {moment.isoformat()}".encode()
    return [digest.hex() for digest in keyed_digests("restored", stated)]


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
