"""Events of the findings and the recommendation."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, Moved, sealed_for
from casework.record.events.terms import TermsWithLower
from casework.vocabulary import CaseCompartment, ClosingCode, Reading, Verb
from policy.rules import Level, Severity

FINDINGS = sealed_for(CaseCompartment.DECISION, Reading.READ_FINDINGS, Reading.READ_RESULT)
DELIBERATION = sealed_for(CaseCompartment.PANEL, Reading.READ_DELIBERATION)
MINORITY = sealed_for(
    CaseCompartment.DECISION,
    *(Reading.READ_DELIBERATION, Reading.READ_FINDINGS, Reading.READ_PACK, Reading.READ_RESULT),
)
RECOMMENDATION = sealed_for(CaseCompartment.DECISION, Reading.READ_DELIBERATION, Reading.READ_PACK, Reading.READ_RESULT)


class FirstViewGiven(Event):
    """A member of the panel formed a first view of their own on each particular. It stands nowhere but in their own draft."""

    type = "case.first_view_given"
    title = _("First view formed")
    verb = Verb.GIVE_FIRST_VIEW


class FindingsSigned(Event):
    """A member of the panel decided on each particular and signed it: facts and breach apart."""

    type = "case.findings_signed"
    title = _("Findings signed by a member")
    verb = Verb.SIGN_FINDINGS
    sealed = {"opinions": DELIBERATION}
    labels = {"opinions": _("Opinions")}


class SilentMembersRecused(Event):
    """The time for the findings ended, and these members of the panel had not signed: they no longer sit."""

    type = "case.silent_members_recused"
    title = _("Members who did not sign left the panel")
    verb = Verb.RECUSE_SILENT_MEMBERS
    persons: tuple[UUID, ...]


class MinorityReasonsWritten(Event):
    """A member who was outvoted on an allegation that is proven wrote and signed why."""

    type = "case.minority_reasons_written"
    title = _("Reasons of a minority")
    verb = Verb.WRITE_MINORITY_REASONS
    sealed = {"minority": MINORITY}
    labels = {"minority": _("Reasons of the minority")}


class FindingsRecorded(Event):
    """The panel saved its findings for good, and how many allegations were proven. Earlier cases open only now."""

    type = "case.findings_recorded"
    title = _("Findings saved")
    verb = Verb.RECORD_FINDINGS
    proven: int


class FindingMade(Event):
    """What was found on one allegation, and on which evidence or admission. How grave it was is said with the recommendation.

    `happened` and `breaches` say of each particular what a majority held. `lines`: the numbers of the lines of the minute on
    which it rests.
    """

    type = "finding.made"
    title = _("Finding")
    verb = Verb.RECORD_FINDINGS
    sealed = {"facts": FINDINGS, "reasons": FINDINGS}
    allegation: UUID
    commitment: int
    edition: UUID
    proven: bool
    happened: tuple[bool, ...]
    breaches: tuple[bool, ...]
    evidence: tuple[UUID, ...]
    on_admission: bool
    lines: tuple[int, ...] = ()

    @property
    def happened_at(self) -> frozenset[int]:
        """The places of the particulars whose facts were found."""
        return frozenset(n for n, happened in enumerate(self.happened) if happened)


class FactorsNamed(Event):
    """The panel told the member how grave it may call what is proven, and what it may weigh; nothing else weighs.

    `weights` has the places of what may weigh in the rulebook. What is named later is named so too, with new time to speak.
    """

    type = "case.factors_named"
    title = _("Named what may weigh in the sanction")
    verb = Verb.NAME_FACTORS
    severities: tuple[Severity, ...]
    weights: tuple[int, ...]


class HistoryOpened(Event):
    """The panel, whose findings are saved, was shown the respondent's earlier decided cases, and which."""

    type = "case.history_opened"
    title = _("Earlier cases read")
    verb = Verb.OPEN_HISTORY
    cases: tuple[UUID, ...]


class SanctionViewsFiled(Event):
    """The respondent commented on the sanction after something was proven; panel and board read it."""

    type = "case.sanction_views_filed"
    title = _("Respondent’s words on the sanction")
    verb = Verb.SUBMIT_ON_SANCTION
    sealed = {
        "views": sealed_for(
            CaseCompartment.RESPONDENT, Reading.READ_RESPONSE, Reading.READ_PACK, Reading.READ_OWN_EVIDENCE
        )
    }
    labels = {"views": _("What was said on the sanction")}


class CaseNotProven(Moved):
    """Nothing was found proven, and the case was closed with the panel's reasons."""

    type = "case.case_not_proven"
    title = _("Closed as not proven")
    verb = Verb.CLOSE_NOT_PROVEN
    sealed = {"reasons": FINDINGS}
    closing_code: ClosingCode = ClosingCode.NOT_PROVEN


class SanctionRecommended(TermsWithLower, Moved):
    """The panel recommended terms to the board.

    `low` to `high` is the range its sheet came to, `net` its factors in sum, `fixed` the highest start that a kind of
    conduct had whatever the matrix says. `severities` says how grave each proven allegation in `graded` was, in that order.
    The factors with their evidence, and every reason, are sealed.
    """

    type = "case.sanction_recommended"
    title = _("Sanction recommended")
    verb = Verb.RECOMMEND_SANCTION
    sealed = {
        "reasons": RECOMMENDATION,
        "wording": RECOMMENDATION,
        "factors": RECOMMENDATION,
        "lower_level": RECOMMENDATION,
        "outside_range": RECOMMENDATION,
    }
    graded: tuple[UUID, ...]
    severities: tuple[Severity, ...]
    low: Level
    high: Level
    net: int
    fixed: Level | None = None
