"""The comparison of new seat holders with a case: a closed case is not swept for an office that has no seat in it."""

from collections.abc import Iterable
from uuid import UUID

from accounts.offices import newcomers
from casework.models import Case
from casework.queries.conflicts.conflict_sweep import sweep
from casework.workflow.guard import refuse_unless


def refuse_the_tied(case: Case, persons: Iterable[UUID]) -> None:
    """Raise NotNow if one of these people was appointed after the last sweep of a case and is tied to the case.

    One query if all of them were compared.
    """
    new = newcomers(persons, case.view.filing.swept_at)
    if new:
        refuse_unless(not new & sweep(case).denied, "person_is_free_of_conflict")
