"""Rotates the log's key: an entry announces the new key, and the checkpoint over that entry carries both signatures."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID, uuid4

from django.db import transaction

from ledger.append import Draft, append
from ledger.clock import now
from ledger.keyring import Keyring, LogKey
from ledger.models import Checkpoint, Entry
from ledger.notes import NotANote, VerifierKey, read_note, signers

BEGUN, TURNED = "log_key.begun", "log_key.turned"
ROLE = "administrator"


class TurnRefused(RuntimeError):
    """The log cannot change to this key, or not yet; nothing was changed. The text says why."""


@transaction.atomic
def begin_log_key(*, person: UUID, text: str, ring: Keyring) -> VerifierKey:
    """Record that the key printed as `text` will sign beside the current one. TurnRefused for another key."""
    key = _read(text, ring)
    if key in [each.key for each in ring.log_keys]:
        raise TurnRefused("The keyring has this key already.")
    _record(BEGUN, person, {"key": str(key)})
    return key


@transaction.atomic
def turn_log_key(*, person: UUID, text: str, ring: Keyring) -> tuple[Keyring, int]:
    """Return the keyring that changes to this key, and the size: that of the first checkpoint signed by both keys.

    TurnRefused if no entry announces the key, or while no checkpoint over that entry carries both signatures.
    """
    key = _read(text, ring)
    begun = [entry for entry in Entry.objects.filter(type=BEGUN) if entry.body["data"]["key"] == str(key)]
    if not begun:
        raise TurnRefused("No entry says that this key began: run `manage.py log_key begin` first.")
    points = Checkpoint.objects.filter(size__gt=begun[0].log_index).order_by("size")
    signed = (p.size for p in points if _is_signed_by(p, [key]) and _is_signed_by(p, ring.keys_at(p.size)))
    size = next(signed, None)
    if size is None:
        raise TurnRefused(
            "No checkpoint carries both signatures yet: start the signer with both keys, and wait for one."
        )
    _record(TURNED, person, {"key": str(key), "size": size})
    closed = [replace(each, until=size) if each.until is None else each for each in ring.log_keys]
    return replace(ring, log_keys=[*closed, LogKey(key, since=size)]), size


def _is_signed_by(point: Checkpoint, keys: Sequence[VerifierKey]) -> bool:
    return bool(signers(read_note(point.note), keys))


def _read(text: str, ring: Keyring) -> VerifierKey:
    try:
        return VerifierKey.read_of_log(text, ring.origin)
    except NotANote as fault:
        raise TurnRefused(str(fault)) from fault


def _record(kind: str, person: UUID, data: dict[str, str | int]) -> None:
    append(Draft(id=uuid4(), type=kind, stream="system", actor=person, role=ROLE, occurred=now(), data=data))
