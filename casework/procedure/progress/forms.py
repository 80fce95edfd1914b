"""Forms of word on how far a case has come, one a verb."""

from django.utils.translation import gettext_lazy as _

from casework.forms.base import Reasons, VerbForm
from casework.forms.dates import DateParts


class SendStatusForm(VerbForm):
    """What happens next, and by when."""

    next_step = Reasons(
        label=_("What happens next"),
        help_text=_("The reporter reads this, and the respondent if they know of the case. No word of a finding."),
        max_length=2_000,
    )
    next_on = DateParts(label=_("By which day"))


class GiveFeedbackForm(VerbForm):
    """What was done with a report, and why."""

    feedback = Reasons(
        label=_("What was done with the report, and why"),
        help_text=_("The reporter reads this. Do not address them by name, and tell nothing of a private sanction."),
    )


class ExtendFeedbackForm(VerbForm):
    """Why the feedback takes longer."""

    reasons = Reasons(label=_("Why it takes longer"), help_text=_("The reporter reads this."), max_length=2_000)
