"""What the record says of evidence and what was disclosed to whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self
from uuid import UUID

from casework.events import Recorded

if TYPE_CHECKING:
    from casework.facts.case import CaseFacts


@dataclass(frozen=True, kw_only=True)
class EvidenceFacts:
    """What the record says of evidence and what was disclosed to whom. `given`: what the respondent has been given."""

    given: frozenset[UUID] = frozenset()

    def after(self, happened: Recorded, before: CaseFacts) -> Self:
        """Return what holds after one more fact."""
        return self
