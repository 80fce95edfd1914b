"""Fields that the forms of several stages share."""

import re
from datetime import time

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
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
            error_messages={"required": format_lazy(_("Choose yes or no: {label}"), label=label)},
            coerce=lambda answer: answer == "yes",
            widget=forms.RadioSelect,
        )


class YesNoNotKnown(forms.TypedChoiceField):
    """A question with the answers yes, no and not known, none of them preselected. Cleans to a bool, or None for not known."""

    def __init__(self, *, label: Label) -> None:
        super().__init__(
            label=label,
            choices=[("yes", _("Yes")), ("no", _("No")), ("not_known", _("Not known"))],
            error_messages={"required": format_lazy(_("Choose an answer: {label}"), label=label)},
            coerce={"yes": True, "no": False}.get,
            widget=forms.RadioSelect,
        )


HOUR = re.compile(r"([0-9]{1,2})(?:[:.h]([0-9]{2}))?")


class HourField(forms.CharField):
    """An hour of the day, typed as 9, 9:30 or 14.00. Cleans to a time."""

    def __init__(self, *, label: Label, help_text: Label = "", initial: time | None = None) -> None:
        shown = initial.isoformat(timespec="minutes") if initial else ""
        super().__init__(label=label, help_text=help_text, initial=shown)

    def clean(self, value: object) -> time:
        typed = HOUR.fullmatch(super().clean(value) or "")
        hour, minute = (int(typed[1]), int(typed[2] or 0)) if typed else (24, 0)
        if hour > 23 or minute > 59:
            raise ValidationError(_("Write the hour as it stands on a clock, for example 9:30 or 14:00."))
        return time(hour, minute)
