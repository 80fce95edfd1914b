"""The filter form of the queue."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.vocabulary import CaseState

SEVERITIES = [(1, _("S1 lapse")), (2, _("S2 material")), (3, _("S3 serious")), (4, _("S4 gross"))]
WHOSE = [
    ("", _("All I may see")),
    ("turn", _("My turn")),
    ("mine", _("Mine")),
    ("nobodys", _("Nobody’s")),
    ("late", _("Late")),
]


class QueueForm(forms.Form):
    """The filter of the page's address. Every field is optional; an unknown value is an error with a sentence."""

    compact = True

    words = forms.CharField(
        label=_("Reference or code name"),
        help_text=_("Or the number of a letter. Never a person’s name: what you type here stands in the address."),
        required=False,
        max_length=48,
    )
    whose = forms.ChoiceField(label=_("Show"), required=False, choices=WHOSE)
    commitment = forms.IntegerField(
        label=_("Commitment"), help_text=_("Its number"), required=False, min_value=1, max_value=99
    )
    state = forms.MultipleChoiceField(
        label=_("State"),
        required=False,
        choices=CaseState.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    severity = forms.TypedMultipleChoiceField(
        label=_("Severity"), required=False, choices=SEVERITIES, coerce=int, widget=forms.CheckboxSelectMultiple
    )

    flood = forms.CharField(
        label=_("Reports that came together"), required=False, max_length=16, widget=forms.HiddenInput
    )

    def filters(self) -> list[tuple[str, str, str]]:
        """Return each filter in use: the field, its value in the address, and both in words."""
        found: list[tuple[str, str, str]] = []
        for name, given in self.cleaned_data.items():
            field = self.fields[name]
            words = {str(key): label for key, label in getattr(field, "choices", ())}
            for value in given if isinstance(given, list) else [given]:
                if value not in ("", None):
                    said = f"{field.label}: {words.get(str(value), value)}"
                    found.append((name, str(value), str(field.label) if field.widget.is_hidden else said))
        return found
