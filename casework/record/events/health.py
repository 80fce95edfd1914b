"""Events of a respondent who needs more time for reasons of health."""

from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, sealed_for
from casework.vocabulary import CaseCompartment, Reading, Verb

HEALTH = sealed_for(CaseCompartment.RESPONDENT, Reading.READ_HEALTH, Reading.READ_OWN_EVIDENCE)
"""Open to the respondent's side and to the adviser, and to nobody who gathers evidence or decides."""


class HealthFlagged(Event):
    """The respondent's clocks wait, and nothing goes on without an answer."""

    type = "case.health_flagged"
    title = _("Time for reasons of health")
    verb = Verb.FLAG_HEALTH
    sealed = {"note": HEALTH}


class HealthReviewed(Event):
    """The adviser reviewed the note, and the clocks keep waiting."""

    type = "case.health_reviewed"
    title = _("Time for reasons of health goes on")
    verb = Verb.REVIEW_HEALTH
    sealed = {"note": HEALTH}


class HealthCleared(Event):
    """The respondent's clocks continue; the days of waiting do not count."""

    type = "case.health_cleared"
    title = _("Times run on after illness")
    verb = Verb.CLEAR_HEALTH
