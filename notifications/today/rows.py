"""The rows of an officer's first page: the steps that are expected of them and the news that waits, the first and the dated.

A step that is expected of somebody is a row of `Turn`. A notification about the same case that only says so again is left
out: each thing to do is one line.
"""

from datetime import datetime, timedelta
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db.models import Case as Either
from django.db.models import (
    CharField,
    DateField,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    UUIDField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Substr

from accounts.compiled import Compiled, Given
from accounts.models import User
from casework.models import CaseTask, Clock, Opening, Turn, WaitingMessage
from casework.models.turn import NEVER
from casework.queries.people.own_cases import PARTY_SEATS, turns_of
from casework.queries.reports.floods import is_slow, slow_reports
from casework.queries.threads.waiting_messages import answers_on_their_way
from casework.record.state.danger import TOLD_OF_DANGER
from casework.vocabulary import Verb
from ledger.clock import now
from ledger.models import Entry
from notifications.models import Cursor, Item
from notifications.topics.messages_to_read import TOPIC_OF
from notifications.topics.table import TOPICS, Topic
from notifications.waiting.mails import in_time, items_of

PAGE, AHEAD, NOT_READ = 100, 30, 200
CASE_STREAM = "case/"
SOON, WEEK = timedelta(days=3), timedelta(days=7)
DANGER, LATE, DUE_SOON, UNDATED, NEW, NEWS, LATER, OTHERS = range(8)
SAID_BY_A_TURN = (
    Topic.SEAT, Topic.TURN, Topic.EMPTY_SEAT, Topic.SIGNATURE, Topic.CLOCK, Topic.OVERDUE, Topic.UNOPENED, Topic.REPORT,
    Topic.BLIND_READING, Topic.SECOND_READING,
)  # fmt: skip
"""Notifications that only repeat a turn in the same case."""
RETURNED = (Topic.STEP_BACK, Topic.STEP_LEFT)
"""Notifications that a turn replaces if the step that came back is the one that is expected."""
ABOUT_LETTERS = (Verb.RECORD_SERVICE, Verb.REMIND_READER)
"""The turns that say already that a letter came back."""
OF_CASE = ("case__reference", "case__code_name", "case__state")
COLUMNS = (
    "part",
    "day",
    "case_id",
    "seat",
    "name",
    "signs",
    "turn",
    "key",
    "clock",
    "fills",
    "returned",
    "missed",
    "entry",
    "letters",
    "letters_from",
    "came_back",
    "waits_from",
    "told",
    "asked",
    *OF_CASE,
)
IN_DANGER = Q(case__danger=True, seat__in=sorted(TOLD_OF_DANGER))
ESCALATED = Q(topic=Topic.OVERDUE.value)
"""Items about a date that another office missed. They are no work of their reader, unless somebody is in danger."""
TELLS = Q(topic__in=[topic.value for topic, one in TOPICS.items() if one.asks_nothing(None)], due=None)
"""Items that only tell what happened."""

ASKS = Either(
    *(When(topic=topic.value, then=Value(one.verb.value)) for topic, one in TOPICS.items() if one.verb),
    default=Value(None, CharField()),
)
"""The step that a notification asks for: a turn with this step says the same."""

type Rows = list[dict[str, Any]]


def first_and_dated(user: User, moment: datetime, until: datetime) -> tuple[Rows, Rows]:
    """Return the first things to do, one more than `PAGE`, and the first that are due before `until`. One query, or two.

    If they are all that there is, what has a day is among them.
    """
    asked = {"viewer": user.pk, "now": moment, "until": until, "yesterday": moment.date() - timedelta(days=1)}
    found = _FIRST.rows(**asked)
    if len(found) > PAGE:
        return found, _DATED.rows(**asked)
    dated = [row for row in found if moment <= row["day"] < until and row["part"] != OTHERS]
    return found, sorted(dated, key=itemgetter("day", "case_id", "name"))[:AHEAD]


def ends_of_things(user: User) -> list[tuple[datetime, UUID]]:
    """Return when each line of a person's first page is due, with the rulebook of its case: expected steps, and news.

    What others are late with is left out. NEVER for a thing without a day. One query; one more than `PAGE` means that there
    are more.
    """
    return [(due or NEVER, rulebook) for due, rulebook in _ENDS.rows(viewer=user.pk, now=now())]


VIEWER, NOW = Given("viewer"), Given("now", DateTimeField())


def _turns() -> QuerySet[Turn]:
    """Return the steps that are expected of a person, without those in the reports of a flood."""
    return turns_of(VIEWER).filter(Q(~Exists(slow_reports(NOW))) | Q(~is_slow("case", NOW)))


def _items() -> QuerySet[Item]:
    """Return the notifications of a person that no turn of theirs in the same case says.

    Turns change with the step, and notifications when dispatch has read it. Until then, turns alone say what is expected.
    The notification of an officer's turn stays while another seat acts in the middle of their work. It is left out: an officer
    without an expected step has nothing to do.
    """
    turn = Turn.objects.filter(case=OuterRef("case"), user=VIEWER).exclude(seat__in=PARTY_SEATS)
    of_letters = Exists(turn.filter(step__in=[verb.value for verb in ABOUT_LETTERS]))
    not_read = Q(case__in=_cases_not_read()) & ~Q(seat__in=PARTY_SEATS)
    waiting = in_time(items_of(VIEWER), NOW).filter(~is_slow("case", NOW)).annotate(asks=ASKS)
    left = waiting.exclude(of_letters, topic=Topic.SERVICE.value).exclude(
        ~Q(seat__in=PARTY_SEATS), topic=Topic.TURN.value
    )
    left = left.exclude(ESCALATED, Exists(_asked_since()))
    left = left.exclude(Exists(turn.filter(due__lt=NOW)), topic=Topic.TASK.value)
    left = left.exclude(Exists(_answers_out()), topic__in=[topic.value for topic in TOPIC_OF.values()], due=None)
    left = left.exclude(Exists(turn.filter(returned=True)), topic__in=[topic.value for topic in RETURNED])
    left = left.exclude(Exists(turn.filter(step=OuterRef("asks"))))
    return left.exclude(Exists(turn) | not_read, topic__in=[topic.value for topic in SAID_BY_A_TURN])


def _tasks() -> QuerySet[Item]:
    """Return the notification of tasks in the case of a turn: a turn that is late says them, so they have no other line."""
    return Item.objects.filter(person=VIEWER, case=OuterRef("case"), topic=Topic.TASK.value, withdrawn_at=None)


def _asked_since() -> QuerySet[CaseTask]:
    """Return the tasks that a person gave to somebody else after a date of the case was missed, and that have time left."""
    own = CaseTask.objects.filter(case=OuterRef("case"), writer=VIEWER, item="", done_at=None).exclude(person=VIEWER)
    return own.filter(at__gte=OuterRef("case__late_from"), due_on__gte=Cast(NOW, DateField()))


def _answers_out() -> QuerySet[WaitingMessage]:
    """Return the answers that are on their way in the thread that an item is about. If one comes back, so does the item."""
    topics = Either(*(When(thread=thread.value, then=Value(topic.value)) for thread, topic in TOPIC_OF.items()))
    of_case = answers_on_their_way(VIEWER).filter(case=OuterRef("case"))
    return of_case.annotate(topic=topics).filter(topic=OuterRef("topic"))


def _cases_not_read() -> QuerySet[Entry, UUID]:
    """Return the cases of the next entries that dispatch will read."""
    read = Subquery(Cursor.objects.filter(pk=1).values("log_index")[:1])
    entries = Entry.objects.filter(log_index__gt=Coalesce(read, -1), stream__startswith=CASE_STREAM)
    case = Cast(Substr("stream", len(CASE_STREAM) + 1), UUIDField())
    return entries.order_by("log_index").values_list(case, flat=True)[:NOT_READ]


def _can_be_first() -> QuerySet[Any, Any]:
    """Return the turns of a person that can stand among the first `PAGE` + 1, by part and day.

    The first by day are all turns of most people. A person with more has three index scans more, at the same cost for two
    hundred turns as for fourteen hundred: the first in danger, the first new ones, and those without a day. They are listed
    before turns with an earlier day.
    """
    turns = _turns()
    many = turns.filter(Exists(Turn.objects.filter(user=VIEWER)[PAGE:]))
    ways = (turns, many.filter(IN_DANGER), many.filter(_is_new(), due__gt=NOW + SOON), many.filter(due=NEVER))
    first, *others = (_soonest(some, PAGE + 1) for some in ways)
    return first.union(*others)


def _soonest(turns: QuerySet[Turn], most: int) -> QuerySet[Any, Any]:
    return turns.order_by("due", "letters_from", "case", "step").values("pk")[:most]


def _by_key(keys: QuerySet[Any, Any]) -> QuerySet[Turn]:
    """Return the turns of these keys, which are all of the viewer's.

    A condition for the viewer here too makes the kept plan compare each of their turns with each key: 5 ms for 2,000.
    """
    return Turn.objects.filter(pk__in=keys)


def _is_new() -> Q:
    """Return the condition that the step came back, that the case came to its stage within a week, or that it is not opened.

    Looking at a case therefore does not move new work down the list. Letters that were to be posted a week ago are not new.
    """
    opened = Opening.objects.filter(case=OuterRef("case"), user=VIEWER)
    lately = Q(letters_from=None) | Q(letters_from__gt=Cast(NOW - WEEK, DateField()))
    return Q(returned=True) | lately & (Q(case__moved_at__gt=NOW - WEEK, case__moved_at__lte=NOW) | Q(~Exists(opened)))


def _waiting(some: QuerySet[Turn], **narrowed: Any) -> QuerySet[Any, dict[str, Any]]:
    """Return these turns, and the items, as rows of the same columns: `turn` says which a row is, `name` the step or the topic.

    `waits_from`: when the step that the case expects first became somebody's turn, NEVER for other steps; `told`: the day of
    an item, or on which the step came back. `some` are turns of the viewer; `narrowed` narrows the items.
    """
    turns = some.annotate(
        part=_part(_is_new()),
        name=F("step"),
        turn=Value(True),
        key=Value(None, UUIDField()),
        missed=Value(""),
        entry=Value(None, UUIDField()),
        came_back=Either(When(_a_letter_came_back(), then=Value(True)), default=Value(False)),
        waits_from=Either(When(step=F("case__expected_step"), then=F("case__turn_since")), default=Value(NEVER)),
        told=Either(When(returned=True, then=Subquery(_came_back_on())), default=Value(None, DateField())),
        asked=Either(When(Q(Exists(_tasks()), due__lt=NOW), then=Value(True)), default=Value(False)),
    )
    late = Clock.objects.filter(case=OuterRef("case"), due=OuterRef("case__late_from")).order_by("name").values("name")
    items = _items().annotate(
        part=_part(Q(since__gte=Given("yesterday", DateField())), of_items=True),
        name=F("topic"),
        signs=Value(False),
        turn=Value(False),
        key=F("id"),
        fills=Value(""),
        returned=Value(False),
        entry=F("about__0"),
        letters=Value(0),
        letters_from=Value(None, DateField()),
        came_back=Value(False),
        waits_from=Value(NEVER, DateTimeField()),
        told=F("since"),
        asked=Value(False),
        missed=Either(When(ESCALATED, then=Coalesce(Subquery(late[:1]), Value(""))), default=Value("")),
    )
    day = Coalesce("due", Either(When(ESCALATED, then=F("case__late_from"))), Value(NEVER))
    with_day = items.filter(**narrowed).annotate(day=day)
    both: QuerySet[Any, dict[str, Any]] = turns.annotate(day=F("due")).values(*COLUMNS)
    return both.union(with_day.values(*COLUMNS), all=True)


def _came_back_on() -> QuerySet[Any, Any]:
    """Return the day on which a step came back to the viewer in the case of a turn, the last first."""
    told = Item.objects.filter(person=VIEWER, case=OuterRef("case"), topic__in=[topic.value for topic in RETURNED])
    return told.order_by("-since").values("since")[:1]


def _a_letter_came_back() -> Q:
    """Return the condition that a turn is about the proof of letters, of which the viewer was told that one came back."""
    told = items_of(VIEWER).filter(case=OuterRef("case"), topic=Topic.SERVICE.value)
    return Q(Exists(told), step=Verb.RECORD_SERVICE.value)


def _by_part(waiting: QuerySet[Any, dict[str, Any]]) -> QuerySet[Any, dict[str, Any]]:
    return waiting.order_by("part", "day", "letters_from", "case_id", "name")[: PAGE + 1]


AHEAD_OF_NOW = {"due__gte": NOW, "due__lt": Given("until", DateTimeField())}
_FIRST = Compiled(lambda: _by_part(_waiting(_by_key(_can_be_first()))))
_DATED = Compiled(
    lambda: _waiting(_by_key(_soonest(_turns().filter(**AHEAD_OF_NOW), AHEAD)), **AHEAD_OF_NOW).order_by(
        "day", "case_id", "name"
    )[:AHEAD]
)
ENDS = ("due", "case__rulebook_id")
_ENDS = Compiled(lambda: _turns().values_list(*ENDS).union(_own_items().values_list(*ENDS), all=True)[: PAGE + 1])


def _own_items() -> QuerySet[Item]:
    return _items().filter(~ESCALATED | IN_DANGER)


def _part(new: Any, *, of_items: bool = False) -> Either:
    return Either(
        When(IN_DANGER, then=Value(DANGER)),
        *([When(ESCALATED, then=Value(OTHERS))] if of_items else []),
        When(due__lt=NOW, then=Value(LATE)),
        When(due__lte=NOW + SOON, then=Value(DUE_SOON)),
        *([When(TELLS, then=Value(NEWS))] if of_items else []),
        When(new, then=Value(NEW)),
        When(Q(due=NEVER) | Q(due=None), then=Value(UNDATED)),
        default=Value(LATER),
    )
