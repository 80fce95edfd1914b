"""The forms for signing the oath, and for a passkey's answer."""

from base64 import b64decode
from binascii import Error

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Cleaned, Confirmed, VerbForm
from policy.passkeys import MOST_CHARACTERS

SILENT = _(
    "Your passkey did not answer, and nothing was signed. It needs a browser with JavaScript. Try again, or "
    "in another browser."
)


class SignOathForm(VerbForm):
    read = Confirmed(label=_("I have read the oath and the Code it is sworn to"))
    meant = Confirmed(label=_("I make this oath, from today"))


class RetireKeyForm(VerbForm):
    """One confirmation."""

    sure = Confirmed(label=_("I want to sign without this passkey"))


class AnswerForm(forms.Form):
    """The answer of a passkey as JSON, from the page's script. It is verified as bytes and never shown."""

    answer = forms.CharField(widget=forms.HiddenInput, max_length=MOST_CHARACTERS, strip=False, required=False)

    def clean(self) -> Cleaned:
        cleaned = super().clean() or {}
        if not cleaned.get("answer"):
            raise ValidationError(SILENT)
        return cleaned


class NonceForm(AnswerForm):
    """What a passkey answered over a statement with this nonce."""

    nonce = forms.CharField(widget=forms.HiddenInput, max_length=24, strip=False)

    def clean_nonce(self) -> bytes:
        try:
            nonce = b64decode(self.cleaned_data["nonce"], validate=True)
        except Error:
            raise ValidationError(SILENT) from None
        if len(nonce) != 16:
            raise ValidationError(SILENT)
        return nonce


class SignByPasskeyForm(NonceForm, SignOathForm):
    """The same words, and the answer of the member's passkey."""


class EndKeyForm(NonceForm, RetireKeyForm):
    """The end of a passkey that counts, signed by that passkey."""

    sure = Confirmed(label=_("I want this passkey to stop signing, three days from now"))
