"""Forms of withdrawing, adopting, ending, reopening and linking. One a verb."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Cleaned, PickOne, Reasons, VerbForm
from casework.procedure.linked_cases.guards import reporters_withdrawing
from casework.vocabulary import ClockName


class ReporterForm(VerbForm):
    subject = PickOne(
        label=_("Reporter"),
        offer=lambda view: [
            (person, _("Reporter %(n)s, who asked") % {"n": n})
            for n, person in enumerate(sorted(reporters_withdrawing(view)), 1)
        ],
    )


class CheckCoercionForm(ReporterForm):
    talk = Reasons(
        label=_("What came of it"),
        help_text=_(
            "When and how you spoke, and whether anybody presses them. Only those who look after reporters read it."
        ),
        max_length=5_000,
    )


class ReleaseComplaintForm(ReporterForm):
    reasons = Reasons(label=_("Why"), max_length=5_000)


class ReopenForm(VerbForm):
    gives = frozenset({"ground", "endless"})

    kind = forms.ChoiceField(label=_("Ground"), widget=forms.RadioSelect)
    words = Reasons(label=_("What shows it"), max_length=5_000)

    def prepare(self) -> None:
        view = self.view
        self.grounds = view.rules.reopening_grounds if view else {}
        self.set_choices("kind", choices=[(one.code, one.meaning) for one in self.grounds.values()])
        endless = "; ".join(one.meaning.rstrip(".") for one in self.grounds.values() if one.endless)
        if view and endless:
            years = view.rules.clocks[ClockName.REOPEN].years
            said = _("After %(years)s years, only this can reopen a case: %(grounds)s.")
            self.fields["words"].help_text = said % {"years": years, "grounds": endless}

    def clean(self) -> Cleaned:
        cleaned = super().clean()
        if self.errors:
            return cleaned
        ground = self.grounds[cleaned["kind"]]
        return {"ground": f"{ground.meaning.rstrip('.')}: {cleaned['words']}", "endless": ground.endless}


class LinkForm(VerbForm):
    other = forms.CharField(
        label=_("Reference or code name of the other case"),
        help_text=_(
            "A part is enough if it fits only one case. You can link only to a case in your own list. If only the other "
            "officers have it, ask intake to seat the same investigator in both."
        ),
        max_length=60,
    )
    reasons = Reasons(label=_("Why"), max_length=2_000)
