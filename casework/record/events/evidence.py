"""Events of evidence and its disclosure."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, sealed_for
from casework.vocabulary import CaseCompartment, LateRuling, Reading, Seat, Verb

EVIDENCE = sealed_for(CaseCompartment.CASE, Reading.READ_EVIDENCE, Reading.READ_OWN_EVIDENCE)
TITLE = sealed_for(CaseCompartment.CASE, Reading.READ_EVIDENCE, Reading.READ_OWN_EVIDENCE, Reading.READ_STORY)
MOTION = sealed_for(
    CaseCompartment.RESPONDENT,
    *(Reading.READ_BUNDLE, Reading.READ_EVIDENCE, Reading.READ_OWN_EVIDENCE, Reading.READ_LATE_EVIDENCE),
)
SAID = sealed_for(
    CaseCompartment.RESPONDENT, Reading.READ_EVIDENCE, Reading.READ_OWN_EVIDENCE, Reading.READ_LATE_EVIDENCE
)
RULED = sealed_for(CaseCompartment.CASE, Reading.READ_RESPONSE, Reading.READ_LATE_EVIDENCE)
FILED = sealed_for(CaseCompartment.RESPONDENT, Reading.READ_BUNDLE, Reading.READ_EVIDENCE, Reading.READ_OWN_EVIDENCE)
EXCLUDED = sealed_for(
    CaseCompartment.RESPONDENT, Reading.READ_BUNDLE, Reading.READ_EVIDENCE, Reading.READ_RESPONSE_SUMMARY
)
COPY = sealed_for(CaseCompartment.RESPONDENT, Reading.READ_BUNDLE, Reading.READ_EVIDENCE)


class EvidenceAdded(Event):
    """A piece of evidence came in from one `side`. `file` is the key of its sealed file, None if there is only text."""

    type = "case.evidence_added"
    title = _("Evidence")
    verb = Verb.ADD_EVIDENCE
    sealed = {"title": TITLE, "text": EVIDENCE}
    evidence: UUID
    side: Seat
    file: UUID | None = None

    @property
    def has_file(self) -> bool:
        """Whether a file came with it."""
        return self.file is not None


class FilingAdded(EvidenceAdded):
    """The member's side filed something. It is a document of the bundle as it is, with pages of its own: nobody prepares it."""

    type = "case.filing_added"
    title = _("Filing of the member")
    sealed = {"title": FILED, "text": FILED}

    @property
    def subject(self) -> UUID:
        """The filing: the time within which a reviewer looks through it is its own."""
        return self.evidence


class FilingsLookedThrough(Event):
    """A reviewer looked through all filings of the member that waited, and let them in. Each filing waits for this alike."""

    type = "case.filings_looked_through"
    title = _("Filings looked through by a reviewer")
    verb = Verb.LOOK_THROUGH_FILING
    sealed = {"reasons": sealed_for(CaseCompartment.CASE, Reading.READ_EVIDENCE)}
    filings: tuple[UUID, ...]


class FilingExcluded(Event):
    """A filing of the member was ruled out, with reasons that both sides get. Nobody who decides opens it any more."""

    type = "case.filing_excluded"
    title = _("Filing of the member ruled out")
    verb = Verb.EXCLUDE_FILING
    sealed = {"reasons": EXCLUDED}
    outgoing = {"reasons": "Reasons"}
    evidence: UUID

    @property
    def subject(self) -> UUID:
        return self.evidence


class EvidenceDisclosed(Event):
    """The respondent's bundle got a copy of a piece of evidence: new words and perhaps a new file, never the original.

    `copy` is the key of the copy from now on; `one_holder`: the original could only come from one person, so it is
    described and not attached.
    """

    type = "case.evidence_disclosed"
    title = _("Copy for the respondent")
    verb = Verb.DISCLOSE_EVIDENCE
    sealed = {"title": COPY, "text": COPY}
    evidence: UUID
    copy: UUID
    one_holder: bool
    file: UUID | None = None


class RedactedCopyDisclosed(EvidenceDisclosed):
    """The respondent's bundle got a safe view with places covered, which two people signed.

    `file` is the key of the covered copy, and `pages` how many pages it has; a sound counts as one. The digest, of the copy
    and all its parts, is sealed: in the clear it would name a document that somebody knows.
    """

    type = "case.redacted_copy_disclosed"
    title = _("Redacted copy for the respondent")
    verb = Verb.DISCLOSE_REDACTED_COPY
    sealed = {"title": COPY, "text": COPY, "digest": COPY}
    labels = {"digest": _("Digest of the copy")}
    pages: int


class LateEvidenceFiled(Event):
    """The Society brought a piece of evidence after its time, with the reason why it did not come before.

    The member is served with its gist and that reason; the chair rules on these and the member's words, and sees no more.
    """

    type = "case.late_evidence_filed"
    title = _("Late evidence")
    verb = Verb.FILE_LATE_EVIDENCE
    sealed = {"title": EVIDENCE, "text": EVIDENCE, "cause": MOTION, "gist": MOTION}
    outgoing = {"cause": "Why it comes late", "gist": "The gist"}
    evidence: UUID
    side: Seat
    file: UUID | None = None

    @property
    def subject(self) -> UUID:
        """The piece: the time for the ruling is its own."""
        return self.evidence


class LateFilingOffered(LateEvidenceFiled):
    """The member's side brought something late. If it is taken, it is a document of the bundle as it is."""

    type = "case.late_filing_offered"
    title = _("Late filing of the member")
    sealed = {"title": MOTION, "text": MOTION, "cause": MOTION}
    outgoing = {}


class LateEvidenceAnswered(Event):
    """The member's side spoke on what the Society brought late."""

    type = "case.late_evidence_answered"
    title = _("Words on late evidence")
    verb = Verb.SPEAK_ON_LATE_EVIDENCE
    sealed = {"words": SAID}
    evidence: UUID


class LateEvidenceRuled(Event):
    """It was decided what happens with a piece of late evidence. Before the board, admitting it voids a running ballot."""

    type = "case.late_evidence_ruled"
    title = _("Late evidence ruled on")
    verb = Verb.RULE_LATE_EVIDENCE
    sealed = {"reasons": RULED}
    outgoing = {"reasons": "Reasons"}
    piece: UUID
    ruling: LateRuling

    @property
    def subject(self) -> UUID:
        return self.piece


class OriginalReleased(Event):
    """Two people agreed that `person`, who asked, may download the file of a piece of evidence, or of a copy, as it came."""

    type = "case.original_released"
    title = _("Original opened to one person")
    verb = Verb.RELEASE_ORIGINAL
    sealed = {"reasons": sealed_for(CaseCompartment.CASE, Reading.READ_EVIDENCE)}
    piece: UUID
    person: UUID
