"""What can have happened: somebody speaks for the respondent, and no longer does."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, Sealed, sealed_for
from casework.vocabulary import CaseCompartment, Reading, Scope, Verb


@dataclass(frozen=True, kw_only=True)
class RepresentativeAppointed(Event):
    """The respondent named somebody to read with them, and to act for them in what `scope` names, until a day."""

    type: ClassVar[str] = "case.representative_appointed"
    title: ClassVar[Promise] = _("Representative named")
    verb: ClassVar[Verb] = Verb.APPOINT_REPRESENTATIVE
    sealed: ClassVar[Mapping[str, Sealed]] = {
        "name": sealed_for(CaseCompartment.RESPONDENT, Reading.READ_RESPONSE, Reading.READ_OWN_EVIDENCE),
        "email": sealed_for(CaseCompartment.RESPONDENT, Reading.READ_RESPONSE, Reading.READ_OWN_EVIDENCE),
    }
    person: UUID
    scope: tuple[Scope, ...]
    until: date


@dataclass(frozen=True, kw_only=True)
class RepresentationEnded(Event):
    """Nobody represents the respondent any more: one of the two ended it, or its last day passed."""

    type: ClassVar[str] = "case.representation_ended"
    title: ClassVar[Promise] = _("Representation ended")
    verb: ClassVar[Verb] = Verb.END_REPRESENTATION
