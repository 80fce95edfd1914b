"""The verbs of status and feedback, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework.procedure.progress.forms import FeedbackForm, MoreTimeForm, StatusForm
from casework.procedure.row import Step
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.SEND_STATUS,
        form=StatusForm,
        label=_("Add words on progress"),
        sentence=_(
            "This sends a letter on progress now, with the stage, its last day and your words. The reporter reads it, and the "
            "respondent if they know of the case. Without you the system sends one every 30 days."
        ),
    ),
    Step(
        verb=Verb.GIVE_FEEDBACK,
        form=FeedbackForm,
        label=_("Give the reporter feedback"),
        sentence=_("The reporter reads what was done with the report, and why."),
    ),
    Step(
        verb=Verb.EXTEND_FEEDBACK,
        form=MoreTimeForm,
        label=_("Take more time for the feedback"),
        sentence=_("Adds ninety days to the last day, once, even if that day has passed. The reporter is told why."),
    ),
)
