"""Papers and answers that came in: each waits for its reader until they have opened it.

An entry counts as opened when a page shows its text or file. The record of readings cannot tell: it names only the
compartment, so a paper that came in a minute later would count as read too.
"""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Func, Value
from django.db.models.fields import UUIDField

from accounts.models import User
from casework.models import Case
from casework.record.events import Event, StepReturned
from casework.record.state.people import PARTIES
from casework.vocabulary import Right
from ledger.clock import now
from notifications.models import Item
from notifications.topics.rules import RULES
from notifications.topics.table import TOPICS

LABELS = frozenset({"title"})
"""The texts of a paper that lists show: seeing them does not count as opening it."""
TO_READ = tuple(topic for topic, row in TOPICS.items() if row.until_read)
KINDS = tuple(kind for kind, rules in RULES.items() if any(rule.topic in TO_READ for rule in rules))
"""The events that bring something to read."""
UUIDS = ArrayField(UUIDField())


def can_be_opened(event: Event, rights: Collection[Right]) -> bool:
    """Whether somebody with these rights can open what came with an event: its file or, without one, one of its texts.

    No right opens why a step came back: its author reads it on the page of the step.
    """
    return isinstance(event, StepReturned) or any(
        not seal.opens.isdisjoint(rights)
        for name, seal in event.sealed.items()
        if name not in LABELS or _file_of(event) is not None
    )


def mark_as_read(case: Case, user: User, texts: Collection[tuple[UUID, str]], file: UUID | None) -> None:
    """Remove what a person opens now from their unread entries. No query if nothing in it can be unread.

    A paper with a file counts as read once its file is opened; anything else, once its text is. The notification is
    withdrawn with the last unread entry.
    """
    read = _read_now(case, texts, file) if case.seats.isdisjoint(PARTIES) else frozenset()
    if not read:
        return
    waiting = Item.objects.select_for_update().filter(
        case=case, person=user, topic__in=TO_READ, withdrawn_at__isnull=True
    )
    for item in waiting:
        if read.isdisjoint(item.about):
            continue
        item.about = [one for one in item.about if one not in read]
        if not item.about:
            item.withdrawn_at, item.mail_due = now(), None
        item.save(update_fields=["about", "withdrawn_at", "mail_due"])


def add_to_read(more: Iterable[tuple[Item, list[UUID]]]) -> list[Item]:
    """Add unread entries to items. Return a new item for each that was withdrawn meanwhile, because all of it was read.

    One statement for each existing item: its reader may be removing entries at the same time.
    """
    fresh = []
    for item, entries in more:
        if item._state.adding:
            item.about = entries
            continue
        both = Func(F("about"), Value(entries, output_field=UUIDS), function="array_cat", output_field=UUIDS)
        standing = Item.objects.filter(pk=item.pk, withdrawn_at__isnull=True)
        if not standing.update(about=both):
            same = {name: getattr(item, name) for name in ("case", "person_id", "seat", "topic", "since")}
            fresh.append(Item(**same, about=entries))
    return fresh


def _read_now(case: Case, texts: Collection[tuple[UUID, str]], file: UUID | None) -> frozenset[UUID]:
    shown = {entry for entry, name in texts if name not in LABELS}
    news = (one.event for one in case.record if isinstance(one.event, KINDS))
    return frozenset(
        event.id for event in news if (event.id in shown if _file_of(event) is None else _file_of(event) == file)
    )


def _file_of(event: Event) -> UUID | None:
    found: UUID | None = getattr(event, "file", None)
    return found
