"""Fields that the forms of several stages share."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Label


class YesNo(forms.TypedChoiceField):
    """A question with the answers yes and no, neither of them preselected. Cleans to a bool, or None if it may stay open."""

    def __init__(self, *, label: Label, help_text: Label = "", required: bool = True) -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            choices=[("yes", _("Yes")), ("no", _("No"))],
            required=required,
            empty_value=None,
            coerce=lambda answer: answer == "yes",
            widget=forms.RadioSelect,
        )
