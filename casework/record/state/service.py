"""What the record says of letters served, by the event they tell."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Self
from uuid import UUID

from casework.record import events as e
from casework.record.state.deeming import DEEMED, Deeming
from casework.record.state.letters_tell import rights_begun, rights_needed, unsaid
from casework.record.state.notice import REVEALING
from casework.record.state.part import Before, Part
from casework.vocabulary import Channel, Reading, Seat
from policy.deadlines import served_by_post
from policy.deemed_service import deemed_day, reminder_day
from policy.rules import Rules


@dataclass(frozen=True, kw_only=True)
class Sent:
    """A letter to the respondent of which they are reminded, with the moment and the day of its event.

    `needs`: the rights of somebody who reads what it tells beside its texts. `unsaid`: the texts of its event that say nothing.
    """

    about: UUID
    kind: type[e.Event]
    at: datetime
    on: date
    deeming: Deeming
    needs: frozenset[Reading] = frozenset()
    unsaid: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Served:
    """A letter about an event that reached a reader on a day: `opened` by the reader, proven on paper, or `deemed`."""

    about: UUID
    reader: Seat
    on: date
    opened: bool = False
    deemed: bool = False


@dataclass(frozen=True, kw_only=True)
class Failed:
    """A letter about an event that did not reach its reader by one channel: the day it came back, and that of the entry."""

    about: UUID
    reader: Seat
    channel: Channel
    on: date
    entered: date


@dataclass(frozen=True, kw_only=True)
class Reminder:
    """A reminder of a letter to the respondent: the day on which it was sent, and the day on which that was entered."""

    about: UUID
    channel: Channel
    on: date
    entered: date


class ServicePart(Part):
    """The letters served and failed, in the order of proof; `letter_entries` are the entries that a letter can be
    about, each with its day.

    `directed`: letters for which another way of sending was directed. `sent`: the letters of which the respondent is
    reminded; one about a case of which they do not know yet was never sent. `posted`: when those arrived, at the latest, of
    which two people entered the posting: that alone serves none. `telling`: the rights that a letter needs from now on.
    `proven`: the letters with a proof by two, each with the day from which that proof alone serves it. `on_paper`: the letters
    that were sent on paper, each with the way and the day, by its proof or as a reminder. `kinds`: of each kind
    of entry that a letter can be about, the moment of the first.
    """

    served: tuple[Served, ...] = ()
    failed: tuple[Failed, ...] = ()
    letter_entries: Mapping[UUID, date] = field(default_factory=dict)
    directed: frozenset[tuple[UUID, Seat]] = frozenset()
    sent: tuple[Sent, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    posted: tuple[tuple[UUID, date], ...] = ()
    telling: frozenset[Reading] = frozenset()
    proven: tuple[tuple[UUID, date | None], ...] = ()
    on_paper: tuple[tuple[UUID, Channel, date], ...] = ()
    kinds: Mapping[type[e.Event], datetime] = field(default_factory=dict)

    def can_print(self, kind: type[e.Event], letter: Sent) -> bool:
        """Whether an entry of a kind was there when a letter was sent: a later one does not stand in it."""
        first = self.kinds.get(kind)
        return first is not None and first <= letter.at

    def day(self, about: UUID, reader: Seat) -> date | None:
        """Return the day on which the letter about an event counts as served on a reader: the first one proven."""
        one = self.proof(about, reader)
        return one.on if one else None

    def proof(self, about: UUID, reader: Seat) -> Served | None:
        """Return how and when a letter was served first; None if it was not."""
        return next((one for one in self.served if (one.about, one.reader) == (about, reader)), None)

    def is_opened(self, about: UUID, reader: Seat) -> bool:
        return any((one.about, one.reader, one.opened) == (about, reader, True) for one in self.served)

    def can_be_taken_back(self, about: UUID) -> bool:
        """Whether a letter is served on the respondent by time and not opened, or by proof, even if opened later."""
        one = self.proof(about, Seat.RESPONDENT)
        if one is None or one.opened:
            return False
        return not (one.deemed and self.is_opened(about, Seat.RESPONDENT))

    @property
    def reached_on(self) -> date | None:
        """The first day on which any letter is known to have reached the respondent: opened, or proven by two."""
        days = [one.on for one in self.served if one.reader is Seat.RESPONDENT and not one.deemed]
        return min(days, default=None)

    @property
    def unserved(self) -> tuple[Sent, ...]:
        """The letters to the respondent that are not served, in their order."""
        known = {one.about for one in self.served if one.reader is Seat.RESPONDENT}
        return tuple(one for one in self.sent if one.about not in known)

    def letter(self, about: UUID) -> Sent | None:
        return next((one for one in self.sent if one.about == about), None)

    def mail_failed(self, about: UUID) -> bool:
        """Whether no mail about a letter reaches the respondent, so that its reminders go by post."""
        return self.mail_failed_on(about) is not None

    def came_back_on(self, about: UUID, reader: Seat) -> date | None:
        """Return the last day on which a letter, or the mail about it, came back from its reader."""
        return max((one.on for one in self.failed if (one.about, one.reader) == (about, reader)), default=None)

    def mail_failed_on(self, about: UUID) -> date | None:
        """Return the day on which it was first recorded that mail about a letter does not reach the respondent."""
        return next((one.entered for one in self._mail_lost(about)), None)

    def mail_back_on(self, about: UUID) -> date | None:
        """Return the first day on which mail about a letter did not reach the respondent."""
        return min((one.on for one in self._mail_lost(about)), default=None)

    def _mail_lost(self, about: UUID) -> list[Failed]:
        lost = (about, Seat.RESPONDENT, Channel.MAIL)
        return [one for one in self.failed if (one.about, one.reader, one.channel) == lost]

    def to_post_again_since(self, about: UUID) -> date | None:
        """Return the day on which it was recorded that a letter on paper came back; None once it was sent on paper again."""
        on_paper = (one for one in self.failed if one.about == about and one.channel is not Channel.MAIL)
        last = max(on_paper, key=lambda one: one.on, default=None)
        again = last and any(letter == about and on >= last.on for letter, _way, on in self.on_paper)
        return None if last is None or again else last.entered

    def sent_on(self, about: UUID, channel: Channel) -> date:
        """Return the first day on which a letter can have been sent in a way: one on record, or else that of the letter."""
        days = (on for letter, way, on in self.on_paper if (letter, way) == (about, channel))
        return min(days, default=self.letter_entries[about])

    def reminded_on(self, about: UUID) -> tuple[date, ...]:
        """Return the days of the reminders of a letter that count: by post, or by mail unless mail came back.

        Those by post go to the address in the register, and there is no way after that; a member keeps it up to date.
        """
        return tuple(one.on for one in self._reminders_that_count(about))

    def _reminders_that_count(self, about: UUID) -> list[Reminder]:
        lost = Channel.MAIL if self.mail_failed(about) else None
        return [one for one in self.reminders if one.about == about and one.channel is not lost]

    def reminder_day(self, letter: Sent, rules: Rules) -> date | None:
        """Return the day on which the next reminder of a letter is due; None once both were sent."""
        return reminder_day(letter.on, self.reminded_on(letter.about), rules)

    def first_day_of_reminder(self, letter: Sent, rules: Rules) -> date | None:
        """Return the first day on which the next reminder of a letter can be sent; None once both were sent.

        One by post goes out only after it was recorded that mail failed: before, nobody knew that post was needed.
        """
        due = self.reminder_day(letter, rules)
        return None if due is None else max(due, self.mail_failed_on(letter.about) or due)

    def deemed_day(self, letter: Sent, rules: Rules) -> date | None:
        """Return the day on which a letter counts as served by time; None while something that it needs is missing.

        Nothing counts for a member of whom nobody knows that they were ever reached; the days begin with that. Reminders that
        one person entered late serve a letter on the day they were entered: no time of the member is over by then.
        """
        arrived = [on for about, on in self.posted if about == letter.about]
        missing = letter.deeming is Deeming.NEVER or (letter.deeming is Deeming.WITH_POST and not arrived)
        if missing or self.reached_on is None:
            return None
        day = deemed_day(max(letter.on, self.reached_on), self.reminded_on(letter.about), rules)
        entered = (one.entered for one in self._reminders_that_count(letter.about))
        return None if day is None else max(day, *arrived[:1], letter.on, *entered)

    def apply(self, happened: e.Recorded, before: Before) -> Self:
        match happened.event:
            case e.LetterOpened() | e.NoticeAcknowledged() as event:
                return self._with(Served(about=event.about, reader=event.reader, on=event.served_on, opened=True))
            case e.ServiceProven() as event:
                return self._sent(event.channel, event.about, event.posted_on)._with_proof(event, before)
            case e.LetterDeemedServed(about=about, reader=reader, served_on=day):
                return self._with(Served(about=about, reader=reader, on=day, deemed=True))
            case e.NonReceiptProven(about=about, reader=reader, served_on=day):
                others = tuple(one for one in self.served if (one.about, one.reader) != (about, reader))
                opened = self.is_opened(about, reader)
                return replace(self, served=(*others, Served(about=about, reader=reader, on=day, opened=opened)))
            case e.ReaderReminded() as event:
                entered = before.day_of(happened.at)
                new = Reminder(about=event.about, channel=event.channel, on=event.sent_on, entered=entered)
                known = replace(self, reminders=(*self.reminders, new))
                return known._sent(event.channel, event.about, event.sent_on)
            case e.ServiceDirected(about=about, reader=reader):
                return replace(self, directed=self.directed | {(about, reader)})
            case e.ServiceFailed() as event:
                entered, on = before.day_of(happened.at), event.came_back_on
                failed = Failed(about=event.about, reader=event.reader, channel=event.channel, on=on, entered=entered)
                return replace(self, failed=(*self.failed, failed))
        return self._with_letter(happened, before)

    def _sent(self, channel: Channel, about: UUID, on: date) -> Self:
        on_paper = [] if channel is Channel.MAIL else [(about, channel, on)]
        return replace(self, on_paper=(*self.on_paper, *on_paper))

    def _with_proof(self, event: e.ServiceProven, before: Before) -> Self:
        proven = replace(self, proven=(*self.proven, (event.about, event.served_on)))
        if event.served_on is not None:
            return proven._with(Served(about=event.about, reader=event.reader, on=event.served_on))
        arrived = served_by_post(event.posted_on, before.rules.calendar)
        return replace(proven, posted=(*self.posted, (event.about, arrived)))

    def _with(self, new: Served) -> Self:
        return replace(self, served=(*self.served, new))

    def _with_letter(self, happened: e.Recorded, before: Before) -> Self:
        event = happened.event
        day, telling = before.day_of(happened.at), self.telling | rights_begun(event)
        kinds = self.kinds if type(event) in self.kinds else {**self.kinds, type(event): happened.at}
        known = replace(self, letter_entries={**self.letter_entries, event.id: day}, telling=telling, kinds=kinds)
        deeming = DEEMED.get(type(event))
        unsent = not (before.notice.known_to_respondent or isinstance(event, REVEALING))
        if deeming is None or unsent or (isinstance(event, e.SlipCorrected) and not event.afresh):
            return known
        needs = rights_needed(event, telling)
        new = Sent(
            about=event.id,
            kind=type(event),
            at=happened.at,
            on=day,
            deeming=deeming,
            needs=needs,
            unsaid=unsaid(event),
        )
        return replace(known, sent=(*self.sent, new))
