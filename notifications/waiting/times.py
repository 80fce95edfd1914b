"""Notifications that time brings, and no event: clocks that end soon, and letters that nobody opens."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import batched
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, Min, OuterRef, Q, QuerySet

from casework import access
from casework.models import Clock
from casework.record.rights import ACCUSED
from casework.record.rights.posting import LETTERS_KEPT_BY
from ledger.clock import now
from notifications.models import Cursor, Item, Message
from notifications.topics.clock_rules import CLOCKS
from notifications.topics.rules import LETTERS
from notifications.topics.table import Topic
from notifications.waiting.placing import SOON, Waiting, save_waiting
from policy.deemed_service import UNOPENED_DAYS, last_day_unopened
from policy.queries import rules_of

BATCH = 200
"""How many cases are looked at in one transaction, which keeps dispatch waiting."""


def notify_of_clocks() -> int:
    """Place or renew what waits in the cases where a clock came to three days before its end, or to it, since the last look.

    Returns how many cases it looked at. A crash repeats the look, and what it placed already stays as it is.
    """
    moment = now()
    cursor, _ = Cursor.objects.get_or_create(pk=1)
    soon, over = Q(due__lte=moment + SOON), Q(due__lte=moment)
    if cursor.looked_at is not None:
        soon &= Q(due__gt=cursor.looked_at + SOON)
        over &= Q(due__gt=cursor.looked_at)
    found = Clock.objects.filter(soon | over, name__in=[name.value for name in CLOCKS])
    cases = list(found.order_by("case").values_list("case", flat=True).distinct())
    for some in batched(cases, BATCH, strict=False):
        with lock_cursor():
            settle_cases(some, moment)
    with lock_cursor() as cursor:
        cursor.looked_at = max(moment, cursor.looked_at or moment)
        cursor.save(update_fields=["looked_at"])
    return len(cases)


def notify_of_letters(batch: int = BATCH) -> int:
    """Place the letters to respondents that nobody has opened for five business days; return how many cases they are of.

    A case where one such letter is told of already is left alone. Dispatch waits for `batch` cases at most.
    """
    moment = now()
    first = _lying(moment).values("case", "case__rulebook").annotate(placed=Min("placed_at")).order_by("case")
    seen, count = UUID(int=0), 0
    Cursor.objects.get_or_create(pk=1)
    while True:
        with lock_cursor():
            rows = list(first.filter(case__gt=seen).values_list("case", "case__rulebook", "placed")[:batch])
            late = {case: placed for case, rulebook, placed in rows if _is_over(placed, rulebook, moment)}
            settle_cases(late, moment, letters=late)
        count += len(late)
        if len(rows) < batch:
            return count
        seen = rows[-1][0]


@contextmanager
def lock_cursor() -> Iterator[Cursor]:
    """Keep dispatch away while a batch is written, in a transaction of its own."""
    with transaction.atomic():
        yield Cursor.objects.select_for_update().get(pk=1)


def settle_cases(cases: Iterable[UUID], moment: datetime, *, letters: Mapping[UUID, datetime] | None = None) -> None:
    """Make what waits in these cases agree with them, and place a letter since the day named for a case."""
    waiting = []
    for key in cases:
        one = Waiting(access.case_behind(key, moment), moment)
        if letters is not None:
            one.place(LETTERS, since=letters[key])
        one.settle()
        waiting.append(one)
    save_waiting(waiting, moment)


def _lying(moment: datetime) -> QuerySet[Message]:
    """Return the unopened letters of at least five days, in the cases where none is told of yet; no query yet."""
    known = Item.objects.filter(case=OuterRef("case"), topic=Topic.UNOPENED, withdrawn_at__isnull=True)
    return Message.objects.filter(
        ~Exists(known),
        opened_at__isnull=True,
        placed_at__lte=moment - timedelta(days=UNOPENED_DAYS),
        seat__in=[seat.value for seat in ACCUSED],
        case__state__in=[state.value for state in LETTERS_KEPT_BY],
    )


def _is_over(placed: datetime, rulebook: UUID, moment: datetime) -> bool:
    """Whether five business days have passed since a letter was placed."""
    rules = rules_of(rulebook)
    day, today = (at.astimezone(rules.calendar.tz).date() for at in (placed, moment))
    return last_day_unopened(day, rules) < today
