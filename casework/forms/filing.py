"""The form with which a reporter takes a code of their own."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.forms.base import VerbForm
from vault.codes import NotACode, parse


class ClaimCodeForm(VerbForm):
    """The reporter's own code, typed back. Cleans to its look-up id alone."""

    code = forms.CharField(label=_("Type your new code"), max_length=400, strip=True)

    def clean(self) -> dict[str, Any]:
        """Return the look-up id of the code; a text that is no code is refused in words."""
        cleaned = super().clean()
        if "code" in cleaned:
            try:
                return {"lookup_id": parse(cleaned["code"]).lookup_id}
            except NotACode:
                self.add_error("code", _("This is not the code. Check each word, and their order."))
        return cleaned
