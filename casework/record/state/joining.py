"""What the record says of joining, withdrawal, reopening."""

from dataclasses import replace
from typing import Self
from uuid import UUID

from casework.record import events as e
from casework.record.state.part import Before, Part


class JoiningPart(Part):
    """Whether the case was ever charged, adopted by the Society or joined to another case, and its links.

    `linked` are cases that were linked later, `grown` cases that grew out of this one and go to other people.
    `withdrawn`: the reporters whose withdrawal was accepted; `spoken`: those who asked and have been heard in safety since.
    """

    charged: bool = False
    into: UUID | None = None
    adopted: bool = False
    withdrawn: frozenset[UUID] = frozenset()
    spoken: frozenset[UUID] = frozenset()
    linked: frozenset[UUID] = frozenset()
    grown: frozenset[UUID] = frozenset()

    def apply(self, happened: e.Recorded, before: Before) -> Self:
        match happened.event:
            case e.CaseFound():
                return replace(self, charged=True)
            case e.CaseMerged(into=into):
                return replace(self, into=into)
            case e.MergeUndone():
                return replace(self, into=None)
            case e.CaseAdopted():
                return replace(self, adopted=True)
            case e.WithdrawalAsked(subject=reporter):
                return replace(self, spoken=self.spoken - {reporter})
            case e.CoercionChecked(subject=reporter):
                return replace(self, spoken=self.spoken | {reporter})
            case e.ComplaintWithdrawn(subject=reporter):
                return replace(self, withdrawn=self.withdrawn | {reporter})
            case e.CasesLinked(other=other):
                return replace(self, linked=self.linked | {other})
            case e.CasesSevered(other=other):
                return replace(self, linked=self.linked - {other})
            case e.RetaliationReported(other=other) | e.BadFaithReferred(other=other):
                return replace(self, grown=self.grown | {other})
        return self
