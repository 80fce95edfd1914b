"""What the record says of the hearing."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Self
from uuid import UUID

from casework.record import events as e
from casework.record.state.hearing_time import Sitting, sitting_of
from casework.record.state.part import Before, Part
from casework.vocabulary import MinuteKind, Questioner, Seat, WitnessWay
from policy.deadlines import counted_back
from policy.deemed_service import pages_served_on
from policy.rules import Rules


@dataclass(frozen=True, kw_only=True)
class Bundled:
    """A piece of evidence in the bundle, and the day on which its pages count as served on the respondent."""

    evidence: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class MinuteLine:
    """A line of the minute by its entry; `corrected` is the entry of its latest correction, `at` when it was written."""

    entry: UUID
    at: datetime
    kind: MinuteKind
    side: Seat | None
    minutes: int
    corrected: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Witness:
    """A witness who was called, by the entry that has the words; how they are heard, and who puts the questions."""

    entry: UUID
    way: WitnessWay
    protected: bool
    questioner: Questioner

    @classmethod
    def of(cls, called: e.WitnessCall) -> Self:
        return cls(entry=called.id, way=called.way, protected=called.protected, questioner=called.questioner)


class HearingPart(Part):
    """The time of the hearing, the bundle, who attended. `throughout` is None until a sitting was recorded.

    `sitting`: when the hearing was opened, None if it is not open; `present`: who of the panel was there then.
    `open` holds from the opening until the panel withdraws; `absence_considered` once the absence checklist is recorded.
    `minute`: its lines in their order; `minute_given`: it went to both sides as it stands, `minute_approved`: by whom of those
    who sat it was approved since. `last_word`: whether the respondent says they had it, None before they said so.
    `adjourned`: who asked for each adjournment so far; `noticed`: a first notice had come in time. `witnesses`: who was called.
    """

    time: Sitting | None = None
    bundle: tuple[Bundled, ...] = ()
    open: bool = False
    sitting: datetime | None = None
    present: tuple[UUID, ...] = ()
    throughout: frozenset[UUID] | None = None
    respondent_attended: bool = False
    absence_considered: bool = False
    adjourned: tuple[Seat, ...] = ()
    noticed: bool = False
    witnesses: tuple[Witness, ...] = ()
    minute: tuple[MinuteLine, ...] = ()
    minute_given: bool = False
    minute_approved: frozenset[UUID] = frozenset()
    last_word: bool | None = None

    @property
    def on(self) -> date | None:
        """The day of the hearing; None before one is set."""
        return self.time.on if self.time else None

    def in_time(self, view: Before) -> frozenset[UUID]:
        """Return the documents that were in the bundle the required days before the hearing, or are filings taken late."""
        if self.on is None:
            return frozenset()
        rules = view.rules
        last = counted_back(end=self.on, days=rules.clocks["BUNDLE"].days or 0, calendar=rules.calendar)
        filed = (one.id for one in view.evidence.filings if one.by_leave or one.on <= last)
        return frozenset(item.evidence for item in self.bundle if item.on <= last).union(filed)

    def is_near(self, today: date, rules: Rules) -> bool:
        """Whether a hearing is so near that an offer of consent needs the leave of its chair."""
        return self.on is not None and 0 <= (self.on - today).days < rules.limits["consent_days_before_hearing"]

    def time_used(self, side: Seat) -> int:
        """Return how many minutes a side has used, by the minute."""
        return sum(line.minutes for line in self.minute if line.side is side)

    def entries_of(self, lines: Iterable[int]) -> tuple[UUID, ...]:
        """Return the entries of lines of the minute by their numbers."""
        return tuple(line.entry for number, line in enumerate(self.minute, 1) if number in set(lines))

    def apply(self, happened: e.Recorded, before: Before) -> Self:
        match happened.event:
            case e.PanelFormed() as event:
                return type(self)(time=sitting_of(event))
            case e.BundleServed() as event:
                known = {item.evidence for item in self.bundle}
                day = pages_served_on(before.day_of(happened.at), before.rules)
                new = (Bundled(evidence=key, on=day) for key in event.evidence if key not in known)
                return replace(self, bundle=(*self.bundle, *new))
            case e.WitnessCalled() as event:
                return replace(self, witnesses=(*self.witnesses, Witness.of(event)))
            case e.HearingOpened(present=present, respondent_present=there):
                return replace(self, open=True, sitting=happened.at, present=present, respondent_attended=there)
            case e.AttendanceRecorded(throughout=throughout, respondent_present=there):
                whole = frozenset(throughout)
                stayed = whole if self.throughout is None else self.throughout & whole
                return replace(self, throughout=stayed, respondent_attended=self.respondent_attended or there)
            case e.MinuteWritten(id=entry, kind=kind, side=side, minutes=minutes):
                line = MinuteLine(entry=entry, at=happened.at, kind=kind, side=side, minutes=minutes)
                return replace(self, minute=(*self.minute, line))
            case e.MinuteCorrected(id=entry, line=key):
                lines = (replace(one, corrected=entry) if one.entry == key else one for one in self.minute)
                return replace(self, minute=tuple(lines), minute_given=False, minute_approved=frozenset())
            case e.MinuteGiven():
                return replace(self, minute_given=True)
            case e.MinuteApproved():
                return replace(self, minute_approved=self.minute_approved | {happened.actor})
            case e.LastWordConfirmed(had=had):
                return replace(self, last_word=had)
            case e.DeliberationOpened():
                return replace(self, open=False)
            case e.AbsenceConsidered():
                return replace(self, absence_considered=True)
            case e.HearingAdjourned(asked_by=side, noticed=noticed) as event:
                return replace(self._with_time(sitting_of(event)), adjourned=(*self.adjourned, side), noticed=noticed)
            case e.HearingReopened() as event:
                return self._with_time(sitting_of(event))
            case e.ConsentReturned(hearing_on=date() as day, hearing_at=hour, hearing_minutes=minutes):
                return self._with_time(Sitting(on=day, at=hour, minutes=minutes))
            case e.PanelDissolved() | e.RemittedToNewPanel() | e.AppealRemittedToPanel() | e.CaseReopenedForHearing():
                return type(self)()
        return self

    def _with_time(self, time: Sitting) -> Self:
        """Return the same for another day. An absence on that day has to be considered again."""
        to_hear = replace(self, time=time, open=False, absence_considered=False, last_word=None)
        return replace(to_hear, minute_given=False, minute_approved=frozenset())
