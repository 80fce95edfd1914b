"""What can have happened: evidence and its disclosure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, Sealed, sealed_for
from casework.vocabulary import CaseCompartment, LateRuling, Reading, Seat, Verb

EVIDENCE = sealed_for(CaseCompartment.CASE, Reading.READ_EVIDENCE, Reading.READ_OWN_EVIDENCE)
LATE = sealed_for(CaseCompartment.CASE, Reading.READ_EVIDENCE, Reading.READ_OWN_EVIDENCE, Reading.READ_LATE_EVIDENCE)
RULED = sealed_for(CaseCompartment.CASE, Reading.READ_RESPONSE, Reading.READ_LATE_EVIDENCE)
COPY = sealed_for(CaseCompartment.RESPONDENT, Reading.READ_BUNDLE, Reading.READ_EVIDENCE)


@dataclass(frozen=True, kw_only=True)
class EvidenceAdded(Event):
    """A piece of evidence came in from one `side`. `file` is the key of its sealed file, None if there is only text."""

    type: ClassVar[str] = "case.evidence_added"
    title: ClassVar[Promise] = _("Evidence")
    verb: ClassVar[Verb] = Verb.ADD_EVIDENCE
    sealed: ClassVar[Mapping[str, Sealed]] = {"title": EVIDENCE, "text": EVIDENCE}
    evidence: UUID
    side: Seat
    file: UUID | None = None

    @property
    def has_file(self) -> bool:
        """Whether a file came with it."""
        return self.file is not None


@dataclass(frozen=True, kw_only=True)
class EvidenceDisclosed(Event):
    """The respondent's bundle got a copy of a piece of evidence: new words and perhaps a new file, never the original.

    `copy` is the key of the copy from now on; `one_holder`: the original could only come from one person, so it is
    described and not attached.
    """

    type: ClassVar[str] = "case.evidence_disclosed"
    title: ClassVar[Promise] = _("Copy for the respondent")
    verb: ClassVar[Verb] = Verb.DISCLOSE_EVIDENCE
    sealed: ClassVar[Mapping[str, Sealed]] = {"title": COPY, "text": COPY}
    evidence: UUID
    copy: UUID
    one_holder: bool
    file: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class LateEvidenceFiled(Event):
    """A piece of evidence came after the hearing, with the reason why it did not come before. It voids a running ballot."""

    type: ClassVar[str] = "case.late_evidence_filed"
    title: ClassVar[Promise] = _("Late evidence")
    verb: ClassVar[Verb] = Verb.FILE_LATE_EVIDENCE
    sealed: ClassVar[Mapping[str, Sealed]] = {"title": LATE, "text": LATE, "cause": LATE}
    evidence: UUID
    side: Seat
    file: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class LateEvidenceRuled(Event):
    """It was decided what happens with a piece of late evidence."""

    type: ClassVar[str] = "case.late_evidence_ruled"
    title: ClassVar[Promise] = _("Late evidence ruled on")
    verb: ClassVar[Verb] = Verb.RULE_LATE_EVIDENCE
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": RULED}
    outgoing: ClassVar[Mapping[str, str]] = {"reasons": "Reasons"}
    piece: UUID
    ruling: LateRuling
