"""Rotates the key-encryption key: begin an epoch, rewrap every data key, retire the old epoch.

Each step is an entry of the record. While two epochs exist, KEK_FILE holds both private keys, one per line. Data erased during
an epoch is beyond recovery once the epoch's line and the last backup of its private key are gone.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from django.db import connection, transaction

from accounts.models import User
from accounts.pseudonyms import pseudonym
from ledger.append import Draft, append
from ledger.canonical import Json
from ledger.clock import now
from vault.compartments import CannotOpen, rewrap_key
from vault.keys import current_epoch, epoch_of
from vault.models import WrappedKey

BEGUN, REWRAPPED, RETIRED = "kek.begun", "kek.rewrapped", "kek.retired"
ROLE = "administrator"
CHUNK = 500
# No queryset takes an advisory lock, or returns the rows that it deletes.
_ALONE = "SELECT pg_advisory_xact_lock(hashtext('vault_keys'))"
_TAKE = """
DELETE FROM vault_keys.wrapped_key WHERE id IN (
  SELECT id FROM vault_keys.wrapped_key WHERE epoch <> %s AND NOT id = ANY(%s) ORDER BY id LIMIT %s
) RETURNING *
"""


class EpochRefused(RuntimeError):
    """The epoch may not begin or end as asked; nothing was changed. The text says why."""


@dataclass(frozen=True)
class Rewrapped:
    """The number of keys rewrapped to the current epoch, and of keys that could not be opened and stay unchanged."""

    keys: int
    shut: int


@transaction.atomic
def begin_epoch(*, by: User, private: Path, public: Path) -> str:
    """Make a key pair, append its private key to `private`, replace `public`, and return the epoch's name.

    Running processes seal under the old epoch until they are restarted. Raises OSError if a file cannot be written.
    """
    pair = X25519PrivateKey.generate()
    shared = pair.public_key().public_bytes_raw()
    before = epoch_of(bytes.fromhex(public.read_text(encoding="ascii")))
    _write(private, f"{private.read_text(encoding='ascii').strip()}\n{pair.private_bytes_raw().hex()}\n")
    _write(public, f"{shared.hex()}\n")
    _record(BEGUN, by, {"epoch": epoch_of(shared), "instead_of": before})
    return epoch_of(shared)


def rewrap(*, by: User, compromised: bool = False) -> Rewrapped:
    """Wrap every data key of an earlier epoch to the current one, in batches; it may be interrupted and repeated.

    `compromised`: the old private key may be known to others, so new texts get new data keys.
    """
    done, shut = 0, set[UUID]()
    while rows := _batch(shut, vouched=not compromised):
        stayed = {row.id for row in rows if row.epoch != current_epoch()}
        done, shut = done + len(rows) - len(stayed), shut | stayed
    told: dict[str, Json] = {"epoch": current_epoch(), "keys": done, "shut": len(shut), "compromised": compromised}
    with transaction.atomic():
        _record(REWRAPPED, by, told)
    return Rewrapped(done, len(shut))


def retire_epoch(*, by: User, epoch: str, private: Path, compromised: bool = False) -> None:
    """Remove the private key of an epoch from `private`: nothing that only it opens can be read again.

    Every process must have been restarted since the next epoch began: an older process still seals to this one. EpochRefused
    for the current epoch, for one that `private` lacks, and while a data key is wrapped to it. The entry is written first.
    """
    lines = {_epoch_of_private(line): line for line in private.read_text(encoding="ascii").split()}
    if epoch == current_epoch():
        raise EpochRefused(f"{epoch} is the current epoch: begin another first.")
    if epoch not in lines:
        raise EpochRefused(f"KEK_FILE holds no epoch {epoch}.")
    with transaction.atomic():
        lock_keys()
        if left := WrappedKey.objects.filter(epoch=epoch).count():
            raise EpochRefused(f"{left} data keys are still wrapped to {epoch}: run `manage.py kek rewrap` first.")
        _record(RETIRED, by, {"epoch": epoch, "compromised": compromised})
    _write(private, "".join(f"{line}\n" for name, line in lines.items() if name != epoch))


def lock_keys() -> None:
    """Make all other wrapping, retiring and destroying of keys wait until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(_ALONE)


@transaction.atomic
def _batch(shut: set[UUID], *, vouched: bool) -> list[WrappedKey]:
    lock_keys()
    rows = list(WrappedKey.objects.raw(_TAKE, [current_epoch(), list(shut), CHUNK]))
    return WrappedKey.objects.bulk_create([_rewrap_row(row, vouched=vouched) for row in rows])


def _rewrap_row(row: WrappedKey, *, vouched: bool) -> WrappedKey:
    try:
        return rewrap_key(row, vouched=vouched)
    except (CannotOpen, ValueError):
        return row


def _record(kind: str, by: User, data: Mapping[str, Json]) -> None:
    append(Draft(id=uuid4(), type=kind, stream="system", actor=pseudonym(by), role=ROLE, occurred=now(), data=data))


def _epoch_of_private(line: str) -> str:
    return epoch_of(X25519PrivateKey.from_private_bytes(bytes.fromhex(line)).public_key().public_bytes_raw())


def _write(path: Path, text: str) -> None:
    """Replace the file in one step, durably, and keep its mode."""
    fresh = path.with_name(f".{path.name}.new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        os.fchmod(file.fileno(), path.stat().st_mode & 0o777)
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
