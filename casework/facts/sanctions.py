"""What the record says of sanctions, their conditions and terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from casework.events import Recorded
from casework.timetable import Spans

if TYPE_CHECKING:
    from casework.facts.case import CaseFacts


@dataclass(frozen=True, kw_only=True)
class SanctionsFacts:
    """What the record says of sanctions, their conditions and terms."""

    def after(self, happened: Recorded, before: CaseFacts) -> Self:
        """Return what holds after one more fact."""
        return self

    def spans(self) -> Spans:
        """Return the conditions and terms that begin when the sanction becomes final."""
        return {}
