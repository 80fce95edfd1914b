"""Entries of the record about a person's account and offices."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID, uuid4

from accounts.models import PersonEntry, User
from accounts.pseudonyms import pseudonym
from ledger.append import Draft
from ledger.canonical import Json


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
    """Return an entry about a person, which is still to be appended, and note whom it is about."""
    draft = Draft(
        id=entry_id or uuid4(),
        type=kind,
        stream="system",
        actor=pseudonym(by),
        role=role,
        occurred=moment,
        data={"person": str(pseudonym(user)), **(data or {})},
        commit=commit or {},
        refs=refs,
    )
    PersonEntry.objects.create(entry_id=draft.id, user=user, at=moment)
    return draft
