"""The checklist of the state of a case, and those of the states that it has left."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.functional import Promise

from casework.models import Case, CaseTask
from casework.record.events import Moved
from casework.vocabulary import CaseState
from casework.vocabulary.checklists import CHECKLISTS, READ_FOR_DANGER, ChecklistItem


@dataclass(frozen=True, kw_only=True)
class ListItem:
    """An item of the checklist, and who ticked it on which day; no name and no day while it is open."""

    key: str
    words: Promise
    who: str = ""
    on: date | None = None
    can_be_ticked: bool = False


def items_of(case: Case) -> tuple[ChecklistItem, ...]:
    """Return the checklist of the state that a case is in."""
    return CHECKLISTS.get(case.view.state, ()) if case.view.state else ()


def items_left(case: Case) -> tuple[ChecklistItem, ...]:
    """Return the checklists of the states that a case has left, in the order of the states, without that of its state now."""
    left = {one.event.from_state for one in case.record if isinstance(one.event, Moved)} - {case.view.state}
    return tuple(item for state, items in CHECKLISTS.items() if state in left for item in items)


def can_be_ticked(case: Case, key: str) -> bool:
    """Whether an item is on the list of the state of a case. The look for danger can still be ticked while it is screened."""
    late = (READ_FOR_DANGER,) if case.view.state is CaseState.SCREENING else ()
    return key in {one.key for one in (*items_of(case), *late)}


def list_items(case: Case, items: Iterable[ChecklistItem], ticked: Mapping[str, CaseTask]) -> tuple[ListItem, ...]:
    return tuple(_item(case, one, ticked.get(one.key)) for one in items)


def _item(case: Case, item: ChecklistItem, row: CaseTask | None) -> ListItem:
    if row is None or row.done_at is None:
        return ListItem(key=item.key, words=item.words, can_be_ticked=can_be_ticked(case, item.key))
    who = row.done_by.name if row.done_by else ""
    return ListItem(key=item.key, words=item.words, who=who, on=case.view.day_of(row.done_at))


def tick_item(case: Case, user: UUID, item: str) -> None:
    """Tick an item of the checklist. If it is already ticked, the first person stays named. Two statements."""
    moment = case.view.now
    CaseTask.objects.get_or_create(
        case_id=case.pk, item=item, defaults={"writer_id": user, "at": moment, "done_at": moment, "done_by_id": user}
    )


def untick_item(case: Case, item: str) -> None:
    CaseTask.objects.filter(case=case.pk, item=item).delete()
