"""What the record says of the report, its comments, and the votes of the deciders."""

from dataclasses import dataclass, replace
from typing import Self
from uuid import UUID

from casework.record import events as e
from casework.record.state.part import Before, Part
from casework.vocabulary import Seat


@dataclass(frozen=True, kw_only=True)
class DeciderVote:
    """The allegations on which one decider sees a case to answer, and the others; `entry` is the entry of the vote."""

    person: UUID
    entry: UUID
    sees: frozenset[UUID]
    sees_not: frozenset[UUID]


class ReportPart(Part):
    """The latest draft and the sides that commented on it; all comments by entry; whether it is closed, and the votes on it."""

    replied: bool = False
    draft: UUID | None = None
    commented: frozenset[Seat] = frozenset()
    comments: tuple[UUID, ...] = ()
    closed: bool = False
    votes: tuple[DeciderVote, ...] = ()

    def apply(self, happened: e.Recorded, before: Before) -> Self:
        match happened.event:
            case e.NoticeServed():
                return type(self)()
            case e.DefaultSetAside() | e.AllegationAdded():
                return replace(self, replied=False, draft=None, commented=frozenset())
            case e.ResponseCommented():
                return replace(self, replied=True)
            case e.DraftReportShared(id=entry):
                return replace(self, draft=entry, commented=frozenset())
            case e.ReportCommented(id=entry, side=side):
                return replace(self, commented=self.commented | {side}, comments=(*self.comments, entry))
            case e.ReportFinalised():
                return replace(self, closed=True, votes=())
            case e.CaseToAnswerVoted() as event:
                said = zip(event.allegations, event.sees_case, strict=True)
                sees = frozenset(one for one, sees_case in said if sees_case)
                rest = frozenset(event.allegations) - sees
                vote = DeciderVote(person=happened.actor, entry=event.id, sees=sees, sees_not=rest)
                return replace(self, votes=(*self.votes, vote))
        return self
