"""One thread as somebody in it may see it: a page of messages by their numbers, who wrote, when, and who has read it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.case.page import Text
from casework.queries.conflicts.keep_away_taken import settled_by
from casework.queries.threads.papers import descriptions
from casework.queries.threads.seats import reasons_against_writing, seats_in_thread
from casework.queries.threads.second_reading import WithReader, with_reader
from casework.queries.threads.waiting_messages import Waiting, own_waiting
from casework.record.events import (
    InformationLapsed,
    InformationRequested,
    InformationSupplied,
    MessageFileSent,
    MessageSent,
    MessagesRead,
    Recorded,
)
from casework.record.rights.second_readers import is_read_second, seats_that_release
from casework.record.state import CaseView
from casework.record.state.people import PARTIES
from casework.vocabulary import NotSeen, Seat, Thread, Verb
from casework.workflow.guard import Acting
from policy.deadlines import deadline
from vault.files import Description

PAGE = 50
SOCIETY, PROTECTION = _("The Society"), _("The protection officer")


@dataclass(frozen=True, kw_only=True)
class Said:
    """A message. `at` (UTC) is None where its reader learns only the day. `asks` is the question that it answers.

    `is_open`: a question that nobody has answered. `read_on` is None while the other side has not read it, or where that
    is never noted.
    """

    entry: UUID
    number: int
    who: Promise | str
    mine: bool
    on: date
    at: datetime | None
    read_on: date | None
    text: Text
    due_on: date | None
    is_open: bool
    asks: "Said | None"
    files: tuple["SaidFile", ...]


@dataclass(frozen=True, kw_only=True)
class SaidFile:
    """A file of a message, and what its sender says of it."""

    key: UUID
    text: Text


@dataclass(frozen=True, kw_only=True)
class OwnClock:
    """The day by which the Society reads the messages that wait, and the day of the first of them."""

    since: date
    day: date
    late: bool


@dataclass(frozen=True, kw_only=True)
class ItemsAsked:
    """A letter that asked the reporter for items, by its day, and the day of the answer. `is_open`: it waits for one."""

    on: date
    answered_on: date | None
    is_open: bool


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """A page of a thread, oldest first. `before` and `after` are the numbers that lead to the next pages, None at an end.

    `asked`: the days after the case was closed on which the Society asks how the reporter is. These have no entry.
    `reasons` say why nobody can write now. `has_reader`: whether somebody holds the seat that reads the thread.
    `reading_is_noted`: whether the other side's reading is noted at all. `is_held`: nobody reads what the reporter writes yet,
    as it is not settled who must not see the report; somebody outside has to settle it until `settled_by`, if `is_ruled_on`.
    """

    thread: Thread
    said: tuple[Said, ...]
    waiting: tuple[Waiting, ...]
    with_reader: tuple[WithReader, ...]
    count: int
    before: int | None
    after: int | None
    clock: OwnClock | None
    days: int
    reasons: tuple[str, ...]
    writes: bool
    by_society: bool
    has_reader: bool
    reading_is_noted: bool
    is_held: bool
    is_ruled_on: bool
    settled_by: date | None
    is_read_second: bool
    readers: tuple[Seat, ...]
    asked: tuple[date, ...]
    items: tuple[ItemsAsked, ...]
    questions: tuple[Said, ...]
    files: Mapping[UUID, Description]

    @property
    def texts(self) -> tuple[Text, ...]:
        shown = (*self.said, *self.questions, *(one.asks for one in self.said if one.asks))
        files = (file.text for one in self.said for file in one.files)
        return (*{one.entry: one.text for one in shown}.values(), *files)


@dataclass(frozen=True, kw_only=True)
class ThreadLine:
    """A thread as a list shows it: how many messages the viewer's side has not read, and the Society's clock."""

    thread: Thread
    count: int
    unread: int
    clock: OwnClock | None
    with_reader: tuple[WithReader, ...]


def enter_thread(case: Case, thread: Thread, verb: Verb) -> None:
    """Let the actor act only in the seats that may do this in a thread. NotSeen if none may."""
    seats = seats_in_thread(case, thread, verb)
    if not seats:
        raise NotSeen
    case.acting = Acting(person=case.acting.person, seats=seats)


def unread_in(case: Case, thread: Thread) -> int:
    """Return how many messages the acting side has not read."""
    exchange = case.view.conversation.get(thread)
    return exchange.unread if case.acting.seats & PARTIES else exchange.waiting


def is_read_secretly(case: Case, thread: Thread) -> bool:
    """Whether the actor is a reporter who did not report openly. The record never notes when they read."""
    return Seat.COMPLAINANT in case.acting.seats and case.view.filing.is_sealed


def own_clock(view: CaseView, thread: Thread) -> OwnClock | None:
    """Return by which day the Society reads the party's first message that waits; None if none waits."""
    since = view.conversation.get(thread).waiting_since
    if since is None:
        return None
    days, calendar = view.rules.limits["message_read_days"], view.rules.calendar
    first = view.day_of(since)
    last = deadline(start=first, days=days, business=True, calendar=calendar)
    return OwnClock(since=first, day=last, late=view.today > last)


def threads_of(case: Case) -> tuple[ThreadLine, ...]:
    """Return the threads that the viewer of a case may read. No query."""
    party = bool(case.seats & PARTIES)
    found = []
    for thread in Thread:
        if thread.opens.value in case.rights:
            now = case.view.conversation.get(thread)
            unread = now.unread if party else now.waiting
            clock, waiting = own_clock(case.view, thread), with_reader(case, thread)
            found.append(ThreadLine(thread=thread, count=now.count, unread=unread, clock=clock, with_reader=waiting))
    return tuple(found)


def messages_in(case: Case, thread: Thread) -> tuple[Said, ...]:
    """Return the messages of a thread, oldest first, none to somebody who may not read it. Nothing is opened. No query."""
    return tuple(_numbered(case, thread)) if thread.opens.value in case.rights else ()


def thread_page(by: Actor, reference: str, thread: Thread, *, before: int | None = None) -> tuple[Case, Conversation]:
    """Return the case and a page of a thread: its newest messages, or those before number `before`.

    NotSeen for people who may not read the thread, as if there were none. Three queries for any length.
    """
    case = access.case_shown(by, reference, Verb.READ_MESSAGES)
    enter_thread(case, thread, Verb.READ_MESSAGES)
    return case, _conversation(case, by.user, thread, before)


def _conversation(case: Case, user: User, thread: Thread, before: int | None) -> Conversation:
    view, party = case.view, bool(case.acting.seats & PARTIES)
    said = _numbered(case, thread)
    end = len(said) if before is None else min(max(before - 1, 0), len(said))
    start = max(end - PAGE, 0)
    exchange = view.conversation.get(thread)
    shown = said[start:end]
    by_entry = {one.entry: one for one in said}
    sent = {file.text.entry: file.text for one in shown for file in one.files}
    with_file = [(one, (sent[one.event.id],)) for one in case.record if one.event.id in sent]
    writes = Verb.SEND_MESSAGE.value in case.rights
    return Conversation(
        thread=thread,
        said=tuple(shown),
        waiting=own_waiting(case, user.pk, thread),
        with_reader=tuple(one for one in with_reader(case, thread) if not one.own),
        count=len(said),
        before=start + 1 if start else None,
        after=min(end + PAGE, len(said)) + 1 if end < len(said) else None,
        clock=own_clock(view, thread),
        days=view.rules.limits["message_read_days"],
        reasons=tuple(reasons_against_writing(case, thread)) if writes else (),
        writes=writes,
        by_society=not party,
        has_reader=not thread.is_protected or bool(view.people.holding(Seat.PROTECTION_OFFICER)),
        reading_is_noted=party or not (thread.is_of_reporter and view.filing.is_sealed),
        is_held=party and not view.filing.open_to_desk,
        is_ruled_on=party and bool(view.filing.lines_waiting),
        settled_by=settled_by(view) if party else None,
        is_read_second=is_read_second(view, thread),
        readers=() if party else seats_that_release(view, thread, case.acting.person),
        asked=view.asked_after_closing if thread is Thread.REPORTER and end == len(said) else (),
        items=tuple(_items_asked(case)) if thread is Thread.REPORTER and party and end == len(said) else (),
        questions=tuple(by_entry[one] for one in by_entry if one in exchange.questions),
        files=descriptions(case, with_file) if with_file else {},
    )


def _items_asked(case: Case) -> Iterator[ItemsAsked]:
    asked: date | None = None
    for one in case.record:
        if isinstance(one.event, InformationRequested):
            asked = case.view.day_of(one.at)
        elif asked and isinstance(one.event, InformationSupplied | InformationLapsed):
            answered = isinstance(one.event, InformationSupplied)
            yield ItemsAsked(on=asked, answered_on=case.view.day_of(one.at) if answered else None, is_open=False)
            asked = None
    if asked:
        yield ItemsAsked(on=asked, answered_on=None, is_open=True)


def _numbered(case: Case, thread: Thread) -> list[Said]:
    """Return the messages of a thread, oldest first, each with the day on which the other side had read it."""
    read_on: dict[bool, date] = {}
    found: list[tuple[Recorded, date | None]] = []
    files: dict[UUID, list[SaidFile]] = {}
    for one in reversed(case.record):
        party = one.role in PARTIES
        if isinstance(one.event, MessagesRead) and one.event.thread is thread:
            read_on[party] = case.view.day_of(one.at)
        elif isinstance(one.event, MessageSent) and one.event.thread is thread:
            found.append((one, read_on.get(not party)))
            if not party:
                read_on[party] = case.view.day_of(one.at)
        elif isinstance(one.event, MessageFileSent) and one.event.thread is thread:
            text = Text(entry=one.event.id, field="text", kept=thread.kept)
            files.setdefault(one.event.message, []).insert(0, SaidFile(key=one.event.file, text=text))
    said: dict[UUID, Said] = {}
    for number, (one, day) in enumerate(reversed(found), 1):
        made = _said(case, one, number, read_on=day, earlier=said)
        said[one.event.id] = replace(made, files=tuple(files.get(one.event.id, ())))
    return list(said.values())


def _said(case: Case, one: Recorded, number: int, *, read_on: date | None, earlier: Mapping[UUID, Said]) -> Said:
    event = one.event
    assert isinstance(event, MessageSent)
    thread = event.thread
    by_party, reads_as_party = one.role in PARTIES, bool(case.acting.seats & PARTIES)
    asked = earlier.get(event.answers) if event.answers else None
    return Said(
        entry=event.id,
        number=number,
        who=_who(thread, one.role, reads_as_party=reads_as_party),
        mine=by_party == reads_as_party,
        on=case.view.day_of(one.at),
        at=None if thread.is_of_reporter else one.at,
        read_on=read_on,
        text=Text(entry=event.id, field="message", kept=thread.kept),
        due_on=event.due_on,
        is_open=event.id in case.view.conversation.get(thread).questions,
        asks=replace(asked, asks=None) if asked else None,
        files=(),
    )


def _who(thread: Thread, role: Seat, *, reads_as_party: bool) -> Promise | str:
    """Return who wrote, by seat: a party learns no more than that it was the Society or the protection officer."""
    if role in PARTIES or not reads_as_party:
        return role.label
    return PROTECTION if thread.is_protected else SOCIETY
