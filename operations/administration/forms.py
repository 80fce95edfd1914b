"""What is typed on the pages about people."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.vocabulary import Certainty, ChangeRefusal
from casework.forms.base import Cleaned, Confirmed, VerbForm
from casework.forms.dates import DateParts
from operations.administration.words import CERTAINTIES, REFUSALS, TITLES

BY_TITLE = sorted(((office.value, title) for office, title in TITLES.items()), key=lambda one: str(one[1]))
HINT_OFFICE = _(
    "Custodian, registrar, administrator, board member and secretary of the board need a second administrator’s signature, "
    "as soon as there is one."
)


class PersonForm(VerbForm):
    """Who somebody is."""

    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(label=_("E-mail address"), max_length=254)


class SpanForm(VerbForm):
    """Something from a day until a day."""

    def clean(self) -> Cleaned:
        cleaned = super().clean()
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", ValidationError(_("The last day is before the first day.")))
        return cleaned


class OfficeForm(SpanForm):
    """An office, from a day until a day."""

    office = forms.ChoiceField(
        label=_("Office"), help_text=HINT_OFFICE, choices=[("", _("Choose an office")), *BY_TITLE]
    )
    since = DateParts(label=_("First day"), help_text=_("Today or later."))
    until = DateParts(label=_("Last day"), help_text=_("Leave it empty for an office without an end."), required=False)
    lay = forms.BooleanField(label=_("A lay person, on a panel"), required=False)
    alternate = forms.BooleanField(label=_("An outside alternate"), required=False)
    order = forms.IntegerField(
        label=_("Place in the pool"),
        help_text=_("For board members and panels: people with a lower number are asked earlier."),
        min_value=0,
        max_value=1000,
        required=False,
    )


class InviteForm(OfficeForm, PersonForm):
    """Somebody new, and the office they come for, if any."""

    field_order = ("name", "email", "office", "since", "until", "lay", "alternate", "order")
    expected = ("since",)
    office = forms.ChoiceField(
        label=_("Office"), help_text=HINT_OFFICE, choices=[("", _("None yet")), *BY_TITLE], required=False
    )
    since = DateParts(label=_("First day"), help_text=_("The first day of the office: today or later."), required=False)

    def clean(self) -> Cleaned:
        cleaned = super().clean()
        if cleaned.get("office") and not cleaned.get("since") and "since" not in self.errors:
            self.add_error("since", ValidationError(_("Say from which day the office is held.")))
        return cleaned


class CertaintyForm(VerbForm):
    """How an administrator made sure who asks."""

    certainty = forms.TypedChoiceField(
        coerce=Certainty,
        label=_("How did you make sure that it is this person who asks?"),
        help_text=_("A mail or a call from them proves nothing. This is in the record."),
        choices=[(one.value, words) for one, words in CERTAINTIES.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how you made sure.")},
    )


class CorrectForm(CertaintyForm, PersonForm):
    """The right name and address."""

    field_order = ("name", "email", "certainty")


class RefuseForm(VerbForm):
    """Why a change of an account is refused."""

    reason = forms.TypedChoiceField(
        coerce=ChangeRefusal,
        label=_("Why is it refused?"),
        choices=[(one.value, words) for one, words in REFUSALS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say why.")},
    )


class EndForm(VerbForm):
    """The last day of an office."""

    until = DateParts(label=_("Last day"), help_text=_("Today or later."))


class AbsenceForm(SpanForm):
    """From when until when somebody is away."""

    since = DateParts(label=_("First day away"))
    until = DateParts(label=_("Last day away"), help_text=_("New seats go to others first until then."))


class CloseForm(VerbForm):
    """That an account shall be closed."""

    sure = Confirmed(label=_("Close this account now"))


class AcceptForm(forms.Form):
    """What an invited person types: where the invitation came, and a password of their own."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("The one at which you got the invitation."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    password1 = forms.CharField(
        label=_("Password"),
        help_text=_("At least 12 characters. Three or four unrelated words are good."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label=_("Password again"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        """Keep whose password it is: it may not be made of their name."""
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password1(self) -> str:
        password: str = self.cleaned_data["password1"]
        validate_password(password, self.user)
        return password

    def clean(self) -> Cleaned:
        cleaned = super().clean() or {}
        if "password1" in cleaned and "password2" in cleaned and cleaned["password1"] != cleaned["password2"]:
            self.add_error("password2", ValidationError(_("The two passwords differ. Type the same twice.")))
        return cleaned
