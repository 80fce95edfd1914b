"""What the record says of the panel that hears an appeal, of its hearing, and of new evidence."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Self
from uuid import UUID

from casework.record import events as e
from casework.record.state.hearing import Witness
from casework.record.state.hearing_time import Sitting, sitting_of
from casework.record.state.part import Before, Part
from casework.vocabulary import CaseState, Seat


@dataclass(frozen=True, kw_only=True)
class NewEvidence:
    """Evidence that a side offered on appeal. `admitted` is None until the chair has ruled on it."""

    id: UUID
    side: Seat
    entry: UUID
    admitted: bool | None = None


class AppealHearingPart(Part):
    """The list of the appeal panel and its challenges, the day of the hearing, and new evidence in its order.

    `listed` is the entry that began the time to challenge, `challenged` the members whose challenge waits for a ruling,
    `ruled` those whose challenge was ruled on. `adjourned`: who asked for each adjournment so far; `noticed`: a first call
    had come in time; `absence_considered`: the absence checklist for this day is complete. `witnesses`: who was called.
    """

    listed: UUID | None = None
    challenged: frozenset[UUID] = frozenset()
    ruled: frozenset[UUID] = frozenset()
    time: Sitting | None = None
    called: UUID | None = None
    adjourned: tuple[Seat, ...] = ()
    noticed: bool = False
    absence_considered: bool = False
    offered: tuple[NewEvidence, ...] = ()
    witnesses: tuple[Witness, ...] = ()

    @property
    def on(self) -> date | None:
        """The day of the hearing of the appeal; None before one is set."""
        return self.time.on if self.time else None

    @property
    def waiting(self) -> tuple[NewEvidence, ...]:
        """The new evidence that the chair has not ruled on."""
        return tuple(one for one in self.offered if one.admitted is None)

    def apply(self, happened: e.Recorded, before: Before) -> Self:
        match happened.event:
            case e.BoardDecided() | e.AppealRemittedToPanel() | e.AppealRemittedToBoard():
                return type(self)()
            case e.AppealPanelSeated(id=entry):
                # A panel that rules on a late application is listed with its admission: only then does it hear an appeal.
                listed = entry if before.state is CaseState.APPEAL else None
                return type(self)(listed=listed, adjourned=self.adjourned, offered=self.offered)
            case e.LateAppealAdmitted(id=entry):
                return replace(self, listed=entry)
            case e.AppealMemberChallenged(member=member):
                return replace(self, challenged=self.challenged | {member})
            case e.AppealChallengeRuled(member=member):
                return replace(self, challenged=self.challenged - {member}, ruled=self.ruled | {member})
            case e.AppealHearingCalled(id=entry) as event:
                return replace(self, time=sitting_of(event), called=entry, noticed=False, absence_considered=False)
            case e.AppealHearingAdjourned(asked_by=side, noticed=noticed) as event:
                asked = (*self.adjourned, side)
                return replace(self, time=sitting_of(event), adjourned=asked, noticed=noticed, absence_considered=False)
            case e.AppealWitnessCalled() as event:
                return replace(self, witnesses=(*self.witnesses, Witness.of(event)))
            case e.AppealAbsenceConsidered():
                return replace(self, absence_considered=True)
            case e.NewEvidenceOffered(id=entry, evidence=key, side=side):
                return replace(self, offered=(*self.offered, NewEvidence(id=key, side=side, entry=entry)))
            case e.NewEvidenceRuled(piece=key, admitted=admitted):
                ruled = (replace(one, admitted=admitted) if one.id == key else one for one in self.offered)
                return replace(self, offered=tuple(ruled))
        return self
