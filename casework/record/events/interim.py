"""Events of measures that protect somebody while a case is open. None of them implies a finding."""

from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, sealed_for
from casework.vocabulary import CaseCompartment, Reading, Verb

INTERIM = sealed_for(CaseCompartment.RESPONDENT, Reading.READ_INTERIM, Reading.READ_OWN_EVIDENCE)


class InterimProposed(Event):
    """A measure was proposed because somebody is under threat; the respondent may say why it should not be taken."""

    type = "case.interim_proposed"
    title = _("Interim measure proposed")
    verb = Verb.PROPOSE_INTERIM
    sealed = {"measure": INTERIM, "threat": INTERIM}
    labels = {"threat": _("The threat")}
    outgoing = {"measure": "The measure", "threat": "The threat"}


class InterimAnswered(Event):
    """The respondent said why the measure should not be taken, or should end."""

    type = "case.interim_answered"
    title = _("Interim measure answered")
    verb = Verb.ANSWER_INTERIM
    sealed = {"answer": INTERIM}


class InterimImposed(Event):
    """Two of three agreed on a measure. `heard`: the respondent had answered, or had had time to answer."""

    type = "case.interim_imposed"
    title = _("Interim measure imposed")
    verb = Verb.IMPOSE_INTERIM
    sealed = {"measure": INTERIM, "lighter": INTERIM, "reasons": INTERIM}
    labels = {"lighter": _("Why nothing lighter would do")}
    outgoing = {
        "measure": "The measure",
        "lighter": "Why nothing lighter would do",
        "reasons": "Why",
    }
    heard: bool


class InterimReviewed(Event):
    """Two people reviewed the measure after hearing the respondent, and it continues."""

    type = "case.interim_reviewed"
    title = _("Interim measure looked at again")
    verb = Verb.REVIEW_INTERIM
    sealed = {"reasons": INTERIM}
    outgoing = {"reasons": "Why"}


class InterimLifted(Event):
    """The measure was ended, or was never taken."""

    type = "case.interim_lifted"
    title = _("Interim measure ended")
    verb = Verb.LIFT_INTERIM
    sealed = {"reasons": INTERIM}
    outgoing = {"reasons": "Why"}


class InterimLapsed(Event):
    """The measure ended, because it was not reviewed in time or had reached the longest time allowed."""

    type = "case.interim_lapsed"
    title = _("Interim measure ended by time")
    verb = Verb.INTERIM_LAPSES
