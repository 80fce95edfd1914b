"""What can have happened: one person proposed a step that needs two, another signed it."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from casework.record.events.base import Event, Sealed, sealed_for
from casework.vocabulary import Kept, Verb


@dataclass(frozen=True, kw_only=True)
class StepProposed(Event):
    """A person put forward a step that counts only once others have signed it.

    What it says is sealed, and open to those who may sign it.
    """

    type: ClassVar[str] = "case.step_proposed"
    verb: ClassVar[Verb] = Verb.PROPOSE_STEP
    sealed: ClassVar[dict[str, Sealed]] = {"input": sealed_for(Kept.CASE)}
    step: Verb
    subject: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class StepSigned(Event):
    """Another person signed a proposed step, and more signatures are still needed."""

    type: ClassVar[str] = "case.step_signed"
    verb: ClassVar[Verb] = Verb.SIGN_STEP
    proposal: UUID
    step: Verb


@dataclass(frozen=True, kw_only=True)
class SignatureGiven(Event):
    """The person who took the step of the entry `of` signed it with a passkey; `key` is the entry that brought the passkey.

    What was signed names the case, the step, the person and what was said; it and the signature are sealed for verifiers.
    """

    type: ClassVar[str] = "case.signature_given"
    verb: ClassVar[Verb] = Verb.SIGN_STEP
    sealed: ClassVar[dict[str, Sealed]] = {"statement": sealed_for(Kept.CASE), "evidence": sealed_for(Kept.CASE)}
    of: UUID
    step: Verb
    key: UUID
