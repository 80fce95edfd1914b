"""Forms of holds on clocks, and of legal holds. One a verb."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Reasons, VerbForm
from casework.procedure.holds.guards import holdable_now
from casework.vocabulary import ClockName


class PlaceHoldForm(VerbForm):
    nothing = _("No clock runs that a hold could stop.")
    clocks = forms.TypedMultipleChoiceField(
        label=_("Which clocks wait?"),
        help_text=_("The reporter’s feedback and word on progress never wait."),
        coerce=ClockName,
        widget=forms.CheckboxSelectMultiple,
    )
    reasons = Reasons(label=_("Why"), help_text=_("Both sides may read this."), max_length=2_000)

    def prepare(self) -> None:
        running = sorted(holdable_now(self.view.clocks)) if self.view else []
        self.set_choices("clocks", choices=[(name, name.label) for name in running])


class HoldReasonsForm(VerbForm):
    reasons = Reasons(label=_("Why"), help_text=_("Both sides may read this."), max_length=2_000)
