"""Forms of a respondent's health. One a verb."""

from django.utils.translation import gettext_lazy as _

from casework.forms.base import Confirmed, Reasons, VerbForm


class FlagHealthForm(VerbForm):
    """That time is needed."""

    note = Reasons(
        label=_("What makes it hard to answer now?"),
        help_text=_("A few words are enough. No medical papers are needed. Only the adviser of the case reads this."),
        max_length=1_000,
    )


class ReviewHealthForm(VerbForm):
    """That time is still needed."""

    note = Reasons(label=_("Anything to note"), max_length=1_000, required=False)


class ClearHealthForm(VerbForm):
    """That no time is needed any more."""

    confirmed = Confirmed(label=_("The times can run on"))
