"""What waits for a person, as lines of a list: the case as they know it, the topic, its days, and where it is done."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Case as Either
from django.db.models import Exists, F, OuterRef, QuerySet, Value, When
from django.urls import reverse
from django.utils.functional import Promise

from accounts.models import User
from casework.models import Turn
from casework.record.rights import ACCUSED
from casework.record.state.people import PANEL
from casework.verbs import VERBS
from casework.vocabulary import ClockName, Seat, Verb
from casework.vocabulary.case_stages import ON_THE_SCREENING_SHEET
from ledger.clock import now
from notifications.models import Item, Message
from notifications.topics.asked_of_member import steps_asked
from notifications.topics.table import TOPICS, Row, Topic
from notifications.waiting.mails import in_time, items_of
from policy.queries import rules_in_force

PAGE = 50
SOON = timedelta(days=3)
ON_THE_BOARD = frozenset(
    {
        Seat.DECIDER,
        Seat.CONSENT_APPROVER,
        Seat.INTERIM_MEMBER,
        Seat.BOARD_SECRETARY,
        Seat.BOARD_MEMBER,
        Seat.APPEAL_CHAIR,
        Seat.APPEAL_MEMBER,
    }
)
"""The seats that see a case on the pages of the board."""
ANY_CASE = "REFERENCE"
"""Placeholder for the reference of a case. Addresses have no other capital letters, so nothing else is replaced."""
AT_THE_DESK = frozenset({"case_history", "case_evidence"})
"""Pages of a case at the desk. Panel and board find the same on the page that they have of the case."""


@dataclass(frozen=True, kw_only=True)
class WaitingLine:
    """One thing that waits. `named` is the code name or, for a party, the reference of their first letter.

    `key` and `since`: those of a notification, None for a step that the case asks of a party.
    """

    key: UUID | None
    named: str
    words: str | Promise
    clock: str | Promise
    address: str
    since: date | None
    days: int
    due: date | None
    days_left: int
    until_seen: bool


@dataclass(frozen=True, kw_only=True)
class WaitingPage:
    """A page of what waits: late, due within three days, new since yesterday, then the rest.

    `older` and `newer` are page numbers, or None at an end.
    """

    lines: tuple[WaitingLine, ...]
    newer: int | None
    older: int | None


def waiting_lines(user: User, moment: datetime, *, page: int) -> WaitingPage:
    """Return a page of what waits for a person. The first has the steps that their own cases ask. Four queries at most."""
    zone = ZoneInfo(rules_in_force(moment.date()).zone)
    today = moment.astimezone(zone).date()
    ordered = _items(user).select_related("case").annotate(part=_part_of_list(moment, today))
    ordered = ordered.order_by("part", F("due").asc(nulls_last=True), "since", "id")
    items = list(ordered[(page - 1) * PAGE : page * PAGE + 1])
    turns = list(steps_asked(user).order_by("due", "pk")[:PAGE]) if page == 1 else []
    own = {item.case_id for item in items if item.seat in ACCUSED} | {turn.case_id for turn in turns}
    notices = _notices(user, own)
    lines = [_line(item, notices, today, zone) for item in items[:PAGE]]
    if turns:
        lines += [_asked(turn, notices, today, zone) for turn in turns]
        lines.sort(key=lambda line: line.due or date.max)
    return WaitingPage(
        lines=tuple(lines),
        newer=page - 1 if page > 1 else None,
        older=page + 1 if len(items) > PAGE else None,
    )


def lines_of(user: User, items: Collection[Item], moment: datetime) -> list[WaitingLine]:
    """Return the lines of items whose cases are read already. One query, or none if no item is a party's."""
    zone = ZoneInfo(rules_in_force(moment.date()).zone)
    notices = _notices(user, {item.case_id for item in items if item.seat in ACCUSED})
    return [_line(item, notices, moment.astimezone(zone).date(), zone) for item in items]


def _part_of_list(moment: datetime, today: date) -> Either:
    """Return an item's part of the list: 0 late, 1 due within three days, 2 new since yesterday, 3 the rest."""
    return Either(
        When(due__lt=moment, then=Value(0)),
        When(due__lte=moment + SOON, then=Value(1)),
        When(since__gte=today - timedelta(days=1), then=Value(2)),
        default=Value(3),
    )


def number_for_member(user: User) -> int:
    """Return how many lines a member has. One query."""
    return _items(user).values_list("due").union(steps_asked(user).values_list("due"), all=True).count()


def dated_items(user: User) -> list[Item]:
    """Return what waits for a person and has a day, the first first, at most a few hundred. One query."""
    return list(_items(user).filter(due__isnull=False).order_by("due", "id")[:500])


def _items(user: User) -> QuerySet[Item]:
    """Return the notifications of a person. The end of a clock by which their case asks a step is said by that step."""
    said = steps_asked(user).filter(case=OuterRef("case"), clock=OuterRef("clock"))
    return in_time(items_of(user.pk), now()).exclude(Exists(said), topic=Topic.CLOCK.value)


def _notices(user: User, cases: Collection[UUID]) -> Mapping[UUID, str]:
    """Return the reference by which a member knows each of these cases: that of the first letter about it."""
    if not cases:
        return {}
    letters = Message.objects.filter(reader=user, case__in=cases, seat__in=[seat.value for seat in ACCUSED])
    first = letters.order_by("case", "placed_at", "id").distinct("case")
    return dict(first.values_list("case", "reference"))


def _line(item: Item, notices: Mapping[UUID, str], today: date, zone: ZoneInfo) -> WaitingLine:
    row, due = TOPICS[Topic(item.topic)], item.due.astimezone(zone).date() if item.due else None
    notice = notices.get(item.case_id, "")
    return WaitingLine(
        key=item.pk,
        named=notice if item.seat in ACCUSED else item.case.code_name,
        words=row.said(item.due, Seat(item.seat)),
        clock=ClockName(item.clock).label if item.clock else "",
        address=address_to(row, Seat(item.seat), notice or item.case.reference, next(iter(item.about), None)),
        since=item.since,
        days=(today - item.since).days,
        due=due,
        days_left=(due - today).days if due else 0,
        until_seen=row.can_be_put_away(item.due),
    )


def _asked(turn: Turn, notices: Mapping[UUID, str], today: date, zone: ZoneInfo) -> WaitingLine:
    due, notice = turn.due.astimezone(zone).date(), notices.get(turn.case_id, "")
    return WaitingLine(
        key=None,
        named=notice,
        words=VERBS[Verb(turn.step)].label,
        clock="",
        address=address_of(Seat(turn.seat), None, notice),
        since=None,
        days=0,
        due=due,
        days_left=(due - today).days,
        until_seen=False,
    )


def address_to(row: Row, seat: Seat, reference: str, entry: UUID | None = None) -> str:
    """Return the address to which a notification leads a seat; at the desk, to its `entry`, unfolded."""
    if row.asks:
        return f"{reverse('queue_ask')}?case={reference}"
    there = address_of(seat, row.verb or row.leads, reference, page=row.page, thread=row.thread, part=row.part)
    at_the_desk = row.page in AT_THE_DESK and seat not in PANEL and seat not in ON_THE_BOARD
    return f"{there}?read={entry}#entry_{entry}" if entry and at_the_desk else there


def address_of(
    seat: Seat, verb: Verb | None, reference: str, *, page: str = "", thread: str = "", part: str = ""
) -> str:
    """Return the address of the step that a seat takes or, where several could be taken, of the case or of this page of it.

    `part`: the id of the part of that page.
    """
    return _address(seat, verb, page, thread, part).replace(ANY_CASE, reference)


@cache
def _address(seat: Seat, verb: Verb | None, page: str, thread: str, part: str) -> str:
    """Return such an address with `ANY_CASE`, cached: resolving the two hundred of a long page takes a millisecond."""
    pages = "panel_" if seat in PANEL else "board_" if seat in ON_THE_BOARD else ""
    if page and not (pages and page in AT_THE_DESK):
        return reverse(page, args=[ANY_CASE, *([thread] if thread else [])]) + (f"#{part}" if part else "")
    if seat in ACCUSED:
        return reverse("member_case", args=[ANY_CASE])
    # Those who are to decide read the names first, on the page of the case.
    if verb is None or verb is Verb.DECLARE_INTERESTS:
        return reverse(f"{pages}case", args=[ANY_CASE])
    if seat is Seat.INTAKE and verb is Verb.SEAT_OFFICER:
        return reverse("seats_sheet", args=[ANY_CASE])
    if seat is Seat.SCREENER and verb in ON_THE_SCREENING_SHEET:
        return reverse("screening_sheet", args=[ANY_CASE])
    return reverse(f"{pages}step", args=[ANY_CASE, verb.value])
