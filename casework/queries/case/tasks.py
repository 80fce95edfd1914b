"""The tasks of a case: the checklist of its state, and the tasks that its officers wrote, sealed under its key."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

import structlog
from django.db.models import Exists, F, Min, OuterRef, QuerySet

from accounts.compiled import Compiled, Given, IsOneOf
from accounts.models import User
from casework.models import Case, CaseGrant, CaseTask, Seating
from casework.queries.steps.checklist import ListItem, items_left, items_of, list_items
from casework.record.rights.notes import DECIDING, FINDING
from casework.recording import compartment_of
from casework.vocabulary import CaseCompartment, Reading, Verb
from ledger.canonical import JsonObject, encode
from vault import aead
from vault.compartments import CannotOpen, Compartment, Kind, opening, sealing_key
from vault.models import WrappedKey

LOG = structlog.get_logger()
MOST = 100
"""How many tasks of their own the officers of a case can have at once."""
DECIDES = tuple(seat.value for seat in FINDING | DECIDING)


@dataclass(frozen=True, kw_only=True)
class Task:
    """A task with words of its own, None if they cannot be opened.

    `step` is the step it is for, if it names one. `who` has it, "" if nobody has. `by_me`: the viewer wrote it; `asked_by`:
    somebody else did. `on`: done on that day.
    """

    id: UUID
    words: str | None
    step: Verb | None
    who: str
    mine: bool
    by_me: bool
    asked_by: str
    due_on: date | None
    days_left: int
    done_by: str
    on: date | None


@dataclass(frozen=True, kw_only=True)
class Tasks:
    """The checklist of the state, those of `earlier` states, and the tasks of the officers: open ones by day, then those that
    were done.
    """

    checklist: tuple[ListItem, ...]
    earlier: tuple[ListItem, ...]
    open: tuple[Task, ...]
    done: tuple[Task, ...]

    @property
    def number(self) -> int:
        return len(self.open) + sum(item.on is None for item in self.checklist)


def tasks_of(case: Case, user: UUID, people: Collection[UUID]) -> Tasks:
    """Return the tasks of a case. `people` are the accounts of those who may have one. One query."""
    found = CaseTask.objects.filter(case=case.pk).select_related("key", "person", "done_by", "writer")
    rows = list(found.order_by("at", "pk"))
    ticked = {row.item: row for row in rows if row.item}
    own = [_task(case, row, user, people) for row in rows if not row.item]
    return Tasks(
        checklist=list_items(case, items_of(case), ticked),
        earlier=list_items(case, items_left(case), ticked),
        open=tuple(sorted((one for one in own if one.on is None), key=lambda one: one.due_on or date.max)),
        done=tuple(one for one in own if one.on is not None),
    )


def tasks_given(case: Case, user: UUID, people: Collection[UUID]) -> tuple[Task, ...]:
    """Return the tasks that a person wrote, who need not be in the team: intake asks for progress, too. One query."""
    rows = own_tasks(case).filter(writer=user).select_related("key", "person", "done_by").order_by("at", "pk")
    return tuple(_task(case, row, user, people) for row in rows[:MOST])


def _task(case: Case, row: CaseTask, user: UUID, people: Collection[UUID]) -> Task:
    has = row.person if row.person_id in people else None
    words, step = _opened(row)
    return Task(
        id=row.pk,
        words=words,
        step=step,
        who=has.name if has else "",
        mine=row.person_id == user,
        by_me=row.writer_id == user,
        asked_by="" if row.writer_id == user else row.writer.name,
        due_on=row.due_on,
        days_left=(row.due_on - case.view.today).days if row.due_on else 0,
        done_by=_name(row),
        on=case.view.day_of(row.done_at) if row.done_at else None,
    )


def _name(row: CaseTask) -> str:
    return row.done_by.name if row.done_by else ""


@dataclass(frozen=True, kw_only=True)
class FirstTask:
    """A person's open task in a case that is due first, as `Task` has it, and how many `more` they have there.

    `asked_by` is "" if they wrote it for themselves. It was written `at` this moment (UTC).
    """

    words: str | None
    step: Verb | None
    more: int
    asked_by: str
    at: datetime
    due_on: date | None


def first_task_in(user: User, cases: Collection[UUID]) -> Mapping[UUID, FirstTask]:
    """Return, by case, a person's open task that is due first.

    Only for cases in which they are in the team now: their notification is withdrawn only some time after the step that
    took them out of it. Only the first task of each case is opened. One query, none without cases.
    """
    found: dict[UUID, list[CaseTask]] = {}
    for row in _OWN.rows(viewer=user.pk, cases=list(cases)) if cases else ():
        found.setdefault(row.case_id, []).append(row)
    return {case: _first(tasks, user) for case, tasks in found.items()}


def _first(tasks: list[CaseTask], user: User) -> FirstTask:
    first, more, (words, step) = tasks[0], len(tasks) - 1, _opened(tasks[0], user.pk)
    asked_by = "" if words is None or first.writer_id == user.pk else first.writer.name
    return FirstTask(words=words, step=step, more=more, asked_by=asked_by, at=first.at, due_on=first.due_on)


def tasks_shown_to(viewer: Given) -> QuerySet[CaseTask]:
    """Return the tasks with words of their own in the cases in whose team a viewer is now; no query yet."""
    rights = CaseGrant.objects.filter(content_object=OuterRef("case"), user=viewer)
    decides = Seating.objects.filter(case=OuterRef("case"), user=viewer, seat__in=DECIDES)
    found = CaseTask.objects.filter(~Exists(decides), item="")
    for right in (Reading.SEE_CASE, Reading.READ_COMPLAINT):
        found = found.filter(Exists(rights.filter(permission__codename=right.value)))
    return found.select_related("key")


def _own() -> QuerySet[CaseTask]:
    viewer = Given("viewer")
    own = tasks_shown_to(viewer).filter(IsOneOf("case", "cases"), person=viewer, done_at=None)
    return own.select_related("key", "writer").order_by(F("due_on").asc(nulls_last=True), "at", "pk")


_OWN = Compiled(_own)


def words_of(row: CaseTask) -> str:
    """Return the words of a task; "" if they cannot be opened."""
    return _opened(row)[0] or ""


def _opened(row: CaseTask, person: UUID | None = None) -> tuple[str | None, Verb | None]:
    """Return the words of a task, None if they cannot be opened, and the step it is for, None if it names none.

    With `person`, only if they were given the task. Today shows it without asking the door of the case, so it must not follow
    from a column that somebody could change in the table.
    """
    try:
        said = _said(row)
    except CannotOpen:
        LOG.exception("task_not_opened")
        return None, None
    if said is None or (person is not None and said.get("person") != str(person)):
        return None, None
    return said["words"], Verb(said["step"]) if said.get("step") in set(Verb) else None


def _said(row: CaseTask) -> dict[str, Any] | None:
    """Return what is sealed of a task, None for an item of a checklist. Raises CannotOpen."""
    if row.key is None or row.blob is None:
        return None
    secret = opening(row.key, Compartment(row.case_id, Kind.CASE))
    _front, body = aead.decrypt(secret, bytes(row.blob), aad=_place(row, row.key))
    said: dict[str, Any] = json.loads(body)
    return said


def asks_to_step_out(row: CaseTask) -> bool:
    """Whether a task asks its person to give the case to somebody else."""
    try:
        return bool((_said(row) or {}).get("step_out"))
    except CannotOpen:
        return False  # `_opened` logs it wherever the task is shown.


def keep_task(
    case: Case,
    user: UUID,
    *,
    words: str,
    person: UUID,
    due_on: date | None,
    step: Verb | None = None,
    step_out: bool = False,
) -> None:
    """Seal a new task under the key of its case, with its step and its person: nobody else may read which step is to come."""
    key = sealing_key(compartment_of(case, CaseCompartment.CASE))
    row = CaseTask(
        id=uuid4(), case_id=case.pk, writer_id=user, person_id=person, due_on=due_on, at=case.view.now, key=key.row
    )
    said: JsonObject = {"words": words, "step": step.value if step else None, "person": str(person)}
    if step_out:
        said["step_out"] = True
    row.blob = aead.encrypt(key.secret, encode(said), aad=_place(row, key.row))
    row.save(force_insert=True)


def give_task(row: CaseTask, user: User) -> None:
    """Give a task to somebody else, and seal that too. Of one that cannot be opened, only the row says it."""
    row.person = user
    try:
        said = _said(row)
    except CannotOpen:
        LOG.exception("task_not_opened")
        said = None
    if row.key is not None and said is not None:
        secret = opening(row.key, Compartment(row.case_id, Kind.CASE))
        row.blob = aead.encrypt(secret, encode(said | {"person": str(user.pk)}), aad=_place(row, row.key))
    row.save(update_fields=["person", "blob"])


def own_tasks(case: Case) -> QuerySet[CaseTask]:
    """Return the tasks with words of their own in a case; no query yet."""
    return CaseTask.objects.filter(case=case.pk, item="")


def open_tasks_for(case: Case, step: Verb) -> list[CaseTask]:
    """Return the open tasks of a case that name a step. One query."""
    rows = own_tasks(case).filter(done_at=None).select_related("key")
    return [row for row in rows if _opened(row)[1] is step]


def tasks_waiting(case: UUID, people: Collection[UUID]) -> Mapping[UUID, date | None]:
    """Return which of these people have an open task in a case, with the earliest day of one. One query."""
    rows = CaseTask.objects.filter(case=case, item="", person__in=people, done_at__isnull=True)
    return dict(rows.order_by().values("person").annotate(first=Min("due_on")).values_list("person", "first"))


def forget_tasks_in(case: UUID) -> None:
    """Delete the tasks of a case whose keys are destroyed."""
    CaseTask.objects.filter(case=case).delete()


def _place(row: CaseTask, key: WrappedKey) -> bytes:
    """Bind a task to its case and writer: in another row it does not open."""
    return encode(
        {
            "v": 1,
            "use": "case-task",
            "kid": str(key.id),
            "id": str(row.pk),
            "case": str(row.case_id),
            "writer": str(row.writer_id),
        }
    )
