"""Makes a restored backup agree with the record again: the tail from the mirror, what follows from it, nobody signed in."""

from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from accounts.models import Session, User
from accounts.pseudonyms import pseudonym
from casework.queries.checks.replay import drifts
from ledger import queries as ledger
from ledger.clock import now
from ledger.keyring import Keyring
from ledger.restore_losses import ROW, record_losses
from ledger.restoring import PutBack, restore_tail
from operations.beside_check import mend_turns
from operations.reapply_entries import PutRight, put_right


@dataclass(frozen=True)
class Restored:
    """What came back from the mirror, what follows from it again, how many sessions ended, and whose turns were mended."""

    back: PutBack
    right: PutRight
    sessions: int
    turns: int


@transaction.atomic
def restore(mirror: Path, keyring: Keyring) -> Restored:
    """Put back what the backup lacks, put right what follows from it, and end every session: all of it or nothing.

    Turns that an earlier version computed in another way are computed again, so that everybody finds what waits for them.

    Raises as `restore_tail` does. The mirror does not hold the sealed texts and files of these entries: they are lost with
    the database. The record says so, and names each row that is lost: it becomes longer than the mirror.
    """
    back, moment = restore_tail(mirror, keyring), now()
    right = put_right(ledger.entries(after=back.first - 1, limit=max(back.entries, 1)), moment)
    sessions, _ = Session.objects.all().delete()
    lost = (*right.members.lost, *((ROW, entry) for entry in right.unshown))
    clock = pseudonym(User.objects.clock())
    record_losses(lost, held=back.first, person=clock, moment=moment, put_back=back.entries)
    return Restored(back, right, sessions, turns=mend_turns(drifts()))
