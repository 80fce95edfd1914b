"""What the record says of screening: risk, respondent, identity, requests for information."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self
from uuid import UUID

from casework.record.events import IdentityDecided, InformationRequested, Recorded, RespondentIdentified, RiskTriaged
from casework.record.state.before import Before
from casework.vocabulary import IdentityDecision


@dataclass(frozen=True, kw_only=True)
class ScreeningPart:
    """The answers to the risk questions, who the case is about, and what was decided about the reporter's identity."""

    triaged: bool = False
    severity: int | None = None
    imminent_harm: bool = False
    power_imbalance: bool = False
    dishonesty: bool = False
    harassment: bool = False
    respondent: UUID | None = None
    identity_decision: IdentityDecision | None = None
    rounds: int = 0

    def after(self, happened: Recorded, before: Before) -> Self:
        """Return what holds after one more event."""
        match happened.event:
            case RiskTriaged() as event:
                return replace(
                    self,
                    triaged=True,
                    severity=event.severity,
                    imminent_harm=event.imminent_harm,
                    power_imbalance=event.power_imbalance,
                    dishonesty=event.dishonesty,
                    harassment=event.harassment,
                )
            case RespondentIdentified(respondent=respondent):
                return replace(self, respondent=respondent)
            case IdentityDecided(decision=decision):
                return replace(self, identity_decision=decision)
            case InformationRequested():
                return replace(self, rounds=self.rounds + 1)
        return self
