"""What the record says of early resolution."""

from dataclasses import replace
from typing import Self
from uuid import UUID

from casework.record import events as e
from casework.record.state.part import Before, Part
from casework.vocabulary import Seat


class TalksPart(Part):
    """Early resolution, which is offered once. `terms`: the entry of the latest terms; `accepted`: the people and seats."""

    offered: bool = False
    terms: UUID | None = None
    accepted: frozenset[tuple[UUID, Seat]] = frozenset()

    def apply(self, happened: e.Recorded, before: Before) -> Self:
        match happened.event:
            case e.EarlyResolutionOffered():
                return replace(self, offered=True)
            case e.TermsProposed(id=entry):
                return replace(self, terms=entry, accepted=frozenset())
            case e.TermsAccepted():
                return replace(self, accepted=self.accepted | {(happened.actor, happened.role)})
        return self
