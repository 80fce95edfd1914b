"""What the record says of the report and its reception."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Self
from uuid import UUID

from casework.events import CaseFiled, CodeClaimed, ConflictsSwept, Recorded, RespondentIdentified
from casework.vocabulary import IdentityChoice

if TYPE_CHECKING:
    from casework.facts.case import CaseFacts


@dataclass(frozen=True, kw_only=True)
class FilingFacts:
    """The report: by whom and when, what it chose, and whether the sweep that opens it to anybody has run.

    `sweep_due`: somebody new was named in the case since the last sweep, which was at `swept_at`.
    """

    entry: UUID | None = None
    filed_on: date | None = None
    reporter: UUID | None = None
    for_someone: bool = False
    identity: IdentityChoice = IdentityChoice.CONFIDENTIAL
    commitments: tuple[int, ...] = ()
    slow: bool = False
    swept: bool = False
    sweep_due: bool = True
    swept_at: datetime | None = None
    code_claimed: bool = False

    def after(self, happened: Recorded, before: CaseFacts) -> Self:
        """Return what holds after one more fact."""
        match happened.fact:
            case CaseFiled() as fact:
                return replace(
                    self,
                    entry=fact.id,
                    filed_on=before.day_of(happened.at),
                    reporter=fact.reporter,
                    for_someone=fact.for_someone,
                    identity=fact.identity,
                    commitments=fact.commitments,
                    slow=fact.slow,
                )
            case ConflictsSwept():
                return replace(self, swept=True, sweep_due=False, swept_at=happened.at)
            case RespondentIdentified():
                return replace(self, sweep_due=True)
            case CodeClaimed():
                return replace(self, code_claimed=True)
        return self
