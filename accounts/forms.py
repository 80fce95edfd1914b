"""The sign-in forms, in this installation's words."""

from collections.abc import Mapping
from typing import Any, ClassVar

from allauth.account import forms as account_forms
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.core import context
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp import forms as totp_forms
from django import forms
from django.http import HttpRequest

from accounts.attempts import Proof, TooManyAttempts, begin
from accounts.backends import may_sign_in
from accounts.models import User
from accounts.resets import request_reset
from accounts.second_factor import use_code
from accounts.vocabulary import Scope

CODE_HINT = "Six digits from your authenticator app."
CODE_OR_RECOVERY_HINT = "Six digits from your authenticator app, or one of your recovery codes."
LENGTH_HINT = "At least 12 characters. Three or four unrelated words are good."

type Words = Mapping[str, tuple[str, str]]


class Worded:
    """Gives the fields of a library's form our own label and hint, and no placeholder."""

    words: ClassVar[Words] = {}
    fields: dict[str, forms.Field]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, hint) in self.words.items():
            field = self.fields[name]
            field.label, field.help_text = label, hint
            field.widget.attrs.pop("placeholder", None)


class SignInForm(Worded, account_forms.LoginForm):
    words = {"login": ("E-mail address", ""), "password": ("Password", "")}


class ReauthenticateForm(Worded, account_forms.ReauthenticateForm):
    words = {"password": ("Password", "")}


class ResetRequestForm(forms.Form):
    """Asks for a link. Nothing is looked up while the person waits, so every address gets the same answer."""

    email = forms.EmailField(
        label="E-mail address", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )

    def save(self, request: HttpRequest, **_: object) -> str:
        address: str = self.cleaned_data["email"]
        request_reset(address)
        return address


class ResetLinkForm(account_forms.UserTokenForm):
    def _get_user(self, uidb36: str) -> User | None:
        """Return the user of a link; None for an account that other code has written."""
        user = super()._get_user(uidb36)
        return user if user is not None and may_sign_in(user, User.objects.factors_of(user.pk)) else None


class NewPasswordForm(Worded, account_forms.ResetPasswordKeyForm):
    words: ClassVar[Words] = {"password1": ("New password", LENGTH_HINT), "password2": ("New password again", "")}


class ChangePasswordForm(Worded, account_forms.ChangePasswordForm):
    words = {
        "oldpassword": ("Current password", ""),
        "password1": ("New password", LENGTH_HINT),
        "password2": ("New password again", ""),
    }


class CountedCode:
    """Checks a code once, as long as the person has attempts left."""

    def clean_code(self) -> str:
        """Return the code and use it up. A refused attempt compares nothing."""
        form: Any = self
        try:
            attempt = begin(context.request, form.user.email, Proof.CODE)
        except TooManyAttempts as over:
            raise get_adapter().validation_error(over.message) from over
        code: str = form.cleaned_data["code"]
        if factor := use_code(form.user, code):
            form.authenticator = factor
            attempt.forgive()
            return code
        attempt.keep()
        raise get_adapter().validation_error("incorrect_code")


class CodeForm(CountedCode, Worded, mfa_forms.AuthenticateForm):
    words = {"code": ("Code", CODE_OR_RECOVERY_HINT)}


class CodeAgainForm(CountedCode, Worded, mfa_forms.ReauthenticateForm):
    words: ClassVar[Words] = {"code": ("Code", CODE_OR_RECOVERY_HINT)}


class ProofForm(CodeAgainForm):
    """Password and code, sent with a step that decides. Both are asked for even if the session has given them."""

    prefix = "proof"
    field_order = ("password", "code")
    password = forms.CharField(strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))
    words = {**CodeAgainForm.words, "password": ("Password", "")}

    def clean_password(self) -> str:
        """Return the password of the signed-in person, who has ten failures in five minutes that nobody else uses up."""
        password: str = self.cleaned_data["password"]
        if not get_adapter().reauthenticate(self.user, password):
            raise get_adapter().validation_error("incorrect_password")
        return password

    def clean_code(self) -> str:
        """Return the code. It works only once, so a wrong password does not use it up."""
        return super().clean_code() if "password" in self.cleaned_data else ""

    def save(self) -> None:
        reauthenticate_by_password(context.request)
        super().save()


class SetUpForm(Worded, totp_forms.ActivateTOTPForm):
    words = {"code": ("Code from the app", CODE_HINT)}


class TokenForm(forms.Form):
    name = forms.CharField(
        label="Which program is it for?",
        help_text="A name by which you know it again, for example “Case list on my laptop”.",
        max_length=80,
        error_messages={"required": "Give it a name by which you know it again."},
    )
    scopes = forms.MultipleChoiceField(
        label="What may it be used for?",
        help_text="Never for more than you may do yourself.",
        choices=[
            (Scope.READ.value, "Read: your cases, what you may read of each, and which steps are open"),
            (Scope.ACT.value, "Act: take the steps that are yours to take"),
            (Scope.FILE.value, "File: enter reports that people bring to you"),
        ],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one use."},
    )
    days = forms.TypedChoiceField(
        label="How long does it last?",
        choices=[(7, "7 days"), (30, "30 days"), (90, "90 days")],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how long it lasts."},
    )
