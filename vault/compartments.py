"""Compartments: what may be opened together, and may one day be destroyed together. Each has data keys of its own."""

import hmac
import secrets
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from accounts.prepared_rows import insert_rows
from accounts.raw_rows import RawRows
from ledger import clock
from ledger.canonical import encode
from vault import keys
from vault.keys import CannotOpen as CannotOpen
from vault.keys import Wrapped
from vault.models import WrappedKey

_DATA_KEY_BYTES = 32
# Every act that seals a text asks it: docs/adr/0014 has the figures.
_VOUCHED = RawRows(
    """
    SELECT {k} FROM vault_keys.wrapped_key AS k
    WHERE k.subject = ANY(%s) AND k.kind = ANY(%s) AND k.voucher <> '' ORDER BY k.made_at DESC
    """,
    {"k": WrappedKey},
)


class Kind(StrEnum):
    CASE = "case"
    IDENTITY = "identity"
    KEEP_AWAY = "keep_away"
    NOTIFY = "notify"
    REPORTER = "reporter"
    RESPONDENT = "respondent"
    PANEL = "panel"
    DECISION = "decision"
    REPORTER_TALK = "reporter_talk"
    RESPONDENT_TALK = "respondent_talk"
    REPORTER_APART = "reporter_apart"
    RESPONDENT_APART = "respondent_apart"
    DRAFT = "draft"


@dataclass(frozen=True)
class Compartment:
    """One subject's texts of one kind; built from what the door has authorised, never from a stored row."""

    subject: UUID
    kind: Kind


@dataclass(frozen=True)
class DataKey:
    """A compartment's key in clear: never stored, never logged."""

    row: WrappedKey
    secret: bytes

    def __repr__(self) -> str:
        return f"DataKey({self.row.id})"


def sealing_key(compartment: Compartment, read: WrappedKey | None = None) -> DataKey:
    """Return a key to seal with. A key that was `read` already is taken if it is vouched for, without a statement."""
    if read is not None and _is_vouched(read, compartment):
        return DataKey(read, opening(read, compartment))
    found, new = keys_to_seal({compartment})
    insert_rows(new)
    return found[compartment]


def stored_keys(compartments: Collection[Compartment]) -> list[WrappedKey]:
    """Return the stored keys of these compartments, newest first, whether they may be used or not. One statement at most."""
    if not compartments or not keys.can_open():
        return []
    subjects, kinds = zip(*((one.subject, one.kind.value) for one in compartments), strict=True)
    return [row for (row,) in _VOUCHED.ask([list(subjects), list(kinds)])]


def keys_to_seal(
    compartments: Collection[Compartment], *, read: Iterable[WrappedKey] | None = None
) -> tuple[dict[Compartment, DataKey], list[WrappedKey]]:
    """Return the key to seal with in each compartment, and the rows of new keys, still to be stored. One statement at most.

    `read`: what `stored_keys` returned, for these compartments and perhaps others; then there is no statement.

    A process without the private half makes a new key each time: it can seal and never open. One that holds it takes
    the newest key that such a process vouched for, or makes one; a key that was moved, altered or put into the table by
    somebody else is passed over.
    """
    found = _vouched_keys(compartments, stored_keys(compartments) if read is None else read)
    new = {compartment: fresh_key(compartment) for compartment in compartments if compartment not in found}
    return found | new, [key.row for key in new.values()]


def _vouched_keys(compartments: Collection[Compartment], rows: Iterable[WrappedKey]) -> dict[Compartment, DataKey]:
    found: dict[Compartment, DataKey] = {}
    for row in rows:
        compartment = Compartment(row.subject, Kind(row.kind))
        if compartment in found or compartment not in compartments:
            continue
        if _is_vouched(row, compartment):
            found[compartment] = DataKey(row, opening(row, compartment))
    return found


def _is_vouched(row: WrappedKey, compartment: Compartment) -> bool:
    vouched_for = _vouched_for(_binding(compartment, row.id), Wrapped(row.epoch, bytes(row.wrapped)))
    return hmac.compare_digest(bytes(row.voucher), keys.voucher(vouched_for))


def opening(row: WrappedKey, compartment: Compartment) -> bytes:
    """The data key in this row, if it was wrapped for this compartment; raises CannotOpen otherwise."""
    return keys.unwrap(Wrapped(row.epoch, bytes(row.wrapped)), info=_binding(compartment, row.id))


def rewrap_key(row: WrappedKey, *, vouched: bool) -> WrappedKey:
    """The same data key wrapped to the current epoch, under its id, for its place; the row is still to be stored.

    It is vouched for again only if it was, and only if `vouched`: without a voucher no further text is sealed under it.
    Raises CannotOpen for a row that was moved or altered, or whose epoch this process does not hold.
    """
    compartment = Compartment(row.subject, Kind(row.kind))
    binding = _binding(compartment, row.id)
    wrapped = keys.wrap(opening(row, compartment), info=binding)
    before = keys.voucher_under(row.epoch, _vouched_for(binding, Wrapped(row.epoch, bytes(row.wrapped))))
    held = vouched and before != b"" and hmac.compare_digest(bytes(row.voucher), before)
    voucher = keys.voucher(_vouched_for(binding, wrapped)) if held else b""
    return _wrapped_key(compartment, row.id, wrapped, voucher=voucher, made_at=row.made_at)


def fresh_key(compartment: Compartment) -> DataKey:
    """A new data key of the compartment, whose row is still to be stored."""
    secret, key_id = secrets.token_bytes(_DATA_KEY_BYTES), uuid4()
    binding = _binding(compartment, key_id)
    wrapped = keys.wrap(secret, info=binding)
    voucher = keys.voucher(_vouched_for(binding, wrapped))
    return DataKey(_wrapped_key(compartment, key_id, wrapped, voucher=voucher, made_at=clock.now()), secret)


def _wrapped_key(
    compartment: Compartment, key_id: UUID, wrapped: Wrapped, *, voucher: bytes, made_at: datetime
) -> WrappedKey:
    return WrappedKey(
        id=key_id,
        subject=compartment.subject,
        kind=compartment.kind,
        epoch=wrapped.epoch,
        wrapped=wrapped.blob,
        voucher=voucher,
        made_at=made_at,
    )


def _binding(compartment: Compartment, key_id: UUID) -> bytes:
    return encode(
        {"v": 1, "use": "data-key", "subject": str(compartment.subject), "kind": compartment.kind, "kid": str(key_id)}
    )


def _vouched_for(binding: bytes, wrapped: Wrapped) -> bytes:
    return binding + wrapped.epoch.encode("ascii") + wrapped.blob
