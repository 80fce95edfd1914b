"""Answers of ballots, sealed to keys that only the signer has, until it opens those that a count reaches."""

import secrets
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from ledger.canonical import Json
from ledger.commitments import SALT_BYTES, commitment
from ledger.sealed_answers import seal_answer
from vault.compartments import Compartment
from vault.models import SealedAnswer
from vault.sealing import Address, Text, seal


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a future vote says of one option. `public` and `info`: to whom it is sealed, and for what.

    `salt`: the salt of its commitment, where a signature names it already.
    """

    entry_id: UUID
    field: str
    value: Json
    public: bytes
    info: bytes
    salt: bytes = b""

    def __repr__(self) -> str:
        return f"Answer({self.entry_id} {self.field})"


def seal_answers(answers: Iterable[Answer]) -> dict[Address, bytes]:
    """Keep these answers sealed, and return their commitments by address. One statement, none for none."""
    rows, commits = [], {}
    for one in answers:
        salt = one.salt or secrets.token_bytes(SALT_BYTES)
        blob = seal_answer(one.value, salt=salt, public=one.public, info=one.info)
        rows.append(SealedAnswer(entry_id=one.entry_id, field=one.field, blob=blob))
        commits[one.entry_id, one.field] = commitment(
            salt=salt, entry_id=one.entry_id, field=one.field, value=one.value
        )
    if rows:
        SealedAnswer.objects.bulk_create(rows)
    return commits


def sealed_answers(votes: Collection[UUID], field: str) -> dict[UUID, bytes]:
    """Return the sealed answers of some votes to one option, by vote. One query."""
    rows = SealedAnswer.objects.filter(entry_id__in=list(votes), field=field)
    return {entry: bytes(blob) for entry, blob in rows.values_list("entry_id", "blob")}


def move_to_texts(opened: Mapping[Address, tuple[bytes, Json]], compartment: Compartment, stream: str) -> None:
    """Keep opened answers as texts of a compartment, with the salts of their commitments, and delete their sealed form."""
    seal(
        *(
            Text(compartment=compartment, entry_id=entry, stream=stream, field=field, value=value, salt=salt)
            for (entry, field), (salt, value) in opened.items()
        )
    )
    for field in {name for _, name in opened}:
        SealedAnswer.objects.filter(entry_id__in=[vote for vote, name in opened if name == field], field=field).delete()
