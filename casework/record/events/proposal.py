"""What can have happened: one person proposed a step that needs two, another signed it."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, Sealed, sealed_for
from casework.vocabulary import CaseCompartment, Verb


@dataclass(frozen=True, kw_only=True)
class StepProposed(Event):
    """A person put forward a step that counts only once others have signed it.

    What it says is sealed, and open to those who may sign it.
    """

    type: ClassVar[str] = "case.step_proposed"
    title: ClassVar[Promise] = _("Step put forward for another signature")
    verb: ClassVar[Verb] = Verb.PROPOSE_STEP
    sealed: ClassVar[dict[str, Sealed]] = {"input": sealed_for(CaseCompartment.CASE)}
    step: Verb
    subject: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class StepSigned(Event):
    """Another person signed a proposed step, and more signatures are still needed."""

    type: ClassVar[str] = "case.step_signed"
    title: ClassVar[Promise] = _("Step signed")
    verb: ClassVar[Verb] = Verb.SIGN_STEP
    proposal: UUID
    step: Verb


@dataclass(frozen=True, kw_only=True)
class SignatureGiven(Event):
    """The person who took the step of the entry `of` signed it with a passkey; `key` is the entry that brought the passkey.

    What was signed names the case, the step, the person and what was said; it and the signature are sealed for verifiers.
    """

    type: ClassVar[str] = "case.signature_given"
    title: ClassVar[Promise] = _("Signed by passkey")
    verb: ClassVar[Verb] = Verb.SIGN_STEP
    sealed: ClassVar[dict[str, Sealed]] = {
        "statement": sealed_for(CaseCompartment.CASE),
        "evidence": sealed_for(CaseCompartment.CASE),
    }
    of: UUID
    step: Verb
    key: UUID
