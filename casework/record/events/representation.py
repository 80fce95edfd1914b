"""Events of a respondent's representative."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, sealed_for
from casework.vocabulary import CaseCompartment, Reading, Scope, Verb


class RepresentativeAppointed(Event):
    """The respondent named somebody to speak for them in what `scope` names, until a day. That person has still to accept."""

    type = "case.representative_appointed"
    title = _("Representative named")
    verb = Verb.APPOINT_REPRESENTATIVE
    sealed = {
        "name": sealed_for(CaseCompartment.RESPONDENT, Reading.READ_RESPONSE, Reading.READ_OWN_EVIDENCE),
        "email": sealed_for(CaseCompartment.RESPONDENT, Reading.READ_RESPONSE, Reading.READ_OWN_EVIDENCE),
    }
    person: UUID
    scope: tuple[Scope, ...]
    until: date


class RepresentationAccepted(Event):
    """The person named said that no tie stands in the way, and speaks for the respondent from now on."""

    type = "case.representation_accepted"
    title = _("Representation accepted")
    verb = Verb.ACCEPT_REPRESENTATION


class RepresentationEnded(Event):
    """Nobody represents the respondent any more: one of the two ended it, or its last day passed."""

    type = "case.representation_ended"
    title = _("Representation ended")
    verb = Verb.END_REPRESENTATION
