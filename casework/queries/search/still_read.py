"""What remains of the results of a search in a case that has changed since: only what its owner may still read there.

A search shows papers that were read by the rights of an earlier moment. Somebody can lose the right to read the report of a
case that they still see, also while a worker looks through its files.
"""

from collections.abc import Collection, Iterable, Mapping
from hashlib import sha256
from typing import Any, NamedTuple, Self
from uuid import UUID

from accounts.models import User
from casework.models import Case
from casework.queries.case.page import CasePage, all_readable
from casework.queries.search.papers_looked_through import (
    NOTE,
    notes_to_look_through,
    page_to_look_through,
    texts_to_look_through,
)


class Moment(NamedTuple):
    """What decides which papers of a case somebody may read: its last entry, and a digest of their rights there."""

    head: str
    rights: str

    @classmethod
    def of(cls, head: UUID | None, rights: Collection[str]) -> Self:
        return cls(str(head), sha256(" ".join(sorted(rights)).encode()).hexdigest()[:16])

    @classmethod
    def when_read(cls, case: Case) -> Self:
        """Return the moment at which this case was read for its viewer."""
        return cls.of(case.record[-1].event.id, case.rights)


def still_read(user: User, reference: str, found: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return those of the papers found in a case that its viewer may read now, in the texts that have the words.

    A dozen queries, so only for a case that has changed.
    """
    page, found = page_to_look_through(user, reference), list(found)
    if page is None:
        return []
    texts = {key: {text.field for text in some} for key, _kind, _on, some in texts_to_look_through(page)}
    files, notes = _with_files(page), _notes(page, user, found)
    return [one for one in found if _is_read(one, texts, files, notes)]


def _is_read(
    one: Mapping[str, Any], texts: Mapping[UUID, Collection[str]], files: Collection[UUID], notes: Collection[UUID]
) -> bool:
    key = UUID(one["entry"])
    if "file" in one:
        return key in files
    return key in notes if one["type"] == NOTE else set(one["fields"]) <= set(texts.get(key, ()))


def _with_files(page: CasePage) -> frozenset[UUID]:
    """Return the entries whose files the viewer may open: by the rule of `files.place_of_file`."""
    return frozenset(one.event.id for one, texts in all_readable(page.case) if texts)


def _notes(page: CasePage, user: User, found: Iterable[Mapping[str, Any]]) -> frozenset[UUID]:
    keys = [one["entry"] for one in found if one["type"] == NOTE]
    return frozenset(notes_to_look_through(page, user).filter(pk__in=keys).values_list("pk", flat=True))
