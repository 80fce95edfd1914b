"""What the record says of dismissal, review, referral."""

from dataclasses import replace
from typing import Self

from casework.record import events as e
from casework.record.state.part import Before, Part
from casework.vocabulary import CaseState, ClosingCode


class DismissalPart(Part):
    """The latest dismissal: the code with which the case would close, the state it left, and whether it was reviewed."""

    code: ClosingCode | None = None
    stopped_in: CaseState | None = None
    reviewed: bool = False

    def apply(self, happened: e.Recorded, before: Before) -> Self:
        match happened.event:
            case e.CaseDismissed(code=code) | e.InvestigationStopped(code=code):
                return replace(self, code=code, stopped_in=before.state, reviewed=False)
            case e.ReviewRequested():
                return replace(self, reviewed=True)
        return self
