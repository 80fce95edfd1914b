"""What the record says of the notice, the answer, default."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self
from uuid import UUID

from casework.record.events import (
    AllegationAdded,
    DefaultProposed,
    DefaultRecorded,
    DefaultSetAside,
    EarlyResolutionOffered,
    ExtensionAsked,
    ExtensionRefused,
    InterimProposed,
    NoticeAcknowledged,
    NoticeServed,
    NoticeServedAgain,
    Recorded,
    ResponseExtended,
    ResponseFiled,
    SetAsideAsked,
    SetAsideRefused,
)
from casework.record.state.before import Before
from casework.vocabulary import Channel


@dataclass(frozen=True, kw_only=True)
class NoticePart:
    """How far the notice has come. `entry` is the latest notice, `told` whether the respondent ever heard of the case.

    `proposed`: a default waits for a decider; `in_default`: one was recorded and stands; `answer`: the latest answer.
    `evidence`: the copies relied on so far; `channels`: how this notice was sent. `extension_asked` and
    `set_aside_asked`: a request waits that nobody has answered.
    """

    told: bool = False
    entry: UUID | None = None
    acknowledged: bool = False
    answer: UUID | None = None
    proposed: bool = False
    in_default: bool = False
    evidence: tuple[UUID, ...] = ()
    channels: frozenset[Channel] = frozenset()
    extension_asked: bool = False
    set_aside_asked: bool = False

    def after(self, happened: Recorded, before: Before) -> Self:
        """Return what holds after one more event."""
        match happened.event:
            case EarlyResolutionOffered() | InterimProposed():
                return replace(self, told=True)
            case NoticeServed(id=entry, evidence=copies) | AllegationAdded(id=entry, evidence=copies):
                return replace(
                    self,
                    told=True,
                    entry=entry,
                    acknowledged=False,
                    answer=None,
                    proposed=False,
                    in_default=False,
                    evidence=tuple(dict.fromkeys((*self.evidence, *copies))),
                    channels=frozenset({Channel.PORTAL}),
                    extension_asked=False,
                    set_aside_asked=False,
                )
            case NoticeServedAgain(id=entry, channel=channel):
                return replace(self, entry=entry, proposed=False, channels=self.channels | {channel})
            case NoticeAcknowledged():
                return replace(self, acknowledged=True)
            case ResponseFiled(id=entry):
                return replace(self, answer=entry, proposed=False, extension_asked=False)
            case ExtensionAsked():
                return replace(self, extension_asked=True)
            case ResponseExtended():
                return replace(self, extension_asked=False, proposed=False)
            case ExtensionRefused():
                return replace(self, extension_asked=False)
            case DefaultProposed():
                return replace(self, proposed=True)
            case DefaultRecorded():
                return replace(self, proposed=False, in_default=True)
            case DefaultSetAside():
                return replace(self, in_default=False, set_aside_asked=False)
            case SetAsideAsked():
                return replace(self, set_aside_asked=True)
            case SetAsideRefused():
                return replace(self, set_aside_asked=False)
        return self
