"""Fields that the forms of several stages share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class YesNo(forms.TypedChoiceField):
    """A question that has to be answered with yes or no; cleans to a bool."""

    def __init__(self, *, label: Any, help_text: Any = "") -> None:
        """Neither answer is chosen before."""
        super().__init__(
            label=label,
            help_text=help_text,
            choices=[("yes", _("Yes")), ("no", _("No"))],
            coerce=lambda answer: answer == "yes",
            widget=forms.RadioSelect,
        )
