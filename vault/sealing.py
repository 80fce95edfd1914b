"""Sealed texts: all that people type, kept under a compartment's key, with a commitment in the record."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from accounts.prepared_rows import insert_rows
from accounts.raw_rows import RawRows
from ledger.canonical import Json, decode, encode
from ledger.commitments import SALT_BYTES, commitment_to_encoded
from ledger.entries import b64, read_entry
from vault import aead
from vault.compartments import Compartment, DataKey, keys_to_seal, opening
from vault.keys import CannotOpen as CannotOpen
from vault.models import SealedAnswer, SealedText, WrappedKey

type Address = tuple[UUID, str]


@dataclass(frozen=True, kw_only=True)
class Text:
    """A value to be sealed for one field of a future entry, padded to the next multiple of `room` bytes when stored.

    `salt`: the salt of its commitment, where a signature names it already. Otherwise sealing makes one.
    """

    compartment: Compartment
    entry_id: UUID
    stream: str
    field: str
    value: Json
    room: int = aead.KIB
    salt: bytes = b""

    def __repr__(self) -> str:
        return f"Text({self.entry_id} {self.field})"


def seal(*texts: Text, keys_read: Iterable[WrappedKey] | None = None) -> dict[Address, bytes]:
    """Keep these texts, each under its compartment's key; return their commitments by address. Two statements at most.

    `keys_read`: the stored keys of the compartments, if the caller has them, which saves a statement.
    Raises NotCanonical for a value that has no canonical form, IntegrityError when a field is sealed already.
    """
    keys, new = keys_to_seal({text.compartment for text in texts}, read=keys_read)
    made = [seal_under(keys[text.compartment], text) for text in texts]
    insert_rows([*new, *(row for row, _ in made)])
    return {(row.entry_id, row.field): committed for row, committed in made}


def seal_under(key: DataKey, text: Text) -> tuple[SealedText, bytes]:
    """Seal under a given key. Return the row, which the caller has to store, and its commitment."""
    salt = text.salt or secrets.token_bytes(SALT_BYTES)
    aad = _address(key.row.id, entry_id=text.entry_id, stream=text.stream, field=text.field)
    body = encode(text.value)
    blob = aead.encrypt(key.secret, body, front=salt, aad=aad, step=text.room)
    row = SealedText(entry_id=text.entry_id, field=text.field, key=key.row, blob=blob)
    return row, commitment_to_encoded(salt=salt, entry_id=text.entry_id, field=text.field, body=body)


def open_many(compartment: Compartment, stream: str, wanted: Iterable[Address]) -> Mapping[Address, Json]:
    """The values at these addresses, in one query. An address with no text, or whose key is gone, is left out.

    Raises CannotOpen if a text was sealed for another place, if the entry commits to something else, or if there is no
    entry yet.
    """
    return open_many_of(stream, {compartment: wanted})


def open_many_of(stream: str, wanted: Mapping[Compartment, Iterable[Address]]) -> Mapping[Address, Json]:
    """Like `open_many`, but from several compartments of one stream, still in one query; no query if nothing is wanted."""
    return {address: value for address, (_, value) in _openings(stream, wanted).items()}


def openings(compartment: Compartment, stream: str, wanted: Iterable[Address]) -> Mapping[Address, tuple[bytes, Json]]:
    """Like `open_many`, with the salt of each value: salt and value together prove the commitment to their reader."""
    return _openings(stream, {compartment: wanted})


def _openings(stream: str, wanted: Mapping[Compartment, Iterable[Address]]) -> Mapping[Address, tuple[bytes, Json]]:
    kept_in = {address: compartment for compartment, some in wanted.items() for address in some}
    if not kept_in:
        return {}
    entry_ids = {entry_id for entry_id, _ in kept_in}
    rows = _TEXTS.ask({"entries": list(entry_ids)})

    @cache
    def data_key(row: WrappedKey, compartment: Compartment) -> bytes:
        return opening(row, compartment)

    found = {}
    for row, key, entry in rows:
        if compartment := kept_in.get(address := (row.entry_id, row.field)):
            commit = read_entry(bytes(entry))["commit"].get(row.field) if entry else None
            found[address] = value_of(row, data_key(key, compartment), stream, commit)
    return found


# Written by hand so that each text looks up its own key and entry. Without statistics, a join read all keys, and sorting
# by log position scanned the log from its beginning, which took 1.4 s.
_TEXTS = RawRows(
    """
SELECT {t}, {k}, e.entry FROM vault_sealedtext AS t
CROSS JOIN LATERAL (SELECT * FROM vault_keys.wrapped_key AS w WHERE w.id = t.key_id OFFSET 0) AS k
LEFT JOIN LATERAL (SELECT l.entry FROM ledger_entry AS l WHERE l.id = t.entry_id LIMIT 1) AS e ON TRUE
WHERE t.entry_id = ANY(%(entries)s)
""",
    {"t": SealedText, "k": WrappedKey},
)


def kept_addresses(entry_ids: Iterable[UUID]) -> frozenset[Address]:
    """Return the addresses of these entries at which both a text and its key are kept, or a sealed answer of a ballot.

    It opens nothing. One query.
    """
    wanted = list(entry_ids)
    rows = SealedText.objects.filter(entry_id__in=wanted, key__in=WrappedKey.objects.all())
    answers = SealedAnswer.objects.filter(entry_id__in=wanted)
    return frozenset(rows.values_list("entry_id", "field").union(answers.values_list("entry_id", "field")))


def value_of(row: SealedText, key: bytes, stream: str, commit: str | None) -> tuple[bytes, Json]:
    """The salt and value of a text under its data key; CannotOpen unless they are what the record commits to."""
    aad = _address(row.key_id, entry_id=row.entry_id, stream=stream, field=row.field)
    salt, body = aead.decrypt(key, bytes(row.blob), front=SALT_BYTES, aad=aad)
    value = decode(body)
    if commit != b64(commitment_to_encoded(salt=salt, entry_id=row.entry_id, field=row.field, body=body)):
        raise CannotOpen("the record commits to another text than the one kept here, or to none")
    return salt, value


def _address(key_id: UUID, *, entry_id: UUID, stream: str, field: str) -> bytes:
    return encode({"v": 1, "kid": str(key_id), "event": str(entry_id), "stream": stream, "field": field})
