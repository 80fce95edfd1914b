"""A person's tasks for a step, for the page of the step to which they lead."""

from uuid import UUID

from casework.models import Case
from casework.queries.case.tasks import open_tasks_for, words_of
from casework.queries.people.colleagues import is_in_team
from casework.vocabulary import Verb


def own_tasks_for(case: Case, user: UUID, step: Verb) -> list[tuple[str, str]]:
    """Return the words of a viewer's open tasks for a step, and who asked for each; "" if they did.

    None for somebody outside the team of the case. One query, and one for each task that somebody else asked for.
    """
    rows = open_tasks_for(case, step) if is_in_team(case) else []
    return [(words_of(row), "" if row.writer_id == user else row.writer.name) for row in rows if row.person_id == user]
