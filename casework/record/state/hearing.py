"""What the record says of the hearing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Self
from uuid import UUID

from casework.record.events import (
    AbsenceConsidered,
    AppealRemittedToPanel,
    AttendanceRecorded,
    BundleServed,
    CaseReopenedForHearing,
    ConsentReturned,
    DeliberationOpened,
    HearingAdjourned,
    HearingOpened,
    HearingReopened,
    PanelDissolved,
    PanelFormed,
    Recorded,
    RemittedToNewPanel,
)
from casework.record.state.before import Before
from casework.vocabulary import Seat
from policy.deadlines import counted_back


@dataclass(frozen=True, kw_only=True)
class Bundled:
    """A piece of evidence in the bundle, and the day on which the respondent got it there."""

    evidence: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class HearingPart:
    """The day it is called for, the bundle, who attended. `throughout` is None until a sitting was recorded.

    `open` holds from the opening until the panel withdraws; `absence_considered` once the absence checklist is recorded.
    `adjourned`: who asked for each adjournment so far; `noticed`: a first notice had come in time.
    """

    on: date | None = None
    bundle: tuple[Bundled, ...] = ()
    open: bool = False
    throughout: frozenset[UUID] | None = None
    respondent_attended: bool = False
    absence_considered: bool = False
    adjourned: tuple[Seat, ...] = ()
    noticed: bool = False

    def in_time(self, view: Before) -> frozenset[UUID]:
        """Return the evidence that the respondent had in the bundle the required days before the hearing."""
        if self.on is None:
            return frozenset()
        rules = view.rules
        last = counted_back(end=self.on, days=rules.clocks["BUNDLE"].days or 0, calendar=rules.calendar)
        return frozenset(item.evidence for item in self.bundle if item.on <= last)

    def after(self, happened: Recorded, before: Before) -> Self:
        """Return what holds after one more event."""
        match happened.event:
            case PanelFormed(hearing_on=day):
                return type(self)(on=day)
            case BundleServed() as event:
                return self._bundled(event, before.day_of(happened.at))
            case HearingOpened(respondent_present=there):
                return replace(self, open=True, respondent_attended=there)
            case AttendanceRecorded(throughout=throughout, respondent_present=there):
                whole = frozenset(throughout)
                stayed = whole if self.throughout is None else self.throughout & whole
                return replace(self, throughout=stayed, respondent_attended=self.respondent_attended or there)
            case DeliberationOpened():
                return replace(self, open=False)
            case AbsenceConsidered():
                return replace(self, absence_considered=True)
            case HearingAdjourned(hearing_on=day, asked_by=side, noticed=noticed):
                return replace(self._called(day), adjourned=(*self.adjourned, side), noticed=noticed)
            case HearingReopened(hearing_on=day) | ConsentReturned(hearing_on=date() as day):
                return self._called(day)
            case PanelDissolved() | RemittedToNewPanel() | AppealRemittedToPanel() | CaseReopenedForHearing():
                return type(self)()
        return self

    def _called(self, day: date) -> Self:
        """Return the same called for another day; who does not come then is considered anew."""
        return replace(self, on=day, open=False, absence_considered=False)

    def _bundled(self, event: BundleServed, day: date) -> Self:
        known = {item.evidence for item in self.bundle}
        new = tuple(Bundled(evidence=key, on=day) for key in event.evidence if key not in known)
        return replace(self, bundle=(*self.bundle, *new))
