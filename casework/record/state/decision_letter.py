"""What the record says of the letter that tells a decision of the board, before it goes out."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Self
from uuid import UUID

from casework.record import events as e
from casework.record.state.part import Before, Part

RESTS = timedelta(hours=24)
"""How long a signed letter rests before it goes out."""


class DecisionLetterPart(Part):
    """The entry that has the words of the letter, and who signs it as chair.

    `goes_out_from`: when the signed letter can go out (UTC); None until it is signed. `taken_back`: the chair took it back,
    and the secretary writes it again. `signed_by`: who signed the letter of the decision in force.
    """

    entry: UUID | None = None
    chair: UUID | None = None
    goes_out_from: datetime | None = None
    taken_back: bool = False
    signed_by: UUID | None = None

    @property
    def waits_for_chair(self) -> bool:
        return self.entry is not None and self.goes_out_from is None and not self.taken_back

    def apply(self, happened: e.Recorded, before: Before) -> Self:
        match happened.event:
            case e.DecisionLetterWritten(id=entry, chair=chair):
                return type(self)(entry=entry, chair=chair)
            case e.DecisionLetterSigned():
                return replace(self, goes_out_from=happened.at + RESTS)
            case e.DecisionLetterWithdrawn():
                return replace(self, goes_out_from=None, taken_back=True)
            case e.BoardDecided():
                return type(self)(signed_by=self.chair)
            case e.BallotOpened() | e.BallotVoided():
                return type(self)()
        return self
