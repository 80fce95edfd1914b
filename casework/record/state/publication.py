"""What the record says of the entry in the public register."""

from dataclasses import replace
from datetime import date
from typing import Self
from uuid import UUID

from casework.record import events as e
from casework.record.state.part import Before, Part
from casework.vocabulary import Seat


class PublicationPart(Part):
    """The approvals of the same words, by entry, and whether the words are `live`; `shown` is the sanction they are about."""

    approvals: tuple[tuple[Seat, UUID], ...] = ()
    live: bool = False
    shown: UUID | None = None
    expires_on: date | None = None

    @property
    def first(self) -> UUID | None:
        """The entry of the first approval: it holds the words."""
        return self.approvals[0][1] if self.approvals else None

    @property
    def approved_by(self) -> frozenset[Seat]:
        return frozenset(seat for seat, _ in self.approvals)

    def apply(self, happened: e.Recorded, before: Before) -> Self:
        match happened.event:
            case e.PublicationTextApproved(id=entry, rewritten=rewritten):
                before_it = () if rewritten else self.approvals
                return replace(self, approvals=(*before_it, (happened.role, entry)))
            case e.SanctionPublished(sanction=sanction, expires_on=expires):
                return replace(self, live=True, shown=sanction, expires_on=expires)
            case e.LateAppealAdmitted() | e.DecisionVoided() | e.AppealVaried() if self._stays(happened.event, before):
                return self
            case e.LateAppealAdmitted() | e.DecisionVoided() | e.CaseReopened() | e.CaseReopenedForHearing():
                return replace(self, live=False, approvals=())
            case e.PublicationWithdrawn() | e.DecisionQuashed() | e.AppealVaried() | e.AppealRemittedToPanel():
                return replace(self, live=False, approvals=())
            case e.CaseAbated() | e.PublicationExpired():
                return replace(self, live=False)
        return self

    def _stays(self, event: e.Event, before: Before) -> bool:
        """Whether an entry is about a sanction that an event on the latest decision does not concern."""
        latest = before.sanctions.current
        concerned = before.sanctions.imposed or isinstance(event, e.AppealVaried)
        return self.live and latest is not None and not (concerned and latest.id == self.shown)
