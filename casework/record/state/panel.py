"""What the record says of the panel."""

from dataclasses import replace
from datetime import date
from typing import Self
from uuid import UUID

from casework.record import events as e
from casework.record.state.part import Before, Part
from casework.vocabulary import CanCome, PanelState


class PanelPart(Part):
    """The state of the panel, and its size and lay members as named. Its present members stand in the seats.

    `listed` is the entry of the list that was served last, `challenged` the members whose challenge waits for a ruling,
    `ruled` those whose challenge was ruled on. `days` are offered for the hearing until one is ordered; `day_answers` says who
    can come on them, in the order of the days.
    """

    state: PanelState | None = None
    size: int = 0
    lay: tuple[UUID, ...] = ()
    listed: UUID | None = None
    challenged: frozenset[UUID] = frozenset()
    ruled: frozenset[UUID] = frozenset()
    days: tuple[date, ...] = ()
    answer_by: date | None = None
    day_answers: tuple[tuple[UUID, tuple[CanCome, ...]], ...] = ()

    def apply(self, happened: e.Recorded, before: Before) -> Self:
        match happened.event:
            case e.PanelNamed(everybody=everybody, lay=lay):
                return type(self)(state=PanelState.NAMED, size=len(everybody), lay=lay, ruled=self.ruled)
            case e.PanelListServed(id=entry):
                return replace(self, state=PanelState.LISTED, listed=entry)
            case e.MemberChallenged(member=member):
                return replace(self, challenged=self.challenged | {member})
            case e.ChallengeRuled(member=member):
                return replace(self, challenged=self.challenged - {member}, ruled=self.ruled | {member})
            case e.PanelFormed():
                return replace(self._without_days(), state=PanelState.FORMED)
            case e.HearingAdjourned():
                return self._without_days()
            case e.HearingDaysOffered(days=days, answer_by=last):
                return replace(self, days=days, answer_by=last, day_answers=())
            case e.HearingDaysAnswered(answers=answers):
                others = tuple(one for one in self.day_answers if one[0] != happened.actor)
                return replace(self, day_answers=(*others, (happened.actor, answers)))
            case e.PanelDissolved():
                return type(self)(state=PanelState.DISSOLVED)
            case e.RemittedToNewPanel() | e.AppealRemittedToPanel() | e.CaseReopenedForHearing():
                return type(self)(state=PanelState.DISCHARGED)
        return self

    def _without_days(self) -> Self:
        """Return the same once a day is ordered: nothing is asked about days any more."""
        return replace(self, days=(), answer_by=None, day_answers=())
