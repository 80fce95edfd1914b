"""The tasks that a person gave and somebody else ticked off, as a line of Today says them."""

from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

from django.db.models import F, Func, QuerySet, UUIDField

from accounts.compiled import Compiled, Given
from accounts.models import User
from casework.models import CaseTask
from casework.queries.case.tasks import tasks_shown_to, words_of
from notifications.models import Item
from notifications.topics.table import Topic


class Ticked(NamedTuple):
    """The last task of a case that was ticked off: by whom, its words, and how many others were."""

    who: str
    words: str
    more: int


def tasks_ticked(user: User) -> Mapping[UUID, Ticked]:
    """Return, by case, what a person is told of the tasks that they gave, in cases in whose team they are now. One query."""
    found: dict[UUID, list[CaseTask]] = {}
    for row in _TICKED.rows(viewer=user.pk):
        found.setdefault(row.case_id, []).append(row)
    return {case: Ticked(_who(some[0]), words_of(some[0]), len(some) - 1) for case, some in found.items()}


def _who(row: CaseTask) -> str:
    return row.done_by.name if row.done_by else ""


def _ticked() -> QuerySet[CaseTask]:
    viewer = Given("viewer")
    told = Item.objects.filter(person=viewer, topic=Topic.TASK_DONE.value, withdrawn_at=None)
    tasks = told.annotate(task=Func(F("about"), function="unnest", output_field=UUIDField())).values("task")
    given = tasks_shown_to(viewer).filter(pk__in=tasks, writer=viewer, done_at__isnull=False)
    return given.select_related("key", "done_by").order_by("-done_at", "pk")


_TICKED = Compiled(_ticked)
