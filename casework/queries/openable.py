"""Which sealed texts of a case a person may open: asked again at the opening itself, whatever a page asked for."""

from uuid import UUID

from casework.events import StepProposed
from casework.models import Case
from casework.queries.case_page import readable
from casework.vocabulary import Right


def openable(case: Case, right: Right) -> frozenset[tuple[UUID, str]]:
    """Return the (entry, field) pairs that the one who entered may open; a waiting step's input to those who may sign it."""
    texts = {(text.entry, text.field) for one in case.record for text in readable(one, case.rights, case.acting.person)}
    waiting = {
        (one.fact.id, "input") for one in case.record if isinstance(one.fact, StepProposed) and one.fact.step == right
    }
    return frozenset(texts | waiting)
