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
    """That the letter about an event reached a reader, as of a day. `opened` by the reader, or proven on paper."""

    about: UUID
    reader: Seat
    on: date
    opened: bool


@dataclass(frozen=True, kw_only=True)
class Failed:
    """That the letter about an event did not reach a reader by one channel."""

    about: UUID
    reader: Seat
    channel: Channel


class ServicePart(Part):
    """What was served and what failed, in the order of proof; `told` holds the entries that a letter can be about.

    `directed`: letters for which another way of sending was named that counts.
    """

    served: tuple[Served, ...] = ()
    failed: tuple[Failed, ...] = ()
    told: frozenset[UUID] = frozenset()
    directed: frozenset[tuple[UUID, Seat]] = frozenset()

    def day(self, about: UUID, reader: Seat) -> date | None:
        """Return the day on which the letter about an event counts as served on a reader: the first that was proven."""
        return next((one.on for one in self.served if (one.about, one.reader) == (about, reader)), None)

    def opened(self, about: UUID, reader: Seat) -> bool:
        """Whether a reader has opened the letter about an event."""
        return any((one.about, one.reader, one.opened) == (about, reader, True) for one in self.served)

    def apply(self, happened: e.Recorded, before: Before) -> Self:
        match happened.event:
            case e.LetterOpened() | e.NoticeAcknowledged() as event:
                return self._reached(event.about, event.reader, event.served_on, opened=True)
            case e.ServiceProven() as event:
                return self._reached(event.about, event.reader, event.served_on, opened=False)
            case e.ServiceDirected(about=about, reader=reader):
                return replace(self, directed=self.directed | {(about, reader)})
            case e.ServiceFailed() as event:
                new = Failed(about=event.about, reader=event.reader, channel=event.channel)
                return replace(self, failed=(*self.failed, new))
            case event:
                return replace(self, told=self.told | {event.id})

    def _reached(self, about: UUID, reader: Seat, on: date, *, opened: bool) -> Self:
        return replace(self, served=(*self.served, Served(about=about, reader=reader, on=on, opened=opened)))
