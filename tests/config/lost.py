"""A house that lost what came after its backup, while its signer kept it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import transaction

from ledger.feeding import seal_log
from ledger.keyring import Keyring, LogKey
from ledger.notes import log_key
from tests.ledger.exported import signing
from tests.ledger.story import KEY, ORIGIN

RING = Keyring(ORIGIN, [LogKey(log_key(ORIGIN, KEY))])


@contextmanager
def lost_but_signed(mirror: Path) -> Iterator[None]:
    """Have the signer keep what is done, and the tables lose it: they are then those of a backup from before."""
    with signing(mirror) as socket:
        seal_log(socket)
        backup = transaction.savepoint_create()
        yield
        seal_log(socket)
    transaction.savepoint_rollback(backup)
