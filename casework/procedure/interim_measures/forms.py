"""Forms of interim measures. One a verb; the respondent reads every word of them but the answer, which is their own."""

from django.utils.translation import gettext_lazy as _

from casework.forms.base import Reasons, VerbForm
from casework.forms.fields import YesNo

READ = _("The respondent reads this. No names that are sealed, no findings.")


class ProposeInterimForm(VerbForm):
    measure = Reasons(label=_("The measure"), help_text=READ, max_length=2_000)
    threat = Reasons(label=_("What threat is there, and why can it not wait?"), help_text=READ, max_length=5_000)


class ImposeInterimForm(VerbForm):
    measure = Reasons(label=_("The measure"), help_text=READ, max_length=2_000)
    lighter = Reasons(label=_("Why would a lighter measure not do?"), help_text=READ, max_length=5_000)
    reasons = Reasons(label=_("What threat is there, and why can it not wait?"), help_text=READ, max_length=5_000)
    urgent = YesNo(
        label=_("Is it too urgent to hear the respondent first?"),
        help_text=_("Then it ends by itself in 14 days unless the respondent is heard and it is looked at again."),
    )


class InterimReasonsForm(VerbForm):
    reasons = Reasons(label=_("Why"), help_text=READ, max_length=5_000)
