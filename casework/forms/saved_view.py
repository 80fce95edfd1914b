"""The form that keeps a view of the queue."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.models.saved_view import LONGEST


class SavedViewForm(forms.Form):
    """The name of a view, and whether the queue opens with it."""

    compact = True

    name = forms.CharField(
        label=_("Name of this view"),
        help_text=_("Never a person’s name."),
        max_length=LONGEST,
        error_messages={
            "required": _("Give the view a name."),
            "max_length": _("The name has at most %(limit_value)d characters; this has %(show_value)d."),
        },
    )
    starts = forms.BooleanField(label=_("Open the queue with it"), required=False)
