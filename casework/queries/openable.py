"""Which sealed texts of a case a person may open: asked again at the opening itself, whatever a page asked for."""

from collections.abc import Collection
from uuid import UUID

from casework.models import Case
from casework.queries.case_page import all_readable
from casework.record.events import StepProposed
from casework.vocabulary import Right


def openable(case: Case, rights: Collection[Right]) -> frozenset[tuple[UUID, str]]:
    """Return the (entry, field) pairs that the one who entered may open; a waiting step's input to those who may sign it."""
    texts = {(text.entry, text.field) for _, some in all_readable(case) for text in some}
    waiting = {
        (one.event.id, "input")
        for one in case.record
        if isinstance(one.event, StepProposed) and one.event.step in rights
    }
    return frozenset(texts | waiting)
