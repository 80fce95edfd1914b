"""What the record says of the respondent's representative."""

from dataclasses import replace
from datetime import date
from typing import Self
from uuid import UUID

from casework.record import events as e
from casework.record.state.part import Before, Part
from casework.vocabulary import Scope

ENDING = (e.RepresentationEnded, e.MergeUndone, e.TalksFailed, e.TalksLapsed, e.CaseReopened)
"""The events that end a representation: its own end, and each return to a state in which the respondent need not answer."""


class RepresentationPart(Part):
    """The respondent's representative, if there is one."""

    person: UUID | None = None
    scope: frozenset[Scope] = frozenset()
    until: date | None = None
    accepted: bool = False

    def apply(self, happened: e.Recorded, before: Before) -> Self:
        match happened.event:
            case e.RepresentativeAppointed(person=person, scope=scope, until=until):
                return type(self)(person=person, scope=frozenset(scope), until=until)
            case e.RepresentationAccepted():
                return replace(self, accepted=True)
            case event if isinstance(event, ENDING):
                return type(self)()
        return self
