"""A receipt code as people type it: words or digits, in any case and with any signs between them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vault.codes import Code, NotACode, parse

LONGEST = 400


class CodeForm(forms.Form):
    """Cleans to the code, or to None if the text is no code."""

    code = forms.CharField(
        label=_("Your receipt code"),
        help_text=_("Twelve words or forty digits. Capitals, commas and line ends do not matter."),
        widget=forms.Textarea(
            attrs={"rows": 3, "autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={"required": _("Type your receipt code.")},
    )

    def clean_code(self) -> Code | None:
        typed: str = self.cleaned_data["code"]
        try:
            return parse(typed) if len(typed) <= LONGEST else None
        except NotACode:
            return None


class SameCodeForm(CodeForm):
    """Asks for the code again, to show that the person has written it down."""

    def __init__(self, *args: Any, given: Code, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.given = given
        self.fields["code"].label = _("Type the code from your note")

    def clean_code(self) -> Code:
        typed = super().clean_code()
        if typed is None or typed.lookup_id != self.given.lookup_id:
            raise forms.ValidationError(
                _("This is not the code on this page. Compare your note with it, word by word.")
            )
        return typed
