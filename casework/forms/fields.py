"""Fields that the forms of several stages share."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Label


class YesNo(forms.TypedChoiceField):
    """A required question with the answers yes and no, neither of them preselected. Cleans to a bool."""

    def __init__(self, *, label: Label, help_text: Label = "") -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            choices=[("yes", _("Yes")), ("no", _("No"))],
            coerce=lambda answer: answer == "yes",
            widget=forms.RadioSelect,
        )
