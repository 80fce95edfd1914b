"""What can be asked of the queue."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.vocabulary import CaseState
from casework.vocabulary.words import STATES

SEVERITIES = [(1, _("S1 lapse")), (2, _("S2 material")), (3, _("S3 serious")), (4, _("S4 gross"))]


class QueueForm(forms.Form):
    """The filter of the queue; it lives in the address. Everything is optional, and unknown values are errors in words."""

    compact = True

    words = forms.CharField(label=_("Reference or code name"), required=False, max_length=48)
    whose = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[("", _("All I may see")), ("mine", _("Mine")), ("late", _("Late"))],
    )
    state = forms.MultipleChoiceField(
        label=_("State"),
        required=False,
        choices=[(s.value, STATES[s]) for s in CaseState],
        widget=forms.CheckboxSelectMultiple,
    )
    severity = forms.TypedMultipleChoiceField(
        label=_("Severity"), required=False, choices=SEVERITIES, coerce=int, widget=forms.CheckboxSelectMultiple
    )
