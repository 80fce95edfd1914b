"""What can have happened: the report and its reception."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from casework.events.base import Fact, Moved, Sealed, sealed_for
from casework.vocabulary import IdentityChoice, Kept, Reading, Verb

COMPLAINT = sealed_for(Kept.CASE, Reading.READ_COMPLAINT, Reading.READ_OWN_COMPLAINT)
IDENTITY = sealed_for(Kept.IDENTITY, Reading.READ_IDENTITY, Reading.READ_OWN_COMPLAINT, room=4096)
NAME = sealed_for(Kept.IDENTITY, Reading.READ_IDENTITY, Reading.READ_OPEN_NAME, Reading.READ_OWN_COMPLAINT, room=4096)


@dataclass(frozen=True, kw_only=True)
class CaseFiled(Moved):
    """A report about one person was filed, by the reporter or by an officer for someone.

    `reporter` is None when the Society files itself. `identity` is OPEN or CONFIDENTIAL: whether a sealed name was
    given at all stands only in the sealed identity. `slow`: it came in a flood and waits in the slow lane, and the clocks
    of its reception with it.
    """

    type: ClassVar[str] = "report.received"
    verb: ClassVar[Verb] = Verb.FILE_COMPLAINT
    sealed: ClassVar[Mapping[str, Sealed]] = {
        "reference": sealed_for(Kept.REPORTER, Reading.READ_OWN_COMPLAINT),
        "accused": COMPLAINT,
        "narrative": COMPLAINT,
        "particulars": COMPLAINT,
        "keep_away": IDENTITY,
        "identity": NAME,
        "notify": sealed_for(Kept.NOTIFY, Reading.READ_OWN_COMPLAINT),
    }
    reporter: UUID | None
    for_someone: bool
    identity: IdentityChoice
    commitments: tuple[int, ...]
    slow: bool = False


@dataclass(frozen=True, kw_only=True)
class ConflictsSwept(Fact):
    """The people who could see the case were compared with the people in it."""

    type: ClassVar[str] = "case.conflicts_swept"
    verb: ClassVar[Verb] = Verb.SWEEP_CONFLICTS
    compared: int


@dataclass(frozen=True, kw_only=True)
class CaseAcknowledged(Moved):
    """The report was acknowledged to the reporter, and the screening began."""

    type: ClassVar[str] = "case.case_acknowledged"
    verb: ClassVar[Verb] = Verb.ACKNOWLEDGE_COMPLAINT


@dataclass(frozen=True, kw_only=True)
class CodeClaimed(Fact):
    """The reporter chose a code of their own, and the code that staff had made ended."""

    type: ClassVar[str] = "case.code_claimed"
    verb: ClassVar[Verb] = Verb.CLAIM_CODE
