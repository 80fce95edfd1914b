"""The short way: what happened, who it is about, who reports, who must not see it, and the declaration, on one page."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Cleaned
from casework.forms.complaint.pages import ALL
from casework.forms.complaint.people import KeepAway, NamesWritten, Who
from casework.forms.complaint.reporter import Contact, Declaration, You
from casework.vocabulary import IdentityChoice
from casework.vocabulary.report_fields import DANGER, NO, YES
from ledger.canonical import Values

SHORT = "short"
NAMED = frozenset({IdentityChoice.OPEN, IdentityChoice.CONFIDENTIAL})


class Tick(forms.CheckboxInput):
    """A box that gives one answer to a question that has several answers on its own page."""

    def __init__(self, answer: str) -> None:
        super().__init__(check_test=lambda value: value == answer)
        self.answer = answer

    def format_value(self, value: object) -> str:
        return self.answer

    def value_from_datadict(self, data: Values, files: object, name: str) -> Any:
        return data.get(name, "")


class ShortWay(Declaration, Contact, You, Who, NamesWritten):
    """The fields of five pages and the declaration. Each answer is kept with the page that it belongs to.

    People in office to tick stay on their own page.
    """

    page, title, short, heading = SHORT, _("A short report"), _("A short report"), ""
    lede = _("Three sentences are enough. You can add more. The person never sees this report.")
    own_template = "short_way"
    person_title = _("Who is it about?")
    parts: ClassVar[Sequence[str]] = ("what", "who", "you", "contact", KeepAway.page)
    required: ClassVar[Sequence[str]] = ("what", "who", "you", "contact")
    narrative = ALL["what"].base_fields["narrative"]
    danger = forms.ChoiceField(
        label=_("Somebody could be hurt soon"),
        help_text=_("For example, by an untested machine."),
        choices=[(YES, YES), (NO, NO)],
        widget=Tick(YES),
        required=False,
    )

    def prepare(self) -> None:
        """Ask for a name only if the reporter gives one."""
        super().prepare()
        self.fields["name_1"].help_text = ""
        self.is_named = self.data.get("choice") in NAMED
        self.fields["name"].required = self.is_named
        self.fields["narrative"].widget.attrs["rows"] = 7
        self.fields["narrative"].help_text = _(
            "Who did what, when, where? To stay unnamed, leave out what only you could know."
        )
        self.fields["keep_away"].label = _("Who? One person a line")
        self.expected = [*self.expected, "name"]
        people = [name for name in self.fields if name not in type(self).base_fields]
        self.order_fields(
            ["narrative", DANGER, *people, "choice", *Contact.base_fields, "keep_away", *Declaration.base_fields]
        )

    def clean(self) -> Cleaned:
        """Judge nothing of the name and the addresses of somebody who stays unnamed."""
        cleaned = super().clean()
        if not self.is_named:
            for name in Contact.base_fields:
                self.errors.pop(name, None)
        return cleaned
