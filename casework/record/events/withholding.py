"""Events of what the member is not shown: the proposal to withhold it, and the ruling of a reviewer."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, sealed_for
from casework.record.events.evidence import COPY, EvidenceDisclosed
from casework.vocabulary import CaseCompartment, Reading, Verb

PROPOSED = sealed_for(CaseCompartment.CASE, Reading.READ_EVIDENCE)
BOTH_SIDES = sealed_for(
    CaseCompartment.RESPONDENT, Reading.READ_BUNDLE, Reading.READ_EVIDENCE, Reading.READ_RESPONSE_SUMMARY
)


class WithholdingProposed(Event):
    """An officer proposed that the member gets the gist of a piece of evidence instead of it, or of a passage in it.

    `whole`: nothing of it goes out; if not, it goes out with the passage covered. `ground` is its number in the list of the
    rulebook, from 1.
    """

    type = "case.withholding_proposed"
    title = _("Withholding proposed")
    verb = Verb.PROPOSE_WITHHOLDING
    sealed = {"reasons": PROPOSED, "passage": PROPOSED, "gist": PROPOSED}
    labels = {"passage": _("The passage"), "gist": _("The gist")}
    evidence: UUID
    whole: bool
    ground: int

    @property
    def subject(self) -> UUID:
        """The piece: the time for the ruling is its own."""
        return self.evidence


class WithholdingRuled(Event):
    """A reviewer ruled on a proposal to withhold a piece of evidence."""

    verb = Verb.RULE_WITHHOLDING
    evidence: UUID

    @property
    def subject(self) -> UUID:
        return self.evidence


class ItemWithheld(EvidenceDisclosed):
    """A reviewer ruled that a piece of evidence is withheld. Its gist is a document of the bundle, and all that counts.

    Nobody who decides ever opens the piece. `copy` is the key of the gist.
    """

    type = "case.item_withheld"
    title = _("Withheld; the gist is in the bundle")
    verb = Verb.RULE_WITHHOLDING
    sealed = {"title": COPY, "text": COPY, "reasons": BOTH_SIDES}
    whole: bool
    ground: int

    @property
    def subject(self) -> UUID:
        return self.evidence


class ItemServedWhole(WithholdingRuled):
    """A reviewer ruled that the member gets a piece of evidence: it is not withheld."""

    type = "case.item_served_whole"
    title = _("Not withheld: the member gets it")
    sealed = {"reasons": BOTH_SIDES}


class WithholdingReturned(WithholdingRuled):
    """A reviewer sent a proposal back with what is missing; nothing goes out until there is a new one or it is dropped."""

    type = "case.withholding_returned"
    title = _("Withholding sent back")
    sealed = {"reasons": PROPOSED}
