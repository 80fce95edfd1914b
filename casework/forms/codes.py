"""A receipt code as people type it: words or digits, in any case and with any signs between them."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from vault.codes import DIGITS_IN_CODE, WORDS_IN_CODE, Code, NotACode, parse, typed_words, unknown_words

LONGEST = 400
WORDS = gettext_noop("A code has twelve words. You typed %(count)s.")
DIGITS = gettext_noop("A code has forty digits. You typed %(count)s.")
REFERENCE = re.compile(r"r[-\s]*[0-9a-z]{4}[-\s]*[0-9a-z]{4}", re.IGNORECASE)
IS_REFERENCE = gettext_noop("That is your reference. We need the twelve words.")
NOT_LISTED = gettext_noop("No code has these words: “%(words)s”.")


class CodeForm(forms.Form):
    """Cleans to the code, or to None if the text is no code."""

    code = forms.CharField(
        label=_("Your twelve words"),
        help_text=_("Or the same code in forty digits. Capitals, commas and line ends do not matter."),
        widget=forms.Textarea(
            attrs={"rows": 3, "autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={"required": _("Type your twelve words.")},
    )

    def clean_code(self) -> Code | None:
        typed: str = self.cleaned_data["code"]
        try:
            return parse(typed) if len(typed) <= LONGEST else None
        except NotACode:
            return None

    @property
    def slip(self) -> str:
        """What in the text is not as in any code, its number of words or a word that no code has; or that it is a reference."""
        typed = self.data.get("code", "")[:LONGEST]
        if REFERENCE.fullmatch(typed.strip()):
            return gettext(IS_REFERENCE)
        words = typed_words(typed)
        if len(words) == 1 and words[0].isdigit():
            return "" if len(words[0]) == DIGITS_IN_CODE else gettext(DIGITS) % {"count": len(words[0])}
        if len(words) != WORDS_IN_CODE:
            return gettext(WORDS) % {"count": len(words)}
        unknown = unknown_words(dict.fromkeys(words))
        return gettext(NOT_LISTED) % {"words": "”, “".join(unknown)} if unknown else ""


class SameCodeForm(CodeForm):
    """Asks for the code again, to show that the person has written it down."""

    def __init__(self, *args: Any, given: Code, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.given = given
        self.fields["code"].label = _("Type the words from your note")

    def clean_code(self) -> Code:
        typed = super().clean_code()
        if typed is None or typed.lookup_id != self.given.lookup_id:
            wrong = gettext("This is not the code on this page. Compare your note with it, word by word.")
            raise forms.ValidationError(f"{wrong} {self.slip}".strip())
        return typed
