"""What the record says of the report and its reception."""

from dataclasses import replace
from datetime import date, datetime
from typing import Self
from uuid import UUID

from casework.record import events as e
from casework.record.state.part import Before, Part
from casework.vocabulary import IdentityChoice, Origin, Seat


class FilingPart(Part):
    """The report: its reporter, its day, its choices, and whether the conflict sweep that opens it has run.

    `sweep_due`: somebody new was named in the case since the last sweep, which was at `swept_at`. `kept_by_line`: how many
    people each line of "who must not see this" denies, by its place; `kept_by_tick`: how many the ticks deny;
    `lines_spared`: lines that fit only a person whom the desk cannot do without.
    `taken_by` took it down for a caller. `identity_entries` hold the name, or that there is none, as the reporter said it each
    time, the last of which counts; `name_waits`: they said it after the last sweep.
    `lines_waiting` are the places of the lines that fitted nobody, until it is ruled whom they mean; `asked` is the entry
    that holds their words. `added` are the entries of what the reporter said about them since, the first `added_told` of
    which the people asked may read: the rest waits for the next sweep. `code_declined`: the caller took no code, so nobody
    can read what is written to the reporter.
    """

    entry: UUID | None = None
    identity_entries: tuple[UUID, ...] = ()
    name_waits: bool = False
    filed_on: date | None = None
    reporter: UUID | None = None
    for_someone: bool = False
    taken_by: UUID | None = None
    identity: IdentityChoice = IdentityChoice.CONFIDENTIAL
    commitments: tuple[int, ...] = ()
    slow: bool = False
    danger: bool = False
    swept: bool = False
    sweep_due: bool = True
    swept_at: datetime | None = None
    kept_by_line: tuple[int, ...] = ()
    kept_by_tick: int = 0
    lines_spared: frozenset[int] = frozenset()
    lines_waiting: tuple[int, ...] = ()
    asked: UUID | None = None
    added: tuple[UUID, ...] = ()
    added_told: int = 0
    code_claimed: bool = False
    code_declined: bool = False
    origin: Origin | None = None

    @property
    def identity_entry(self) -> UUID | None:
        return self.identity_entries[-1] if self.identity_entries else None

    @property
    def is_sealed(self) -> bool:
        """Whether the reporter did not report openly. The record does not say whether they are anonymous or confidential."""
        return self.identity is not IdentityChoice.OPEN

    @property
    def code_waits(self) -> bool:
        """Whether staff made the reporter's code, and the reporter has neither replaced nor declined it yet."""
        return self.for_someone and not self.code_claimed and not self.code_declined

    @property
    def sealed_entries(self) -> tuple[UUID, ...]:
        """The entries that hold what the reporter said of themselves and not openly: they are open once, and at last."""
        return self.identity_entries if self.is_sealed else self.identity_entries[:-1]

    @property
    def told_to_asked(self) -> tuple[UUID, ...]:
        """The entries of what the reporter added that the people who are asked about the lines may read."""
        return self.added[: self.added_told]

    @property
    def addition_waits(self) -> bool:
        """Whether the reporter added something that the people who are asked may not read yet."""
        return self.added_told < len(self.added)

    @property
    def open_to_desk(self) -> bool:
        """Whether people besides the reporter may know of the report: it was swept, and no line waits for a ruling."""
        return self.swept and not self.lines_waiting

    def apply(self, happened: e.Recorded, before: Before) -> Self:
        match happened.event:
            case e.CaseFiled() as event:
                return replace(
                    self,
                    entry=event.id,
                    identity_entries=(event.id,),
                    filed_on=before.day_of(happened.at),
                    reporter=event.reporter,
                    for_someone=event.for_someone,
                    taken_by=happened.actor if event.for_someone else None,
                    identity=event.identity,
                    commitments=event.commitments,
                    slow=event.slow,
                    danger=event.danger,
                    origin=event.origin,
                )
            case e.ConflictsSwept() as event:
                known = replace(self, swept=True, sweep_due=False, name_waits=False, swept_at=happened.at)
                known = replace(known, added_told=len(known.added))
                if self.swept:
                    return known
                spared = frozenset(event.lines_spared)
                by_line, by_tick = event.kept_by_line, event.kept_by_tick
                return replace(known, kept_by_line=by_line, kept_by_tick=by_tick, lines_spared=spared)
            case e.KeepAwayAsked() as event:
                return replace(self, lines_waiting=event.lines, asked=event.id)
            case e.KeepAwayExplained() as event:
                return replace(self, added=(*self.added, event.id), sweep_due=True)
            case e.KeepAwayRuled() as event:
                ruled = dict(zip(event.lines, event.kept_by_line, strict=True))
                kept = tuple(ruled.get(line, count) for line, count in enumerate(self.kept_by_line))
                spared = self.lines_spared.union(event.lines_spared)
                return replace(self, kept_by_line=kept, lines_spared=spared, lines_waiting=())
            case e.ConflictDeclared() if self.lines_waiting and happened.role is Seat.OUTSIDE_ALTERNATE:
                return replace(self, sweep_due=True)
            case e.RespondentIdentified():
                return replace(self, sweep_due=True)
            case e.NameGiven() as event:
                said = (*self.identity_entries, event.id)
                return replace(self, identity=event.identity, identity_entries=said, sweep_due=True, name_waits=True)
            case e.CodeClaimed():
                return replace(self, code_claimed=True)
            case e.CodeDeclined():
                return replace(self, code_declined=True)
        return self
