"""The base of every part of the state, and what a part may ask of the others, as they were before an event."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, Self, dataclass_transform
from uuid import UUID

from casework.record.clocks import RunningClock
from casework.record.events import Recorded, Terms
from casework.vocabulary import AllegationState, CaseState, ClockName, Seat
from policy.quorum import Option
from policy.rules import Level, Rules


class _Allegation(Protocol):
    @property
    def id(self) -> UUID: ...
    @property
    def framed_by(self) -> UUID: ...


class _Allegations(Protocol):
    @property
    def all(self) -> Sequence[_Allegation]: ...
    def in_state(self, *states: AllegationState) -> Sequence[_Allegation]: ...


class _Ballot(Protocol):
    @property
    def voted(self) -> frozenset[UUID]: ...


class _Decision(Protocol):
    @property
    def carried(self) -> Option | None: ...


class _Board(Protocol):
    @property
    def ballot(self) -> _Ballot | None: ...
    @property
    def decision(self) -> _Decision | None: ...


class _Copy(Protocol):
    @property
    def id(self) -> UUID: ...


class _Notice(Protocol):
    @property
    def known_to_respondent(self) -> bool: ...


class _Filing(Protocol):
    @property
    def id(self) -> UUID: ...
    @property
    def on(self) -> date: ...
    @property
    def by_leave(self) -> bool: ...


class _Evidence(Protocol):
    @property
    def filings(self) -> Sequence[_Filing]: ...
    @property
    def offered(self) -> Collection[UUID]: ...
    def copies_of(self, evidence: UUID) -> Sequence[_Copy]: ...


class _Sanction(Protocol):
    @property
    def id(self) -> UUID: ...


class _Sanctions(Protocol):
    @property
    def level(self) -> Level: ...
    @property
    def terms(self) -> Terms: ...
    def in_abeyance(self, condition: UUID) -> Terms: ...
    @property
    def current(self) -> _Sanction | None: ...
    @property
    def imposed(self) -> bool: ...


class _People(Protocol):
    def holding(self, seat: Seat) -> frozenset[UUID]: ...


class _Declarations(Protocol):
    def seat_of(self, person: UUID) -> Seat | None: ...


class _Service(Protocol):
    def day(self, about: UUID, reader: Seat) -> date | None: ...


class _Findings(Protocol):
    @property
    def saved(self) -> bool: ...


class _Screening(Protocol):
    @property
    def respondent(self) -> UUID | None: ...


class Before(Protocol):
    """The state of a case before an event, as far as its parts ask for it. `CaseView` is one."""

    @property
    def rules(self) -> Rules: ...
    @property
    def state(self) -> CaseState | None: ...
    @property
    def allegations(self) -> _Allegations: ...
    @property
    def board(self) -> _Board: ...
    @property
    def declarations(self) -> _Declarations: ...
    @property
    def deliberation(self) -> _Findings: ...
    @property
    def evidence(self) -> _Evidence: ...
    @property
    def notice(self) -> _Notice: ...
    @property
    def people(self) -> _People: ...
    @property
    def sanctions(self) -> _Sanctions: ...
    @property
    def screening(self) -> _Screening: ...
    @property
    def service(self) -> _Service: ...

    def day_of(self, moment: datetime) -> date: ...
    def clock(self, name: ClockName, subject: UUID | None = None) -> RunningClock | None: ...


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Part(ABC):
    """A part of the state of a case. Every subclass is a frozen dataclass without a decorator of its own."""

    def __init_subclass__(cls) -> None:
        dataclass(frozen=True, kw_only=True)(cls)

    @abstractmethod
    def apply(self, happened: Recorded, before: Before) -> Self:
        """Return what holds after one more event."""
