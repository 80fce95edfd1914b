"""What the record says of screening: risk, respondent, identity, requests for information."""

from dataclasses import replace
from typing import Self
from uuid import UUID

from casework.record import events as e
from casework.record.state.part import Before, Part
from casework.vocabulary import IdentityDecision

FAR_APART = 2
"""From so many steps of severity on, two readers are far apart."""


class ScreeningPart(Part):
    """The answers to the risk questions, the respondent, and the decision on the reporter's identity.

    `triaged_by` is the pseudonym of the first reader. `second_severity` and `second_harm` are what a second, blind reader
    answered; None and False as long as nobody has. `power_imbalance` is None if the first reader does not know.
    """

    triaged: bool = False
    triaged_by: UUID | None = None
    severity: int | None = None
    imminent_harm: bool = False
    power_imbalance: bool | None = False
    dishonesty: bool = False
    harassment: bool = False
    second_severity: int | None = None
    second_harm: bool = False
    respondent: UUID | None = None
    identity_decision: IdentityDecision | None = None
    rounds: int = 0

    @property
    def steps_apart(self) -> int | None:
        """How many steps of severity lie between the two readers; None as long as there is one answer."""
        if self.severity is None or self.second_severity is None:
            return None
        return abs(self.severity - self.second_severity)

    @property
    def readers_are_far_apart(self) -> bool:
        """Whether the readers differ by two steps or more, or about whether somebody is in danger now."""
        apart = self.steps_apart
        return apart is not None and (apart >= FAR_APART or self.imminent_harm != self.second_harm)

    def apply(self, happened: e.Recorded, before: Before) -> Self:
        match happened.event:
            case e.RiskTriaged() as event:
                return replace(
                    self,
                    triaged=True,
                    triaged_by=happened.actor,
                    severity=event.severity,
                    imminent_harm=event.imminent_harm,
                    power_imbalance=event.power_imbalance,
                    dishonesty=event.dishonesty,
                    harassment=event.harassment,
                )
            case e.RiskReadBlind(severity=severity, imminent_harm=harm):
                return replace(self, second_severity=severity, second_harm=harm)
            case e.RespondentIdentified(respondent=respondent):
                return replace(self, respondent=respondent)
            case e.IdentityDecided(decision=decision):
                return replace(self, identity_decision=decision)
            case e.InformationRequested():
                return replace(self, rounds=self.rounds + 1)
        return self
