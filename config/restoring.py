"""A restored backup made to agree with the record again: the tail from the mirror, what follows from it, nobody signed in."""

from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from accounts.models import Session
from config.putting_right import put_right
from ledger import queries as ledger
from ledger.clock import now
from ledger.keyring import Keyring
from ledger.restoring import restore_tail


@dataclass(frozen=True)
class Restored:
    """What was put back and put right.

    `lost` cases began after the backup, so that only the record knows of them; `destroyed` ones were destroyed after it, and
    are again.
    """

    entries: int
    checkpoints: int
    sessions: int
    cases: int
    lost: int
    destroyed: int = 0


@transaction.atomic
def restore(mirror: Path, keyring: Keyring) -> Restored:
    """Put back what the backup lacks, put right what follows from it, and end every session: all of it or nothing.

    Raises as `restore_tail` does. Sealed texts and files of the entries put back are not in the mirror: they are as lost
    as the database was.
    """
    back = restore_tail(mirror, keyring)
    right = put_right(ledger.entries(after=back.first - 1, limit=max(back.entries, 1)), now())
    sessions, _ = Session.objects.all().delete()
    return Restored(back.entries, back.checkpoints, sessions, right.cases, right.lost, right.destroyed)
