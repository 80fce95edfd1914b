"""What a step that was taken ends among the tasks of its case."""

from django.db import transaction

from casework.access import Actor
from casework.models import Case
from casework.procedure.notes.telling import tell_of_tick
from casework.queries.case.tasks import open_tasks_for
from casework.queries.people.colleagues import is_in_team
from casework.vocabulary import Verb


def finish_tasks_for(case: Case, by: Actor, step: Verb) -> bool:
    """Tick off what asked for a step that was just taken. Return whether there was such a task of which the actor may know.

    Anybody who takes the step ends the task. The team is told the name of an actor of the team; for others, that of the
    person who was asked. No query if no task was open when the case was locked: tasks are written under the same lock.
    """
    if not case.may_have_tasks:
        return False
    found, in_team = open_tasks_for(case, step), is_in_team(case)
    for row in found:
        row.done_at, row.done_by_id = case.view.now, by.user.pk if in_team else row.person_id
        with transaction.atomic():
            row.save(update_fields=["done_at", "done_by"])
            tell_of_tick(case, by, row)
    return bool(found) and in_team
