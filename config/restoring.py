"""A restored backup made to agree with the record again: the tail from the mirror, and nobody signed in."""

from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from accounts.models import Session
from ledger.keyring import Keyring
from ledger.restoring import restore_tail


@dataclass(frozen=True)
class Restored:
    """How many entries and checkpoints were put back, how many sessions ended."""

    entries: int
    checkpoints: int
    sessions: int


@transaction.atomic
def restore(mirror: Path, keyring: Keyring) -> Restored:
    """Put back what the backup lacks and end every session, all of it or nothing. Raises as `restore_tail` does.

    Sealed texts and files of the entries put back are not in the mirror: they are as lost as the database was.
    """
    back = restore_tail(mirror, keyring)
    sessions, _ = Session.objects.all().delete()
    return Restored(back.entries, back.checkpoints, sessions)
