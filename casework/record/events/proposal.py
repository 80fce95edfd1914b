"""Events of steps that need more than one signature."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, sealed_for
from casework.vocabulary import CaseCompartment, Verb


class StepProposed(Event):
    """A person put forward a step that counts only once others have signed it.

    What it says is sealed, and open to those who may sign it.
    """

    type = "case.step_proposed"
    title = _("Step put forward for another signature")
    verb = Verb.PROPOSE_STEP
    sealed = {"input": sealed_for(CaseCompartment.CASE)}
    step: Verb
    subject: UUID | None = None


class StepSigned(Event):
    """Another person signed a proposed step, and more signatures are still needed."""

    type = "case.step_signed"
    title = _("Step signed")
    verb = Verb.SIGN_STEP
    proposal: UUID
    step: Verb


class StepReturned(Event):
    """A person who may sign a proposed step sent it back to its proposer, with a reason. Its signatures no longer count."""

    type = "case.step_returned"
    title = _("Step sent back without a signature")
    verb = Verb.RETURN_STEP
    sealed = {"to_change": sealed_for(CaseCompartment.CASE)}
    labels = {"to_change": _("What has to change")}
    proposal: UUID
    step: Verb
    proposer: UUID


class StepTakenBack(Event):
    """The proposer took back a proposed step that waited. Its signatures no longer count."""

    type = "case.step_taken_back"
    title = _("Step taken back by the person who put it forward")
    verb = Verb.RETURN_STEP
    proposal: UUID
    step: Verb


class SignatureGiven(Event):
    """The person who took the step of the entry `of` signed it with a passkey; `key` is the entry that brought the passkey.

    What was signed names the case, the step, the person and the entries made; it and the signature are sealed for verifiers.
    """

    type = "case.signature_given"
    title = _("Signed by passkey")
    verb = Verb.SIGN_STEP
    sealed = {
        "statement": sealed_for(CaseCompartment.CASE),
        "evidence": sealed_for(CaseCompartment.CASE),
    }
    of: UUID
    step: Verb
    key: UUID


class PartySignatureGiven(Event):
    """The member signed the entry `of`, which binds them, with a passkey. It is left out, because it identifies the member."""

    type = "case.party_signature_given"
    title = _("Signed by the member’s passkey")
    verb = Verb.SIGN_STEP
    sealed = SignatureGiven.sealed
    of: UUID
    step: Verb
