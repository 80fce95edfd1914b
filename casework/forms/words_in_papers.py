"""The form that finds words within papers."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

MOST_WORDS, LONGEST = 10, 100
LETTERS = re.compile(r"\w{3}")


class PapersForm(forms.Form):
    """The words that are looked for, as they follow one another in a paper."""

    compact = True

    phrase = forms.CharField(
        label=_("Words in the papers"),
        help_text=_("As they stand in the paper, one after the other. What you type does not go into the web address."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Type the words that you look for.")},
    )

    def clean_phrase(self) -> str:
        words = " ".join(self.cleaned_data["phrase"].split())
        number = len(words.split())
        if number > MOST_WORDS or len(words) > LONGEST:
            said = ngettext(
                "Type at most %(most)s words and %(long)s characters. This is %(n)s word with %(chars)s characters.",
                "Type at most %(most)s words and %(long)s characters. These are %(n)s words with %(chars)s characters.",
                number,
            )
            raise forms.ValidationError(
                said % {"most": MOST_WORDS, "long": LONGEST, "n": number, "chars": len(words)}, "too_long"
            )
        if not LETTERS.search(words):
            raise forms.ValidationError(
                _("Type at least three letters of a word. Fewer would be found in nearly every paper."), "too_short"
            )
        return words
