"""What waits for a person because of notes and tasks of a case, which make no entry that dispatch could read."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from casework.models import Case, CaseTask
from casework.queries.case.tasks import tasks_waiting
from casework.queries.threads.notes import named_and_waiting
from casework.record.rights.notes import NoteRights
from casework.vocabulary import Seat
from notifications.mail.times import first_mail, mail_choices
from notifications.models import Item, MailChoice
from notifications.topics.table import Topic

type Key = tuple[UUID, str]
"""An account and a topic."""
TOPICS = (Topic.NOTE.value, Topic.TASK.value)


def settle_papers(case: Case, people: Mapping[UUID, NoteRights], by: UUID) -> None:
    """Bring the items of these people about notes and tasks in line with the case, in the transaction of the change.

    Nobody is mailed about what they did themselves.
    """
    waits = papers_waiting(case, people)
    found = Item.objects.filter(case=case.pk, person__in=people, topic__in=TOPICS, withdrawn_at__isnull=True)
    known: dict[Key, Item] = {(item.person_id, item.topic): item for item in found}
    over = [item.pk for key, item in known.items() if key not in waits]
    moved = [item for key, item in known.items() if key in waits and item.due != waits[key]]
    new = [(key, people[key[0]].seats[0]) for key in waits if key not in known]
    for item in moved:
        item.due = waits[item.person_id, item.topic]
    mails = _mails({user for (user, _topic), _seat in new if user != by}, case.view.now)
    Item.objects.filter(pk__in=over).update(withdrawn_at=case.view.now, mail_due=None)
    Item.objects.bulk_update(moved, ["due"])
    made = [_item(case, key, seat, waits[key], mails.get(key[0])) for key, seat in new]
    Item.objects.bulk_create(made, ignore_conflicts=True)


def settle_tick(case: Case, task: CaseTask, seats: Sequence[Seat]) -> None:
    """Tell the author of a task that somebody else ticked it off, or take that back. No mail is sent about it.

    `seats` are those in which its author may still give tasks.
    """
    told = Item.objects.select_for_update().filter(case=case.pk, person=task.writer_id, topic=Topic.TASK_DONE.value)
    item = told.filter(withdrawn_at__isnull=True).first()
    about = [one for one in (item.about if item else []) if one != task.pk]
    if seats and task.done_by_id not in (None, task.writer_id):
        about.append(task.pk)
    if item is None and about:
        item = _item(case, (task.writer_id, Topic.TASK_DONE.value), seats[0], None, None)
        item.about = about
        Item.objects.bulk_create([item], ignore_conflicts=True)
    elif item is not None:
        item.about, item.withdrawn_at = about, None if about else case.view.now
        item.save(update_fields=["about", "withdrawn_at"])


def papers_waiting(case: Case, people: Mapping[UUID, NoteRights]) -> dict[Key, datetime | None]:
    """Return what waits for these people of what they may read now, with the end of its first day. Two queries."""
    return dict(_waiting(case, people))


def _waiting(case: Case, people: Mapping[UUID, NoteRights]) -> Iterator[tuple[Key, datetime | None]]:
    zone = ZoneInfo(case.view.rules.zone)
    for user in named_and_waiting(case.pk, people):
        yield (user, Topic.NOTE.value), None
    for user, day in tasks_waiting(case.pk, [user for user, rights in people.items() if rights.team]).items():
        yield (user, Topic.TASK.value), _end_of(day, zone) if day else None


def _mails(people: Collection[UUID], moment: datetime) -> Mapping[UUID, datetime | None]:
    """Return when each of these people is mailed about what is new. One query, or none without people."""
    choices = mail_choices(people)
    daily = MailChoice.Often.DAILY
    return {user: first_mail(choices.get(user, daily), moment, law=False, by_day=False) for user in people}


def _end_of(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), zone) - timedelta(seconds=1)


def _item(case: Case, key: Key, seat: Seat, due: datetime | None, mail_due: datetime | None) -> Item:
    since = case.view.day_of(case.view.now)
    return Item(
        case_id=case.pk, person_id=key[0], seat=seat.value, topic=key[1], since=since, due=due, mail_due=mail_due
    )
