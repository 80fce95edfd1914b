"""The form that finds cases by a person's name."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PersonForm(forms.Form):
    """The name of the person whom cases are about."""

    compact = True

    name = forms.CharField(
        label=_("Name of the member"),
        help_text=_(
            "The name does not go into the web address and is not kept. "
            "You find only cases in which you may know who the case is about."
        ),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Type the name of a member."),
            "max_length": _("A name has at most %(limit_value)d characters; this has %(show_value)d."),
        },
    )
