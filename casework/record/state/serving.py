"""What the deciding bodies could open of a case, and when each item of it was served on the member."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Self
from uuid import UUID

from casework.record import events as e
from casework.record.state.part import Before, Part
from casework.vocabulary import Route, Seat
from policy.deemed_service import pages_served_on

MEMBERS_SIDE = frozenset({Seat.RESPONDENT, Seat.REPRESENTATIVE})
NO_PAPERS = (
    *(e.BundleFrozen, e.RespondentIdentified, e.InterestsDeclared, e.DeclarationRuled),
    *(e.DecisionLetterWritten, e.DecisionLetterWithdrawn),
)
"""Sealed events that say nothing of what happened: digests of pages, whom the case is about, what deciders declared, and the
draft of the board's own letter."""
WITH_THE_PACK = (e.SanctionRecommended, e.MinorityReasonsWritten, e.ConsentAccepted, e.BreachReported)
"""What the letter about the board's papers shows beside the papers' own words."""


@dataclass(frozen=True, kw_only=True)
class Paper:
    """An entry with sealed words. `key`: that of the copy, or of the entry; `by_member`: their own side filed it, on `on`."""

    entry: UUID
    key: UUID
    kind: type[e.Event]
    role: Seat
    on: date

    @property
    def by_member(self) -> bool:
        return self.role in MEMBERS_SIDE


class ServingPart(Part):
    """Every paper in its order. `carried`: which letters carry which paper beside their own entry's; `known`: days on which
    the member had a paper otherwise, with the bundle or because they answered it.

    `heard`: how many papers there were when the hearing was opened that stands. `packed`: how many when the papers went to the
    board on `packed_on` with the entry `pack`. `lodged_on`: the day of the appeal. `findings`: the entry whose letter carries
    the findings that were saved last. All are None before that.
    """

    papers: tuple[Paper, ...] = ()
    carried: tuple[tuple[UUID, UUID], ...] = ()
    known: tuple[tuple[UUID, date], ...] = ()
    heard: int | None = None
    packed: int | None = None
    packed_on: date | None = None
    pack: UUID | None = None
    lodged_on: date | None = None
    findings: UUID | None = None

    def letters(self, paper: Paper) -> frozenset[UUID]:
        """Return the entries whose letters tell a paper: its own, and those that carry it."""
        return frozenset({paper.entry, *(letter for key, letter in self.carried if key == paper.key)})

    def day(self, paper: Paper, before: Before) -> date | None:
        """Return the first day on which a paper counts as served on the member, or as filed by them; None if it was not."""
        if paper.by_member:
            return paper.on
        letters = self.letters(paper)
        days = [day for key, day in self.known if key == paper.key or key in letters]
        days += [day for one in letters if (day := before.service.day(one, Seat.RESPONDENT)) is not None]
        return min(days, default=None)

    def apply(self, happened: e.Recorded, before: Before) -> Self:
        event = happened.event
        known = self._with_paper(happened, before)
        match event:
            case e.NoticeServed() | e.NoticeServedAgain() | e.AllegationNotified():
                named = getattr(event, "allegations", ())
                return known._carrying(event.id, (*event.evidence, *_framed(named, before)))
            case e.ResponseFiled():
                day = before.day_of(happened.at)
                return replace(known, known=(*known.known, *((one, day) for one in known._of(e.NoticeServed))))
            case e.BundleServed(evidence=copies):
                served = pages_served_on(before.day_of(happened.at), before.rules)
                return replace(known, known=(*known.known, *((copy, served) for copy in copies)))
            case e.MinuteWritten() | e.MinuteCorrected():
                # The member reads each line on their own page as it is written.
                return replace(known, known=(*known.known, (event.id, before.day_of(happened.at))))
            case e.ReportFinalised(comments=comments):
                return known._carrying(event.id, comments)
            case e.FindingsRecorded(id=entry):
                return replace(known, findings=entry)
            case e.FindingMade() if known.findings:
                return known._carrying(known.findings, [event.id])
            case e.HearingOpened():
                return replace(known, heard=len(known.papers))
            case e.PanelFormed() | e.HearingAdjourned() | e.HearingReopened():
                return replace(known, heard=None)
            case e.BoardPackSent():
                packed = known._carrying(event.id, known._of(*WITH_THE_PACK))
                on = before.day_of(happened.at)
                return replace(packed, packed=len(known.papers), packed_on=on, pack=event.id)
            case e.SanctionRecommended() | e.ConsentAccepted() | e.BreachReported() | e.AppealRemittedToBoard():
                return replace(known, packed=None, packed_on=None, pack=None)
            case e.BoardDecided(id=entry, route=route):
                # The letter of a decision on a panel's recommendation prints the findings again, with their reasons.
                told = (key for key, letter in known.carried if route is Route.PANEL and letter == known.findings)
                return replace(known, lodged_on=None)._carrying(entry, told)
            case e.AppealLodged() | e.LateAppealAdmitted():
                return replace(known, lodged_on=before.day_of(happened.at))
        return known

    def _with_paper(self, happened: e.Recorded, before: Before) -> Self:
        event = happened.event
        if not event.sealed or isinstance(event, NO_PAPERS):
            return self
        key = event.copy if isinstance(event, e.EvidenceDisclosed) else event.id
        on = before.day_of(happened.at)
        paper = Paper(entry=event.id, key=key, kind=type(event), role=happened.role, on=on)
        return replace(self, papers=(*self.papers, paper))

    def _carrying(self, letter: UUID, keys: Iterable[UUID]) -> Self:
        return replace(self, carried=(*self.carried, *((key, letter) for key in keys)))

    def _of(self, *kinds: type[e.Event]) -> list[UUID]:
        return [one.entry for one in self.papers if issubclass(one.kind, kinds)]


def _framed(allegations: Iterable[UUID], before: Before) -> list[UUID]:
    """Return the entries that framed these allegations."""
    return [one.framed_by for one in before.allegations.all if one.id in allegations]
