"""The verbs of status and feedback, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework.forms.base import Reasons, form_of
from casework.procedure.row import Step
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.SEND_STATUS,
        form=form_of(
            next_step=Reasons(
                label=_("What happens next"),
                help_text=_(
                    "The reporter reads this, and the respondent if they know of the case. No word of a finding."
                ),
                max_length=2_000,
            ),
        ),
        label=_("Add words on progress"),
        sentence=_(
            "This sends a letter on progress now, with the stage, its last day and your words. The reporter reads it, and the "
            "respondent if they know of the case. Without you the system sends one every 30 days."
        ),
    ),
    Step(
        verb=Verb.GIVE_FEEDBACK,
        form=form_of(
            feedback=Reasons(
                label=_("What was done with the report, and why"),
                help_text=_(
                    "The reporter reads this. Do not address them by name, and tell nothing of a private sanction. If the "
                    "report is not open to you now, say what the case has come to: its stage, what was done, what comes next."
                ),
            )
        ),
        label=_("Give the reporter feedback"),
        sentence=_("The reporter reads what was done with the report, and why."),
    ),
    Step(
        verb=Verb.EXTEND_FEEDBACK,
        form=form_of(
            reasons=Reasons(label=_("Why it takes longer"), help_text=_("The reporter reads this."), max_length=2_000)
        ),
        label=_("Take more time for the feedback"),
        sentence=_("Ninety days are added, once. The reporter is told why."),
    ),
)
