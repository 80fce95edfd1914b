"""What the record says of screening: risk, respondent, identity, requests for information."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from casework.events import Recorded

if TYPE_CHECKING:
    from casework.facts.case import CaseFacts


@dataclass(frozen=True, kw_only=True)
class ScreeningFacts:
    """What the record says of screening: risk, respondent, identity, requests for information."""

    def after(self, happened: Recorded, before: CaseFacts) -> Self:
        """Return what holds after one more fact."""
        return self
