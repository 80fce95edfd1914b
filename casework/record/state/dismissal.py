"""What the record says of dismissal, review, referral."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from casework.record.events import CaseDismissed, InvestigationStopped, Recorded, ReviewRequested
from casework.record.state.before import Before
from casework.vocabulary import CaseState, ClosingCode


@dataclass(frozen=True, kw_only=True)
class DismissalPart:
    """The latest dismissal: the code the case would close with, where it was stopped, and whether it was reviewed."""

    code: ClosingCode | None = None
    stopped_in: CaseState | None = None
    reviewed: bool = False

    def after(self, happened: Recorded, before: Before) -> Self:
        """Return what holds after one more event."""
        match happened.event:
            case CaseDismissed(code=code) | InvestigationStopped(code=code):
                return replace(self, code=code, stopped_in=before.state, reviewed=False)
            case ReviewRequested():
                return replace(self, reviewed=True)
        return self
