"""Forms of publication."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Confirmed, Reasons, VerbForm
from casework.forms.dates import DateParts
from casework.procedure.publication.guards import longest_display


class ApprovePublicationTextForm(VerbForm):
    """The words for the register."""

    text = Reasons(
        label=_("Words for the public register"),
        help_text=_(
            "Leave empty to approve the words that the other of the two has approved; you find them among the papers."
        ),
        required=False,
        max_length=4_000,
    )


class PublishSanctionForm(VerbForm):
    """Until when the entry is shown, and that it points at nobody else."""

    expires_on = DateParts(
        label=_("Last day in the register"),
        required=False,
        help_text=_("Leave empty only for an expulsion, which is shown until readmission."),
    )
    nobody_else = Confirmed(passed_on=True, label=_("A reader could not recognise anybody else from these words"))

    def prepare(self) -> None:
        """Say up to which day the rulebook shows the sanction."""
        longest = longest_display(self.view) if self.view else None
        if longest:
            said = _("The rulebook lets it be shown until %(day)s at the latest. %(more)s")
            day = date_format(longest, "j F Y")
            self.fields["expires_on"].help_text = said % {"day": day, "more": self.fields["expires_on"].help_text}

    def clean_expires_on(self) -> date | None:
        """Return the day, or None."""
        return self.cleaned_data["expires_on"] or None


class CorrectPublicationForm(VerbForm):
    """The words as they should read, and what was wrong."""

    text = Reasons(label=_("The words as they should read"), max_length=4_000)
    reasons = Reasons(label=_("What is wrong in the entry now"), max_length=4_000)


class WithdrawPublicationForm(VerbForm):
    """Why the entry goes before its time."""

    ground = Reasons(label=_("Why is the entry withdrawn?"), max_length=4_000)
