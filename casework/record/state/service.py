"""What the record says of letters served, by the event they tell."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Self
from uuid import UUID

from casework.record import events as e
from casework.record.state.part import Before, Part
from casework.vocabulary import Channel, Seat


@dataclass(frozen=True, kw_only=True)
class Served:
    """A letter about an event that reached a reader on a day: `opened` by the reader, or proven on paper."""

    about: UUID
    reader: Seat
    on: date
    opened: bool


@dataclass(frozen=True, kw_only=True)
class Failed:
    """A letter about an event that did not reach its reader by one channel."""

    about: UUID
    reader: Seat
    channel: Channel


class ServicePart(Part):
    """The letters served and failed, in the order of proof; `letter_entries` are the entries that a letter can be about.

    `directed`: letters for which another way of sending was directed.
    """

    served: tuple[Served, ...] = ()
    failed: tuple[Failed, ...] = ()
    letter_entries: frozenset[UUID] = frozenset()
    directed: frozenset[tuple[UUID, Seat]] = frozenset()

    def day(self, about: UUID, reader: Seat) -> date | None:
        """Return the day on which the letter about an event counts as served on a reader: the first one proven."""
        return next((one.on for one in self.served if (one.about, one.reader) == (about, reader)), None)

    def is_opened(self, about: UUID, reader: Seat) -> bool:
        return any((one.about, one.reader, one.opened) == (about, reader, True) for one in self.served)

    def apply(self, happened: e.Recorded, before: Before) -> Self:
        match happened.event:
            case e.LetterOpened() | e.NoticeAcknowledged() as event:
                return self._with_served(event, opened=True)
            case e.ServiceProven() as event:
                return self._with_served(event, opened=False)
            case e.ServiceDirected(about=about, reader=reader):
                return replace(self, directed=self.directed | {(about, reader)})
            case e.ServiceFailed() as event:
                new = Failed(about=event.about, reader=event.reader, channel=event.channel)
                return replace(self, failed=(*self.failed, new))
            case event:
                return replace(self, letter_entries=self.letter_entries | {event.id})

    def _with_served(self, event: e.LetterOpened | e.NoticeAcknowledged | e.ServiceProven, *, opened: bool) -> Self:
        new = Served(about=event.about, reader=event.reader, on=event.served_on, opened=opened)
        return replace(self, served=(*self.served, new))
