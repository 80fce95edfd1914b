"""Fields that the forms of several stages share."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Label


class YesNo(forms.TypedChoiceField):
    """A question that has to be answered with yes or no; cleans to a bool."""

    def __init__(self, *, label: Label, help_text: Label = "") -> None:
        """Neither answer is chosen before."""
        super().__init__(
            label=label,
            help_text=help_text,
            choices=[("yes", _("Yes")), ("no", _("No"))],
            coerce=lambda answer: answer == "yes",
            widget=forms.RadioSelect,
        )


class PickOne(forms.TypedChoiceField):
    """One of the people or things of a case, of which all are shown; cleans to its key."""

    def __init__(self, *, label: Label, help_text: Label = "") -> None:
        super().__init__(label=label, help_text=help_text, coerce=UUID, widget=forms.RadioSelect)


class PickMany(forms.TypedMultipleChoiceField):
    """Some of the people or things of a case; cleans to their keys, as a tuple."""

    def __init__(self, *, label: Label, help_text: Label = "", required: bool = True) -> None:
        super().__init__(
            label=label, help_text=help_text, coerce=UUID, required=required, widget=forms.CheckboxSelectMultiple
        )

    def clean(self, value: Any) -> tuple[UUID, ...]:
        return tuple(super().clean(value))
