"""Announces that notes or tasks of a case have changed, to whom they may matter."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from casework.access import Actor
from casework.models import Case, CaseNote, CaseTask
from casework.procedure.notes.signals import papers_changed, task_ticked
from casework.queries.people.colleagues import Colleague, colleagues
from casework.record.rights.notes import NOTHING


def tell_of_tick(case: Case, by: Actor, row: CaseTask) -> None:
    """Announce it for the person who has the task, and for the one who gave it."""
    people = colleagues(case)
    tell(CaseTask, case, by, people, filter(None, [row.person_id]))
    author = people[row.writer_id].rights if row.writer_id in people else NOTHING
    task_ticked.send(sender=CaseTask, case=case, task=row, seats=author.seats if author.working else ())


def tell(
    sender: type[CaseNote | CaseTask], case: Case, by: Actor, people: Mapping[UUID, Colleague], users: Iterable[UUID]
) -> None:
    """Announce that what waits for these accounts may have changed."""
    rights = {user: people[user].rights if user in people else NOTHING for user in users}
    papers_changed.send(sender=sender, case=case, people=rights, by=by.user.pk)
