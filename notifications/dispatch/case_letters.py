"""The letters of a case by the party to whom they went: when each was placed, opened, or counts as served, and what failed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import get_args
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.models import Case
from casework.queries.case.page import CasePage, all_readable, is_veiled, respondent_named
from casework.queries.people.who_posts import posted_again_on, seats_that_post
from casework.queries.threads.conversation import ThreadLine, messages_in, threads_of
from casework.record import events as e
from casework.record.rights.hidden_letters import JUDGES
from casework.vocabulary import NotSeen, Reading, Seat
from notifications.letters.subjects import SUBJECTS
from notifications.letters.table import LETTERS
from notifications.letters.titles import numbered, title_rule, titled, told_entries
from notifications.models import Message

LAST = 5
NOT_READ = _("A letter that your seat may not read")
PARTIES: Mapping[Seat, Promise] = {
    Seat.RESPONDENT: _("The member"),
    Seat.COMPLAINANT: _("The reporter"),
    Seat.REPRESENTATIVE: _("The representative"),
}
type OfService = (
    e.LetterOpened
    | e.ServiceProven
    | e.ReaderReminded
    | e.LetterDeemedServed
    | e.NonReceiptProven
    | e.ServiceFailed
    | e.ServiceDirected
)
OF_SERVICE = get_args(OfService.__value__)


@dataclass(frozen=True, kw_only=True)
class LetterNamed:
    """The letter that an entry about service refers to. `back_on`: the day on which it came back, if the entry says so."""

    subject: Promise
    on: date
    reader: Seat
    back_on: date | None


@dataclass(frozen=True, kw_only=True)
class SentLetter:
    """A letter with the days of its delivery; a day is None until it comes.

    `number` is its place among the letters to its party whose titles the viewer may know, from 1 for the oldest, so that
    no gap tells of a hidden one. It is 0 for a letter without a title: one to the respondent that is not served, or one to
    the reporter.
    `counts_from`: the day from which it counts as served. `unopened`: for how many days it has lain there, where somebody
    has to see to it that it arrives. `waits`: it is not served on the respondent. `failed_on`: the last
    day on which it, or the mail that announced it, came back. `posted_again_on`: when it was sent again after that.
    """

    about: UUID
    number: int
    subject: Promise
    on: date
    opened_on: date | None
    counts_from: date | None
    deemed: bool
    failed_on: date | None
    posted_again_on: date | None
    directed: bool
    reminded_on: tuple[date, ...]
    waits: bool
    unopened: int
    reads: bool


@dataclass(frozen=True, kw_only=True)
class LetterHad:
    """A letter that a party has had. `number` is its place on the page of the letters, from 1; 0 without a title."""

    number: int
    subject: Promise
    on: date


@dataclass(frozen=True, kw_only=True)
class LettersHad:
    """The last letters that a party has had, newest last, and how many there are before them."""

    last: tuple[LetterHad, ...]
    earlier: int


@dataclass(frozen=True, kw_only=True)
class SaidLine:
    """A message in a thread, without its words: these are read on the page of the thread, which notes the reading."""

    on: date
    by_party: bool
    read_on: date | None
    is_open: bool


@dataclass(frozen=True, kw_only=True)
class PartyThread:
    """What went between the Society and one party, oldest first.

    `unserved`: how many letters are not served. Each of them is in `letters`, titles or not, as on the steps about service.
    `posted_by` are the seats that post them and record it.
    """

    seat: Seat
    title: Promise
    letters: tuple[SentLetter, ...]
    talks: tuple[tuple[ThreadLine, tuple[SaidLine, ...]], ...]
    unserved: int = 0
    posted_by: tuple[Promise, ...] = ()

    @property
    def newest_first(self) -> tuple[SentLetter, ...]:
        return self.letters[::-1]

    @property
    def unread(self) -> int:
        return sum(line.unread for line, _said in self.talks)


def threads_by_party(page: CasePage) -> tuple[PartyThread, ...]:
    """Return what went to and came from each party, as far as the viewer may know it. One query; none behind the veil."""
    if page.veiled:
        return ()
    case = page.case
    known = list(_letters_to(case, *PARTIES))
    rows, to_member = tuple(numbered(case, known)), {row.about for row in known if row.seat == Seat.RESPONDENT}
    unserved = [one for one in case.view.service.unserved if one.about in to_member]
    talks = {line.thread: line for line in threads_of(case)}
    reads = {seat: letters_to_read(case, seat) for seat in PARTIES}
    found = (
        PartyThread(
            seat=seat,
            title=title,
            letters=tuple(_letter(case, row, number, reads[seat]) for row, number in rows if row.seat == seat),
            talks=tuple((line, tuple(_said(page, line))) for thread, line in talks.items() if thread.party is seat),
            unserved=len(unserved) if seat is Seat.RESPONDENT else 0,
            posted_by=seats_that_post(case.view, unserved) if seat is Seat.RESPONDENT else (),
        )
        for seat, title in PARTIES.items()
    )
    return tuple(one for one in found if one.letters or one.talks)


def party_called(name: str) -> Seat:
    """Return the party that an address names. NotSeen for any other word."""
    found = next((seat for seat in PARTIES if seat.value == name), None)
    if found is None:
        raise NotSeen
    return found


def letters_had(case: Case, seat: Seat) -> LettersHad:
    """Return the last letters to a party of which the viewer may know. One query."""
    zone = ZoneInfo(case.view.rules.zone)
    found = tuple(
        LetterHad(
            number=n,
            subject=SUBJECTS[row.template] if n else NOT_READ,
            on=row.placed_at.astimezone(zone).date(),
        )
        for row, n in numbered(case, _letters_to(case, seat))
    )
    return LettersHad(last=found[-LAST:], earlier=len(found[:-LAST]))


def letters_to_the_member(case: Case) -> tuple[SentLetter, ...]:
    """Return the letters to the member that the viewer may know of, oldest first. One query; none behind the veil."""
    if is_veiled(case):
        return ()
    reads = letters_to_read(case, Seat.RESPONDENT)
    rows = list(_letters_to(case, Seat.RESPONDENT))
    numbers = {row.pk: number for number, row in enumerate(titled(case, rows), 1)}
    return tuple(_letter(case, row, numbers.get(row.pk, 0), reads) for row in rows)


def letters_to_read(case: Case, seat: Seat) -> frozenset[UUID]:
    """Return the entries whose letters to a party the viewer may read.

    Letters name people, so those who may not know these read none, and those who judge read what was served instead. From
    the first finding on, a letter may tell outcomes beside its sealed texts, so it is for those alone who read findings.
    """
    if Reading.READ_PEOPLE.value not in case.rights or is_veiled(case) or case.seats & JUDGES:
        return frozenset()
    if seat is Seat.REPRESENTATIVE and not respondent_named(case, case.rights):
        return frozenset()
    return told_entries(case)


def letters_named(case: Case) -> Mapping[UUID, LetterNamed]:
    """Return the letter of each entry about service, if the viewer may know its title. No query."""
    may_know, events = title_rule(case), {one.event.id: one for one, _texts in all_readable(case)}
    found = ((one, events[one.about]) for one in _services(case) if one.about in events)
    return {
        service.id: LetterNamed(
            subject=SUBJECTS[post.template],
            on=case.view.day_of(letter.at),
            reader=service.reader,
            back_on=service.came_back_on if isinstance(service, e.ServiceFailed) else None,
        )
        for service, letter in found
        if (post := LETTERS.get(type(letter.event), {}).get(service.reader)) and may_know(service.about, service.reader)
    }


def _services(case: Case) -> Iterator[OfService]:
    return (one.event for one in case.record if isinstance(one.event, OF_SERVICE))


def message_of(case: Case, seat: Seat, number: int) -> Message:
    """Return the letter with this number in a party's thread, with its reader. NotSeen if the viewer may not read it."""
    reads = letters_to_read(case, seat)
    rows = titled(case, _letters_to(case, seat).select_related("reader")) if reads else ()
    found = next((row for place, row in enumerate(rows, 1) if place == number), None)
    if found is None or found.about not in reads:
        raise NotSeen
    return found


def _letters_to(case: Case, *seats: Seat) -> QuerySet[Message]:
    """Return the letters to these parties that the viewer may know of, oldest first."""
    known = {one.event.id for one, _texts in all_readable(case)}
    return Message.objects.filter(case=case, about__in=known, seat__in=[seat.value for seat in seats]).order_by(
        "placed_at", "id"
    )


def _letter(case: Case, row: Message, number: int, reads: frozenset[UUID]) -> SentLetter:
    view, seat = case.view, Seat(row.seat)
    proof, on = view.service.proof(row.about, seat), row.placed_at.astimezone(ZoneInfo(view.rules.zone)).date()
    waits = any(one.about == row.about for one in view.service.unserved) and seat is Seat.RESPONDENT
    return SentLetter(
        about=row.about,
        number=number,
        subject=SUBJECTS[row.template] if number else NOT_READ,
        on=on,
        opened_on=proof.on if proof and proof.opened else None,
        counts_from=proof.on if proof else None,
        deemed=bool(proof and proof.deemed),
        failed_on=view.service.came_back_on(row.about, seat),
        posted_again_on=posted_again_on(view.service, row.about) if seat is Seat.RESPONDENT else None,
        directed=(row.about, seat) in view.service.directed,
        reminded_on=tuple(one.on for one in view.service.reminders if one.about == row.about and waits),
        waits=waits,
        unopened=(view.today - on).days if waits else 0,
        reads=row.about in reads,
    )


def _said(page: CasePage, line: ThreadLine) -> Iterator[SaidLine]:
    for one in messages_in(page.case, line.thread):
        yield SaidLine(on=one.on, by_party=not one.mine, read_on=one.read_on, is_open=one.is_open)
