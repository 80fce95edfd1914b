"""What the record says of screening: risk, respondent, identity, requests for information."""

from dataclasses import replace
from typing import Self
from uuid import UUID

from casework.record import events as e
from casework.record.state.part import Before, Part
from casework.vocabulary import IdentityDecision


class ScreeningPart(Part):
    """The answers to the risk questions, the respondent, and the decision on the reporter's identity."""

    triaged: bool = False
    severity: int | None = None
    imminent_harm: bool = False
    power_imbalance: bool = False
    dishonesty: bool = False
    harassment: bool = False
    respondent: UUID | None = None
    identity_decision: IdentityDecision | None = None
    rounds: int = 0

    def apply(self, happened: e.Recorded, before: Before) -> Self:
        match happened.event:
            case e.RiskTriaged() as event:
                return replace(
                    self,
                    triaged=True,
                    severity=event.severity,
                    imminent_harm=event.imminent_harm,
                    power_imbalance=event.power_imbalance,
                    dishonesty=event.dishonesty,
                    harassment=event.harassment,
                )
            case e.RespondentIdentified(respondent=respondent):
                return replace(self, respondent=respondent)
            case e.IdentityDecided(decision=decision):
                return replace(self, identity_decision=decision)
            case e.InformationRequested():
                return replace(self, rounds=self.rounds + 1)
        return self
