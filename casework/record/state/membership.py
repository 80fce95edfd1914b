"""What the record says of the respondent's standing as a member."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from casework.record.clocks import WAITS_FOR_MEMBERSHIP
from casework.record.events import (
    Recorded,
    ResignationAccepted,
    ResignationDeferred,
    RespondentIdentified,
    StandingRecorded,
)
from casework.record.state.before import Before
from casework.vocabulary import ClockName, Membership

GONE = frozenset({Membership.LAPSED, Membership.RESIGNED})


@dataclass(frozen=True, kw_only=True)
class MembershipPart:
    """The respondent's standing, and whether a resignation waits for the end of the case."""

    standing: Membership = Membership.MEMBER
    deferred: bool = False

    @property
    def waiting(self) -> frozenset[ClockName]:
        """The clocks that stand still while the respondent is no member; all others run on."""
        return WAITS_FOR_MEMBERSHIP if self.standing in GONE else frozenset()

    def after(self, happened: Recorded, before: Before) -> Self:
        """Return what holds after one more event."""
        match happened.event:
            case RespondentIdentified(respondent=respondent) if respondent != before.screening.respondent:
                return replace(self, standing=Membership.MEMBER, deferred=False)
            case StandingRecorded(standing=standing):
                return replace(self, standing=standing)
            case ResignationDeferred():
                return replace(self, deferred=True)
            case ResignationAccepted():
                return replace(self, standing=Membership.RESIGNED, deferred=False)
        return self
