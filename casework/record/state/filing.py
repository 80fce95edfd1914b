"""What the record says of the report and its reception."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Self
from uuid import UUID

from casework.record.events import (
    CaseFiled,
    CodeClaimed,
    ConflictDeclared,
    ConflictsSwept,
    KeepAwayAsked,
    KeepAwayRuled,
    Recorded,
    RespondentIdentified,
)
from casework.record.state.before import Before
from casework.vocabulary import IdentityChoice, Seat


@dataclass(frozen=True, kw_only=True)
class FilingPart:
    """The report: by whom and when, what it chose, and whether the sweep that opens it to anybody has run.

    `sweep_due`: somebody new was named in the case since the last sweep, which was at `swept_at`. `kept_by_line`: how many
    people each line of "who must not see this" denies, by its place; `kept_by_tick`, how many the ticks do;
    `lines_spared`, lines that fit only somebody whom the desk cannot do without.
    `lines_waiting` are the places of the lines that fitted nobody, until it is ruled whom they mean; `asked` is the entry
    that holds their words.
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
    kept_by_line: tuple[int, ...] = ()
    kept_by_tick: int = 0
    lines_spared: frozenset[int] = frozenset()
    lines_waiting: tuple[int, ...] = ()
    asked: UUID | None = None
    code_claimed: bool = False

    @property
    def open_to_desk(self) -> bool:
        """Whether anybody but its reporter may know of the report: it was swept, and no line waits for a ruling."""
        return self.swept and not self.lines_waiting

    def after(self, happened: Recorded, before: Before) -> Self:
        """Return what holds after one more event."""
        match happened.event:
            case CaseFiled() as event:
                return replace(
                    self,
                    entry=event.id,
                    filed_on=before.day_of(happened.at),
                    reporter=event.reporter,
                    for_someone=event.for_someone,
                    identity=event.identity,
                    commitments=event.commitments,
                    slow=event.slow,
                )
            case ConflictsSwept() as event:
                known = replace(self, swept=True, sweep_due=False, swept_at=happened.at)
                return known if self.swept else known._kept_from(event)
            case KeepAwayAsked() as event:
                return replace(self, lines_waiting=event.lines, asked=event.id)
            case KeepAwayRuled() as event:
                ruled = dict(zip(event.lines, event.kept_by_line, strict=True))
                kept = tuple(ruled.get(line, count) for line, count in enumerate(self.kept_by_line))
                spared = self.lines_spared.union(event.lines_spared)
                return replace(self, kept_by_line=kept, lines_spared=spared, lines_waiting=())
            case ConflictDeclared() if self.lines_waiting and happened.role is Seat.OUTSIDE_ALTERNATE:
                return replace(self, sweep_due=True)
            case RespondentIdentified():
                return replace(self, sweep_due=True)
            case CodeClaimed():
                return replace(self, code_claimed=True)
        return self

    def _kept_from(self, swept: ConflictsSwept) -> Self:
        spared = frozenset(swept.lines_spared)
        return replace(self, kept_by_line=swept.kept_by_line, kept_by_tick=swept.kept_by_tick, lines_spared=spared)
