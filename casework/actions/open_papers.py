"""Open the page of a case: whatever of it its viewer may read, told in the record before it is shown."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from casework.access import Actor
from casework.events import ContentOpened
from casework.models import Opening
from casework.queries.case_page import CasePage, case_page, grouped
from casework.recording import opened_together, record_reading
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def open_papers(*, case: str, by: Actor, verbs: Iterable[Verb]) -> tuple[CasePage, Mapping[tuple[UUID, str], Any]]:
    """Return a case as its viewer may see it, with its texts by (entry, field), after recording who opened them.

    One entry covers a person, a compartment and a case for a quarter of an hour. Raises NotSeen or NoRight.
    """
    page = case_page(by, case, verbs=verbs)
    wanted = grouped(page.texts)
    texts = opened_together(page.case, wanted)
    due = Opening.objects.due(page.case, by.user, wanted, at=page.case.facts.now)
    if due:
        record_reading(*(ContentOpened(case=page.case.id, kept=kept) for kept in due), subject=page.case)
    return page, texts
