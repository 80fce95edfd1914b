"""The form that keeps a view of the queue."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.vocabulary import Office
from casework.models.saved_view import LONGEST
from casework.vocabulary import Seat


class SavedViewForm(forms.Form):
    """The name of a view, whether the queue opens with it, and who sees it."""

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
    office = forms.ChoiceField(label=_("Who sees it"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, offices: Iterable[Office] = (), **kwargs: Any) -> None:
        """`offices` are those with which the view can be shared."""
        super().__init__(*args, **kwargs)
        field = self.fields["office"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Only I")), *((one.value, Seat(one.value).label) for one in offices)]
        field.error_messages["invalid_choice"] = _("You can share a view only with an office that you hold.")
