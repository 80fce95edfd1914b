"""What one part of the state may ask of the others, as they stood before an event. No part names another part."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from casework.record.clocks import ClockRun
from casework.record.events import Terms
from casework.vocabulary import AllegationState, CaseState, ClockName, Seat
from policy.rules import Level, Rules


class _Allegation(Protocol):
    @property
    def id(self) -> UUID: ...


class _Allegations(Protocol):
    def in_state(self, *states: AllegationState) -> Sequence[_Allegation]: ...


class _Appeal(Protocol):
    @property
    def society_appealed(self) -> bool: ...


class _Condition(Protocol):
    @property
    def id(self) -> UUID: ...
    @property
    def days(self) -> int: ...


class _Sanction(Protocol):
    @property
    def level(self) -> Level: ...
    @property
    def term_days(self) -> int: ...
    @property
    def no_return_years(self) -> int: ...
    @property
    def abeyance(self) -> Level | None: ...
    @property
    def abeyance_days(self) -> int: ...
    @property
    def conditions(self) -> Sequence[_Condition]: ...


class _Sanctions(Protocol):
    @property
    def level(self) -> Level: ...
    @property
    def current(self) -> _Sanction | None: ...
    @property
    def in_abeyance(self) -> Terms: ...


class _People(Protocol):
    def holding(self, seat: Seat) -> frozenset[UUID]: ...


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
    def appeal(self) -> _Appeal: ...
    @property
    def deliberation(self) -> _Findings: ...
    @property
    def people(self) -> _People: ...
    @property
    def sanctions(self) -> _Sanctions: ...
    @property
    def screening(self) -> _Screening: ...
    @property
    def service(self) -> _Service: ...

    def day_of(self, moment: datetime) -> date:
        """Return the Society's day of a moment."""
        ...

    def clock(self, name: ClockName, subject: UUID | None = None) -> ClockRun | None:
        """Return the latest run of a clock, of one subject where it has several."""
        ...
