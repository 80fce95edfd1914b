"""A restored backup made to agree with the record again: the tail from the mirror, what follows from it, nobody signed in."""

from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from accounts.models import Session, User
from accounts.pseudonyms import pseudonym
from ledger import queries as ledger
from ledger.clock import now
from ledger.keyring import Keyring
from ledger.restore_losses import OPENING, ROW, record_losses
from ledger.restoring import restore_tail
from operations.reapply_entries import put_right


@dataclass(frozen=True)
class Restored:
    """What was put back and put right.

    `lost` cases began after the backup, so that only the record knows of them; `destroyed` ones were destroyed after it, and
    are again. `members`: the rows of members that stand again; of `unopened` ones what was signed is lost, and `rowless`
    entries about members have no row any more; of `unshown` sanctions the register's words are lost. The record says which.
    """

    entries: int
    checkpoints: int
    sessions: int
    cases: int
    lost: int
    destroyed: int = 0
    members: int = 0
    unopened: int = 0
    rowless: int = 0
    unshown: int = 0


@transaction.atomic
def restore(mirror: Path, keyring: Keyring) -> Restored:
    """Put back what the backup lacks, put right what follows from it, and end every session: all of it or nothing.

    Raises as `restore_tail` does. Sealed texts and files of the entries put back are not in the mirror: they are as lost
    as the database was. Where a row is, the record says so from now on, and goes beyond the mirror by that.
    """
    back, moment = restore_tail(mirror, keyring), now()
    right = put_right(ledger.entries(after=back.first - 1, limit=max(back.entries, 1)), moment)
    sessions, _ = Session.objects.all().delete()
    lost = (*right.members.lost, *((ROW, entry) for entry in right.unshown))
    record_losses(lost, person=pseudonym(User.objects.clock()), moment=moment)
    return Restored(
        entries=back.entries,
        checkpoints=back.checkpoints,
        sessions=sessions,
        cases=right.cases,
        lost=right.lost,
        destroyed=right.destroyed,
        members=right.members.rows,
        unopened=right.members.count(OPENING),
        rowless=right.members.count(ROW),
        unshown=len(right.unshown),
    )
