"""An officer's first page: each step and each piece of news that waits for them, their other cases, and the days ahead.

A step that is expected of somebody is a row of `Turn`. A notification about the same case that only says so again is left
out: each thing to do is one line.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import reduce
from itertools import groupby
from operator import or_
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Case as Either
from django.db.models import (
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
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.compiled import Compiled, Given
from accounts.models import User
from casework.models import Case, Opening, Turn
from casework.models.grant import number_of
from casework.models.turn import NEVER
from casework.queries.floods import Flood, floods_among, is_slow
from casework.queries.own_cases import PARTY_SEATS, cases_by_key, open_by_state, others_turn, turns_of
from casework.queries.seat_loads import OwnLoad, own_loads
from casework.record.rights import RIGHTS
from casework.record.state.danger import TOLD_OF_DANGER
from casework.verbs import VERBS
from casework.vocabulary import CaseState, ClockName, Reading, Seat, Verb
from ledger.clock import now
from ledger.models import Entry
from notifications.clock_rules import STEP_BY
from notifications.models import Cursor, Item
from notifications.topics import TOPICS, Topic
from notifications.waiting_lines import address_of
from notifications.waiting_mails import items_of
from policy.queries import rules_in_force

PAGE, AHEAD, NOT_READ = 100, 30, 200
CASE_STREAM = "case/"
SOON, WEEK = timedelta(days=3), timedelta(days=7)
DANGER, LATE, DUE_SOON, NEW, LATER = range(5)
PARTS = (_("Somebody is in danger now"), _("Late"), _("Due within three days"), _("New"), _("Later"))
SAID_BY_A_TURN = (
    Topic.SEAT, Topic.TURN, Topic.EMPTY_SEAT, Topic.SIGNATURE, Topic.CLOCK, Topic.OVERDUE, Topic.UNOPENED, Topic.REPORT,
    Topic.BLIND_READING,
)  # fmt: skip
"""Notifications that say what a turn in the same case says already."""
COLUMNS = ("part", "day", "case_id", "seat", "name", "signs", "turn", "key", "clock")
IN_DANGER = Q(case__danger=True, seat__in=sorted(TOLD_OF_DANGER))


@dataclass(frozen=True, kw_only=True)
class ToDo:
    """One thing to do: a step that is expected, or a piece of news. `key` is that of a notification, if it can be put away."""

    words: str | Promise
    signs: bool
    address: str
    case_address: str
    reference: str
    code_name: str
    state: CaseState
    part: int
    due: date | None
    days_left: int
    key: UUID | None


@dataclass(frozen=True, kw_only=True)
class Watched:
    """A case in which somebody else acts next: in which seat, and with which step."""

    reference: str
    code_name: str
    state: CaseState
    seat: Seat | None
    step: str | Promise


@dataclass(frozen=True, kw_only=True)
class Today:
    """`parts`: danger, late, due within three days, new, and the rest, each with its lines; `more`: there are more than `PAGE`.

    `watched` are cases with a seat of the viewer in which somebody else acts next, `watching` how many there are. `by_state`
    counts the open cases in which the viewer has a seat; `loads` compares them with those of others in that seat. Reports of
    `floods` are in no line and no number: a flood, whatever it says, puts nothing else off the page.
    """

    parts: tuple[tuple[Promise, tuple[ToDo, ...]], ...]
    number: int
    more: bool
    watched: tuple[Watched, ...]
    watching: int
    by_state: tuple[tuple[CaseState, int], ...]
    loads: tuple[OwnLoad, ...]
    floods: tuple[Flood, ...]
    ahead: tuple[tuple[date, tuple[ToDo, ...]], ...]


def today(user: User, moment: datetime) -> Today:
    """Return an officer's first page. Ten queries, however many cases there are."""
    zone = ZoneInfo(rules_in_force(moment.date()).zone)
    asked = {"viewer": user.pk, "now": moment, "yesterday": moment.date() - timedelta(days=1)}
    first, dated = _FIRST.rows(**asked), _DATED.rows(**asked)
    cases = cases_by_key({row["case_id"] for row in (*first, *dated)})
    others, watching = others_turn(user, but={row["case_id"] for row in first})
    lines = [_line(row, cases[row["case_id"]], moment, zone) for row in first[:PAGE]]
    soon = [_line(row, cases[row["case_id"]], moment, zone) for row in dated]
    return Today(
        parts=tuple((PARTS[part], tuple(some)) for part, some in groupby(lines, lambda line: line.part)),
        number=len(lines),
        more=len(first) > PAGE,
        watched=tuple(_watched(case) for case in others),
        watching=watching,
        by_state=open_by_state(user),
        loads=own_loads(user),
        floods=tuple(floods_among(user, number_of(Reading.SEE_CASE), moment)),
        ahead=tuple((day, tuple(some)) for day, some in groupby(soon, lambda line: line.due) if day),
    )


def things_to_do(user: User) -> int:
    """Return how many things wait for a person: the steps that are expected of an officer, and their news. One query.

    One above `PAGE` means more.
    """
    return _NUMBER.count(viewer=user.pk, now=now())


VIEWER, NOW = Given("viewer"), Given("now", DateTimeField())


def _turns() -> QuerySet[Turn]:
    """Return the steps that are expected of a person, without those in the reports of a flood."""
    return turns_of(VIEWER).filter(~is_slow("case", NOW))


def _items() -> QuerySet[Item]:
    """Return the notifications of a person that no turn of theirs in the same case says.

    Turns change with the step, and notifications when dispatch has read it. Until then, turns alone say what is expected.
    """
    turn = Turn.objects.filter(case=OuterRef("case"), user=VIEWER).exclude(seat__in=PARTY_SEATS)
    not_read = Q(case__in=_cases_not_read()) & ~Q(seat__in=PARTY_SEATS)
    waiting = items_of(VIEWER).filter(~is_slow("case", NOW))
    return waiting.exclude(Exists(turn) | not_read, topic__in=[topic.value for topic in SAID_BY_A_TURN])


def _cases_not_read() -> QuerySet[Entry, UUID]:
    """Return the cases of the next entries that dispatch will read."""
    read = Subquery(Cursor.objects.filter(pk=1).values("log_index")[:1])
    entries = Entry.objects.filter(log_index__gt=Coalesce(read, -1), stream__startswith=CASE_STREAM)
    case = Cast(Substr("stream", len(CASE_STREAM) + 1), UUIDField())
    return entries.order_by("log_index").values_list(case, flat=True)[:NOT_READ]


def _can_be_first() -> Q:
    """Return the condition for the turns of a person that can stand among the first `PAGE` + 1, by part and day.

    These are found by the index, at the same price for a person with fourteen turns and with fourteen hundred: the first by
    day, whatever their part, and the first in danger and among the new ones, which stand before others of an earlier day.
    """
    turns = _turns()
    ways = (turns, turns.filter(IN_DANGER), turns.filter(_is_new(), due__gt=NOW + SOON))
    return reduce(or_, (_soonest(some, PAGE + 1) for some in ways))


def _soonest(turns: QuerySet[Turn], most: int) -> Q:
    return Q(pk__in=turns.order_by("due", "case", "step").values("pk")[:most])


def _is_new() -> Q:
    """Return the condition that the case came to its stage within a week, or that the viewer has not opened it.

    So a look puts no new work off.
    """
    opened = Opening.objects.filter(case=OuterRef("case"), user=VIEWER)
    return Q(case__moved_at__gt=NOW - WEEK, case__moved_at__lte=NOW) | Q(~Exists(opened))


def _waiting(*among: Q, **narrowed: Any) -> QuerySet[Any, dict[str, Any]]:
    """Return both as rows of the same columns: `turn` says which a row is, `name` the step or the topic.

    `among` narrows the turns, `narrowed` both.
    """
    turns = (
        _turns()
        .filter(*among)
        .annotate(part=_part(_is_new()), name=F("step"), turn=Value(True), key=Value(None, UUIDField()))
    )
    items = _items().annotate(
        part=_part(Q(since__gte=Given("yesterday", DateField()))),
        name=F("topic"),
        signs=Value(False),
        turn=Value(False),
        key=F("id"),
    )
    with_day = items.annotate(day=Coalesce("due", Value(NEVER)))
    if narrowed:
        turns, with_day = turns.filter(**narrowed), with_day.filter(**narrowed)
    both: QuerySet[Any, dict[str, Any]] = turns.annotate(day=F("due")).values(*COLUMNS)
    return both.union(with_day.values(*COLUMNS), all=True)


_FIRST = Compiled(
    lambda: _waiting(_can_be_first()).order_by("part", "day", "case_id", "name")[: PAGE + 1], prepared=False
)
AHEAD_OF_NOW = {"due__gte": NOW, "due__lte": NOW + WEEK}
_DATED = Compiled(
    lambda: _waiting(_soonest(_turns().filter(**AHEAD_OF_NOW), AHEAD), **AHEAD_OF_NOW).order_by(
        "day", "case_id", "name"
    )[:AHEAD],
    prepared=False,
)
_NUMBER = Compiled(lambda: _turns().values_list("case_id").union(_items().values_list("case_id"), all=True)[: PAGE + 1])


def _part(new: Any) -> Either:
    return Either(
        When(IN_DANGER, then=Value(DANGER)),
        When(due__lt=NOW, then=Value(LATE)),
        When(due__lte=NOW + SOON, then=Value(DUE_SOON)),
        When(new, then=Value(NEW)),
        default=Value(LATER),
    )


def _line(row: Mapping[str, Any], case: Case, moment: datetime, zone: ZoneInfo) -> ToDo:
    due = row["day"].astimezone(zone).date() if row["day"] < NEVER else None
    seat, topic = Seat(row["seat"]), None if row["turn"] else TOPICS[Topic(row["name"])]
    verb = Verb(row["name"]) if topic is None else STEP_BY.get(row["clock"], topic.verb)
    words, page, thread = ("", "", "") if topic is None else (topic.words, topic.page, topic.thread)
    if row["clock"] and topic is not None and verb is None:
        words = _("%(what)s: %(clock)s") % {"what": words, "clock": ClockName(row["clock"]).label}
    return ToDo(
        words=VERBS[verb].label if verb and (topic is None or row["clock"]) else words,
        signs=row["signs"],
        address=address_of(seat, verb, case.reference, page=page, thread=thread),
        case_address=_case_address(case, seat),
        reference=case.reference,
        code_name=case.code_name,
        state=_state_shown(case, seat),
        part=row["part"],
        due=due,
        days_left=(due - moment.astimezone(zone).date()).days if due else 0,
        key=row["key"] if topic is not None and topic.until_seen else None,
    )


def _case_address(case: Case, seat: Seat) -> str:
    """Return the address of a case; empty for a seat that takes a step of it and does not see it."""
    sees = Reading.SEE_CASE in RIGHTS.get((seat, CaseState(case.state)), ())
    return address_of(seat, None, case.reference) if sees else ""


def _state_shown(case: Case, seat: Seat) -> CaseState:
    """Return the stage of a case. A blind reader is not told where it stands meanwhile."""
    return CaseState.SCREENING if seat is Seat.BLIND_READER else CaseState(case.state)


def _watched(case: Case) -> Watched:
    return Watched(
        reference=case.reference,
        code_name=case.code_name,
        state=CaseState(case.state),
        seat=Seat(case.waiting_on) if case.waiting_on else None,
        step=VERBS[Verb(case.expected_step)].label if case.expected_step else "",
    )
