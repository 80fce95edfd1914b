"""What the record says of the respondent's standing as a member."""

from dataclasses import replace
from typing import Self

from casework.record import events as e
from casework.record.clocks import WAITS_FOR_MEMBERSHIP
from casework.record.state.part import Before, Part
from casework.vocabulary import ClockName, Membership

GONE = frozenset({Membership.LAPSED, Membership.RESIGNED})


class MembershipPart(Part):
    """The respondent's standing, and whether a resignation waits for the end of the case."""

    standing: Membership = Membership.MEMBER
    deferred: bool = False

    @property
    def waiting_clocks(self) -> frozenset[ClockName]:
        """The clocks that stop while the respondent is no member; all others continue."""
        return WAITS_FOR_MEMBERSHIP if self.standing in GONE else frozenset()

    def apply(self, happened: e.Recorded, before: Before) -> Self:
        match happened.event:
            case e.RespondentIdentified(respondent=respondent) if respondent != before.screening.respondent:
                return replace(self, standing=Membership.MEMBER, deferred=False)
            case e.StandingRecorded(standing=standing):
                return replace(self, standing=standing)
            case e.ResignationDeferred():
                return replace(self, deferred=True)
            case e.ResignationAccepted():
                return replace(self, standing=Membership.RESIGNED, deferred=False)
        return self
