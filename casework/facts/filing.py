"""What the record says of the report and its reception."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from casework.events import Recorded

if TYPE_CHECKING:
    from casework.facts.case import CaseFacts


@dataclass(frozen=True, kw_only=True)
class FilingFacts:
    """What the record says of the report and its reception."""

    swept: bool = False

    def after(self, happened: Recorded, before: CaseFacts) -> Self:
        """Return what holds after one more fact."""
        return self
