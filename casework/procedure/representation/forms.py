"""Forms of representation. One a verb."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.forms.base import VerbForm
from casework.forms.dates import DateParts
from casework.vocabulary import Scope

SCOPES = {
    Scope.ANSWER: _("Answer for you: the notice, the draft report, evidence, more time"),
    Scope.AGREE: _("Agree for you: early resolution and consent"),
    Scope.HEARING: _("Speak for you before the panel: challenges, the hearing, the sanction"),
    Scope.APPEAL: _("Appeal for you, or accept the decision"),
}


class AppointRepresentativeForm(VerbForm):
    name = forms.CharField(label=_("Name of your representative"), max_length=200)
    email = forms.EmailField(
        label=_("Their e-mail address"),
        help_text=_(
            "They find a letter in their own inbox here. If they have no account yet, they set a password for this address."
        ),
        max_length=254,
    )
    scope = forms.TypedMultipleChoiceField(
        label=_("What may they do for you?"),
        help_text=_(
            "They always read what you read, apart from what you say about your health. You can act yourself too."
        ),
        coerce=Scope,
        choices=list(SCOPES.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    until = DateParts(label=_("Last day"), help_text=_("You can end it before."))
