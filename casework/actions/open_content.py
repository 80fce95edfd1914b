"""Open sealed texts of a case: no entry in the record, no text."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.events import ContentOpened
from casework.models import Opening
from casework.queries.openable import openable
from casework.recording import opened_together, record_reading
from casework.vocabulary import Kept, NotSeen, Right


@transaction.atomic(durable=True)
def open_content(
    *, case: str, by: Actor, rights: Collection[Right], wanted: Mapping[Kept, Collection[tuple[UUID, str]]]
) -> Mapping[tuple[UUID, str], Any]:
    """Return texts by (entry, field), asked for by the compartment they are kept in, after recording who opened it.

    One entry covers a person, a compartment and a case for a quarter of an hour. Raises NotSeen or NoRight without any of
    `rights`, NotSeen for a text that no right of theirs opens.
    """
    found = access.case_shown(by, case, *rights)
    if not openable(found, rights).issuperset(address for some in wanted.values() for address in some):
        raise NotSeen
    due = Opening.objects.due(found, by.user, wanted, at=found.facts.now)
    if due:
        record_reading(*(ContentOpened(case=found.id, kept=kept) for kept in due), subject=found)
    return opened_together(found, wanted)
