"""The verbs of status and feedback, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework.procedure.progress import forms
from casework.procedure.row import Step
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.SEND_STATUS,
        form=forms.SendStatusForm,
        label=_("Send word on progress"),
        sentence=_(
            "The reporter reads it, and the respondent if they know of the case. The next word is due in 30 days."
        ),
    ),
    Step(
        verb=Verb.GIVE_FEEDBACK,
        form=forms.GiveFeedbackForm,
        label=_("Give the reporter feedback"),
        sentence=_("The reporter reads what was done with the report, and why."),
    ),
    Step(
        verb=Verb.EXTEND_FEEDBACK,
        form=forms.ExtendFeedbackForm,
        label=_("Take more time for the feedback"),
        sentence=_("Ninety days are added, once. The reporter is told why."),
    ),
)
