"""The form for checking a receipt: its file, or its text."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Cleaned


class ReceiptForm(forms.Form):
    """Cleans to `receipt`, in bytes. A file takes precedence over text; `came_in` names the field that was used."""

    came_in = "file"
    file = forms.FileField(
        label=_("The file of your receipt"),
        help_text=_("Its name ends in .tlog-proof. It is read here and not kept."),
        required=False,
        allow_empty_file=True,
    )
    pasted = forms.CharField(
        label=_("Or its text"),
        help_text=_("From the first line, which begins with c2sp.org, to the last."),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off", "spellcheck": "false"}),
    )

    def clean(self) -> Cleaned:
        cleaned = super().clean() or {}
        if cleaned.get("file") is not None:
            return {**cleaned, "receipt": cleaned["file"].read()}
        pasted = str(cleaned.get("pasted") or "")
        if not pasted.strip():
            raise forms.ValidationError({"file": _("Choose the file of a receipt, or paste its text.")})
        self.came_in = "pasted"
        return {**cleaned, "receipt": _as_file(pasted)}


def _as_file(text: str) -> bytes:
    """Return pasted text with the line ends of a receipt: browsers send others."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return f"{lines}\n".encode("utf-8", "surrogatepass")
