"""What a person marked as seen since they signed in, which they can bring back: their session keeps the keys and no words."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

from accounts.models import User
from casework import access
from ledger.clock import now
from notifications.models import Item
from notifications.topics.table import TOPICS, Topic
from notifications.waiting.lines import WaitingLine, lines_of
from notifications.waiting.mails import withdrawn_items_of
from notifications.waiting.times import lock_cursor, settle_cases

MARKED, MOST = "marked_seen", 20
"""The session key, and how many are kept."""


def mark_as_seen(request: HttpRequest, item: Item) -> None:
    """Withdraw an item, and keep its key in the session."""
    Item.objects.filter(pk=item.pk).update(withdrawn_at=now(), mail_due=None)
    request.session[MARKED] = [*_marked(request), str(item.pk)][-MOST:]


def marked_lines(request: HttpRequest, user: User) -> Sequence[WaitingLine]:
    """Return what was marked in this session and can be brought back, the latest first. No query if nothing was."""
    keys = _marked(request)
    if not keys:
        return ()
    found = _to_bring_back(user.pk).filter(pk__in=keys)
    return lines_of(user, sorted(found, key=lambda item: keys.index(str(item.pk)), reverse=True), now())


def bring_back(request: HttpRequest, user: User, key: UUID) -> Item | None:
    """Let an item that was marked in this session wait again, unless it has ended since. None if there is none to bring back.

    Like each change of what waits, it keeps dispatch away meanwhile.
    """
    with lock_cursor():
        found = _to_bring_back(user.pk).filter(pk=key).first()
        if found is None or str(key) not in _marked(request):
            return None
        if not _has_ended(found):
            Item.objects.filter(pk=key).update(withdrawn_at=None)
            settle_cases([found.case_id], now())
    request.session[MARKED] = [one for one in _marked(request) if one != str(key)]
    found.refresh_from_db(fields=["withdrawn_at"])
    return found


def _to_bring_back(person: UUID) -> QuerySet[Item]:
    """Return what does not wait any more for a person, without what was told again since."""
    again = Item.objects.filter(
        person=OuterRef("person"),
        case=OuterRef("case"),
        topic=OuterRef("topic"),
        clock=OuterRef("clock"),
        withdrawn_at__isnull=True,
    )
    return withdrawn_items_of(person).filter(~Exists(again)).select_related("case")


def _has_ended(item: Item) -> bool:
    """Whether an event that ends such an item was recorded after it was marked; dispatch has read it and withdrawn nothing."""
    marked, ends = item.withdrawn_at, TOPICS[Topic(item.topic)].ends
    record = access.case_behind(item.case_id, now()).record
    return any(isinstance(one.event, ends) for one in record if marked and one.at >= marked)


def _marked(request: HttpRequest) -> list[str]:
    return list(request.session.get(MARKED, ()))
