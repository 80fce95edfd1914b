"""What the record says of early resolution."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from casework.events import EarlyResolutionOffered, Recorded

if TYPE_CHECKING:
    from casework.facts.case import CaseFacts


@dataclass(frozen=True, kw_only=True)
class TalksFacts:
    """Whether early resolution has been offered: it is offered once."""

    offered: bool = False

    def after(self, happened: Recorded, before: CaseFacts) -> Self:
        """Return what holds after one more fact."""
        if isinstance(happened.fact, EarlyResolutionOffered):
            return replace(self, offered=True)
        return self
