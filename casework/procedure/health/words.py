"""The verbs of health, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework.procedure.health import forms
from casework.procedure.row import Step
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.FLAG_HEALTH,
        form=forms.FlagHealthForm,
        label=_("Ask for time for reasons of health"),
        sentence=_(
            "The times to answer, to comment and to appeal wait from now on, and nothing goes on without an answer. The "
            "adviser looks at it again within 90 days."
        ),
    ),
    Step(
        verb=Verb.REVIEW_HEALTH,
        form=forms.ReviewHealthForm,
        label=_("Let the respondent’s times wait on"),
        sentence=_("Ninety more days until you look again. The respondent is told."),
    ),
    Step(
        verb=Verb.CLEAR_HEALTH,
        form=forms.ClearHealthForm,
        label=_("Let the respondent’s times run on"),
        sentence=_("The days of the pause are added to them. The respondent is told."),
    ),
)
