"""What the record says of the notice, the answer, default."""

from dataclasses import replace
from typing import Self
from uuid import UUID

from casework.record import events as e
from casework.record.state.part import Before, Part
from casework.vocabulary import Channel, ClockName

REVEALING = (e.EarlyResolutionOffered, e.InterimProposed, e.NoticeServed, e.AllegationAdded)
"""The events by which a respondent learns of a case; before the first of them no letter goes to them."""


class NoticePart(Part):
    """The latest notice (`entry`), and whether the respondent has ever heard of the case.

    `proposed`: a default waits for a decider; `in_default`: one was recorded and stands; `answer`: the latest answer.
    `evidence`: the copies relied on so far; `channels`: how this notice was sent. `set_aside_asked`: a
    request waits for its answer.
    """

    known_to_respondent: bool = False
    entry: UUID | None = None
    acknowledged: bool = False
    answer: UUID | None = None
    proposed: bool = False
    in_default: bool = False
    evidence: tuple[UUID, ...] = ()
    channels: frozenset[Channel] = frozenset()
    set_aside_asked: bool = False

    def apply(self, happened: e.Recorded, before: Before) -> Self:
        match happened.event:
            case e.EarlyResolutionOffered() | e.InterimProposed():
                return replace(self, known_to_respondent=True)
            case e.NoticeServed(id=entry, evidence=copies) | e.AllegationAdded(id=entry, evidence=copies):
                relied_on, sent = tuple(dict.fromkeys((*self.evidence, *copies))), frozenset({Channel.PORTAL})
                return type(self)(known_to_respondent=True, entry=entry, evidence=relied_on, channels=sent)
            case e.NoticeServedAgain(id=entry, channel=channel):
                return replace(self, entry=entry, proposed=False, channels=self.channels | {channel})
            case e.NoticeAcknowledged():
                return replace(self, acknowledged=True)
            case e.ResponseFiled(id=entry):
                return replace(self, answer=entry, proposed=False)
            case e.RequestAnswered(clock=ClockName.RESPONSE, days=int()):
                return replace(self, proposed=False)
            case e.NonReceiptProven(about=about) if about == self.entry:
                return replace(self, proposed=False)
            case e.DefaultProposed():
                return replace(self, proposed=True)
            case e.DefaultRecorded():
                return replace(self, proposed=False, in_default=True)
            case e.DefaultSetAside():
                return replace(self, in_default=False, set_aside_asked=False)
            case e.SetAsideAsked():
                return replace(self, set_aside_asked=True)
            case e.SetAsideRefused():
                return replace(self, set_aside_asked=False)
        return self
