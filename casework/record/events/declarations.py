"""Events of those who decide: what they declare before any paper, and what becomes of it."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, sealed_for
from casework.vocabulary import CaseCompartment, Declared, Reading, Verb

BOTH = sealed_for(CaseCompartment.CASE, Reading.READ_NOTICE, Reading.READ_RESPONSE_SUMMARY, Reading.READ_DECLARATIONS)
OF_THE_REVIEWER = sealed_for(CaseCompartment.CASE, Reading.READ_DECLARATIONS)


class InterestsDeclared(Event):
    """Somebody who is to decide read the names and said whether they are free. What they told goes to the reviewer first."""

    type = "case.interests_declared"
    title = _("Somebody who is to decide declared their interests")
    verb = Verb.DECLARE_INTERESTS
    sealed = {"told": OF_THE_REVIEWER}
    labels = {"told": _("What was told")}
    answer: Declared = Declared.FREE


class DeclarationRuled(Event):
    """A reviewer ruled on what somebody told. `harmless`: they sit and both sides read it; else they leave the case."""

    type = "case.declaration_ruled"
    title = _("Declaration ruled on")
    verb = Verb.RULE_DECLARATION
    sealed = {"published": BOTH, "reasons": OF_THE_REVIEWER}
    labels = {"published": _("What both sides read of it")}
    outgoing = {"published": "What both sides read of it"}
    person: UUID
    harmless: bool
