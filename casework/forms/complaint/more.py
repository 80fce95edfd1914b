"""What shows it, where else it was raised, what would help, and what the reporter is afraid of."""

from django import forms
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Cleaned
from casework.forms.complaint.base import Question
from casework.forms.files import Files
from casework.recording import Upload
from vault.drafts import MOST_BYTES

YES, NO, UNSURE = "yes", "no", "unsure"
MEGABYTE = 1024 * 1024


class EachByItself(Files):
    """Files of which each is judged when it is kept, so that one refusal does not cost the others."""

    def _one(self, file: Upload, place: int) -> Upload:
        return file


class Evidence(Question):
    """Files that show it. They are taken one by one, so that one bad file costs no other."""

    page, title, short = "evidence", _("Do you have anything that shows it?"), _("Evidence")
    added = EachByItself(label=_("Choose files"), required=False)

    def prepare(self) -> None:
        """Say the limits before anything is chosen."""
        self.fields["added"].help_text = format_lazy(
            "{kinds} {size}",
            kinds=_("PDF, pictures (PNG, JPEG, GIF, WebP), plain text, Word, Excel or OpenDocument text."),
            size=_("20 files at most, %(each)s MB each and %(all)s MB together.")
            % {"each": min(settings.MAX_FILE_BYTES, MOST_BYTES) // MEGABYTE, "all": MOST_BYTES // MEGABYTE},
        )

    def clean(self) -> Cleaned:
        """Want a file where one is to be added: of one whose name cannot be read nothing arrives here."""
        cleaned = super().clean()
        if "add" in self.data and not cleaned.get("added") and "added" not in self.errors:
            self.add_error(
                "added",
                _("No file arrived. Choose one first. If you had chosen one, give it a plainer name and try again."),
            )
        return cleaned


class Elsewhere(Question):
    """Whether it was raised elsewhere."""

    page, title, short = "elsewhere", _("Have you raised it anywhere else?"), _("Raised elsewhere")
    row_names = {"elsewhere": short, "elsewhere_details": _("Where, and what came of it")}
    elsewhere = forms.ChoiceField(
        label=_("With an employer, another body, the police or a court"),
        choices=[(NO, _("No")), (YES, _("Yes")), (UNSURE, _("I do not know"))],
        widget=forms.RadioSelect,
    )
    elsewhere_details = forms.CharField(
        label=_("Where, when, and what came of it"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> Cleaned:
        """Want to know where, if it was."""
        cleaned = super().clean()
        if cleaned.get("elsewhere") == YES and not cleaned.get("elsewhere_details"):
            self.add_error("elsewhere_details", _("Say where you raised it. “I do not remember” is an answer."))
        return cleaned


class Remedy(Question):
    """What would put it right."""

    page, title, short = "remedy", _("What would put it right?"), _("What would put it right")
    heading = "remedy"
    remedy = forms.CharField(
        label=_("What would put it right?"),
        help_text=_(
            "For example an apology, a correction, that it stops. We cannot promise it, and cannot award money."
        ),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class Risk(Question):
    """Whether the reporter is afraid of anything."""

    page, title, short = "risk", _("Are you afraid of anything?"), _("Afraid of anything")
    row_names = {"afraid": short, "afraid_details": _("Of what, and what would make it safer")}
    lede = _(
        "For yourself or somebody else: at work, at home, from the person this is about. It decides how carefully we go."
    )
    afraid = forms.ChoiceField(
        label=_("Are you afraid of anything that may follow?"),
        choices=[(NO, _("No")), (YES, _("Yes")), (UNSURE, _("I do not know, or would rather not say"))],
        widget=forms.RadioSelect,
    )
    afraid_details = forms.CharField(
        label=_("What, and what would make it safer"),
        help_text=_("If somebody is in danger now, call the emergency services first."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
