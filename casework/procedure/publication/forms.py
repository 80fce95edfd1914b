"""Forms of publication."""

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Confirmed, Reasons, VerbForm
from casework.forms.dates import DateParts
from casework.procedure.publication.guards import longest_display


class ApprovePublicationTextForm(VerbForm):
    text = Reasons(
        label=_("Words for the public register"),
        help_text=_(
            "Two or three sentences: what was decided, and for what. Write so that nobody else can be recognised."
        ),
        max_length=4_000,
    )

    def prepare(self) -> None:
        if self.view and self.view.publication.first:
            self.fields["text"].help_text = _(
                "Approve these words as they are, or change them. If you change them, the other of the two is asked to"
                " approve yours."
            )


class PublishSanctionForm(VerbForm):
    expires_on = DateParts(
        label=_("Last day in the register"),
        required=False,
        help_text=_("Leave empty only for an expulsion, which is shown until readmission."),
    )
    nobody_else = Confirmed(passed_on=True, label=_("A reader could not recognise anybody else from these words"))

    def prepare(self) -> None:
        longest = longest_display(self.view) if self.view else None
        if longest:
            said = _("The rulebook lets it be shown until %(day)s at the latest. %(more)s")
            day = date_format(longest, "j F Y")
            self.fields["expires_on"].help_text = said % {"day": day, "more": self.fields["expires_on"].help_text}
