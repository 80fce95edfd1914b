"""What the record says of the bundle: its documents in their order, and the pages on which the frozen ones begin."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Self
from uuid import UUID

from casework.record import events as e
from casework.record.state.part import Before, Part
from casework.vocabulary import LateRuling


class BundlePart(Part):
    """The documents in their order: a copy or a filing by its own key, all others by their entry.

    `begins`: pages of the frozen ones.

    The notice comes first, then the copies that were made before it, and the rest as it came.
    """

    served: bool = False
    documents: tuple[UUID, ...] = ()
    begins: tuple[int, ...] = ()

    @property
    def pages(self) -> Mapping[UUID, int]:
        """The page on which each frozen document begins. It never changes."""
        return dict(zip(self.documents, self.begins, strict=False))

    def pages_of(self, documents: Collection[UUID]) -> tuple[int, ...]:
        """Return the pages on which these documents begin, as far as they are frozen, in their order."""
        return tuple(page for key, page in self.pages.items() if key in documents)

    def apply(self, happened: e.Recorded, before: Before) -> Self:
        match happened.event:
            case e.NoticeServed(id=entry) if not self.served:
                return replace(self, served=True, documents=(entry, *self.documents))
            case e.AllegationNotified(id=entry) | e.ResponseFiled(id=entry):
                return replace(self, documents=(*self.documents, entry))
            case e.ItemWithheld(evidence=evidence, copy=gist):
                gone = {copy.id for copy in before.evidence.copies_of(evidence)}
                return replace(self, documents=(*(one for one in self.documents if one not in gone), gist))
            case e.FilingAdded(evidence=filed):
                return replace(self, documents=(*self.documents, filed))
            case e.LateEvidenceRuled(piece=piece, ruling=ruling) if piece in before.evidence.offered:
                taken = () if ruling is LateRuling.REFUSED else (piece,)
                return replace(self, documents=(*self.documents, *taken))
            case e.EvidenceDisclosed(copy=copy):
                return replace(self, documents=(*self.documents, copy))
            case e.BundleFrozen(begins=begins):
                return replace(self, begins=begins)
        return self
