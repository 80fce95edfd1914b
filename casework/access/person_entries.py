"""Entries of the system's stream, many of them about a person's account and offices."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from accounts.models import PersonEntry, User
from accounts.pseudonyms import pseudonym
from ledger.append import Draft
from ledger.canonical import Json


def system_entry(kind: str, *, by: User, role: str, moment: datetime, data: Mapping[str, Json]) -> Draft:
    """Return an entry of the system's stream, which the caller has to append."""
    actor = pseudonym(by)
    return Draft(id=uuid4(), type=kind, stream="system", actor=actor, role=role, occurred=moment, data=data)


def entry_about(
    user: User,
    kind: str,
    *,
    by: User,
    role: str,
    moment: datetime,
    data: Mapping[str, Json] | None = None,
    commit: Mapping[str, bytes] | None = None,
    refs: Sequence[tuple[str, bytes]] = (),
    entry_id: UUID | None = None,
) -> Draft:
    """Return an entry about a person, which the caller has to append, and note whom it is about."""
    said = {"person": str(pseudonym(user)), **(data or {})}
    draft = system_entry(kind, by=by, role=role, moment=moment, data=said)
    draft = replace(draft, id=entry_id or draft.id, commit=commit or {}, refs=refs)
    PersonEntry.objects.create(entry_id=draft.id, user=user, at=moment)
    return draft
