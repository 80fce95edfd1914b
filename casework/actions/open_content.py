"""Open sealed texts of a case: no entry in the record, no text."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.events import ContentOpened
from casework.models import Opening
from casework.queries.openable import openable
from casework.recording import opened, record_reading
from casework.vocabulary import Kept, NotSeen, Right

QUARTER = timedelta(minutes=15)


@transaction.atomic(durable=True)
def open_content(
    *, case: str, by: Actor, right: Right, kept: Kept, wanted: Iterable[tuple[UUID, str]]
) -> Mapping[tuple[UUID, str], Any]:
    """Return texts of one compartment by (entry, field) after recording who opened it.

    One entry covers a person, a compartment and a case for a quarter of an hour. Raises NotSeen or NoRight without `right`,
    NotSeen for a text that no right of theirs opens.
    """
    found, keys = access.case_shown(by, case, right), list(wanted)
    if not openable(found, right).issuperset(keys):
        raise NotSeen
    now = found.facts.now
    last, new = Opening.objects.select_for_update().get_or_create(
        case=found, user=by.user, kept=kept.value, defaults={"at": now}
    )
    if new or now - last.at >= QUARTER:
        last.at = now
        last.save(update_fields=["at"])
        record_reading(ContentOpened(case=found.id, kept=kept), subject=found)
    return opened(found, kept, keys)
