"""Forms of withholding, one a verb."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Cleaned, PickOne, Reasons, VerbForm
from casework.procedure.evidence.forms import evidence_of
from casework.record.rights import ACCUSED
from casework.record.state import CaseView
from casework.vocabulary import WithholdingRuling

R = WithholdingRuling
RULINGS = (
    (R.WITHHELD.value, _("Withheld: the gist goes into the bundle, and nobody who decides ever opens the document")),
    (R.SERVED.value, _("Not withheld: the member gets the document")),
    (R.RETURNED.value, _("Back to the officer: something is missing")),
)
MOST = 5_000


def withholdable(view: CaseView) -> list[tuple[str, str]]:
    """Return the pieces that can be proposed, as choices: what the member's side brought cannot be."""
    known = view.evidence
    asked = {one.evidence for one in known.proposed} | known.withheld | known.owed
    open_ = {one.id for one in known.all if one.side not in ACCUSED and one.id not in asked}
    shown = {copy.evidence for copy in known.copies} if view.bundle.served else set()
    return [(str(key), words) for key, words in evidence_of(view) if key in open_ - shown]


class ProposeWithholdingForm(VerbForm):
    nothing = _("There is no evidence here that could be withheld: the member brought it, has it, or a reviewer ruled.")
    evidence = PickOne(label=_("What should the member not be shown?"), offer=withholdable)
    whole = forms.TypedChoiceField(
        label=_("How much of it"),
        choices=[("yes", _("All of it")), ("no", _("A passage: the rest goes out with the passage covered"))],
        coerce=lambda value: value == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
    )
    passage = Reasons(
        label=_("If a passage: which one"),
        help_text=_("Only the reviewer and the officers of the case read this."),
        max_length=2_000,
        required=False,
    )
    ground = forms.TypedChoiceField(
        label=_("Ground in the rulebook"), coerce=int, empty_value=None, widget=forms.RadioSelect
    )
    reasons = Reasons(
        label=_("Why, and why less would not do"),
        help_text=_("The reviewer and the officers of the case read this, neither side does."),
        max_length=MOST,
    )
    gist = Reasons(
        label=_("The gist"),
        help_text=_(
            "All that the member has to know in order to answer it, without what must stay sealed. If it is withheld, the "
            "panel, the board and an appeal panel read this and nothing else of it."
        ),
        max_length=MOST,
    )

    def prepare(self) -> None:
        grounds = self.view.rules.withholding_grounds if self.view else {}
        named = [(str(n), grounds[code].meaning) for n, code in enumerate(sorted(grounds), 1)]
        self.set_choices("ground", choices=named)

    def clean(self) -> Cleaned:
        cleaned = super().clean()
        if cleaned.get("whole") is False and not cleaned.get("passage"):
            self.add_error("passage", ValidationError(_("Say which passage is withheld.")))
        return cleaned


def proposed(view: CaseView) -> list[tuple[str, str]]:
    """Return the pieces whose withholding waits for a ruling, as choices."""
    waiting = {one.evidence for one in view.evidence.proposed}
    return [(str(key), words) for key, words in evidence_of(view) if key in waiting]


class RuleWithholdingForm(VerbForm):
    evidence = PickOne(label=_("Which proposal?"), offer=proposed)
    ruling = forms.TypedChoiceField(label=_("Your ruling"), choices=RULINGS, coerce=R, widget=forms.RadioSelect)
    gist = Reasons(
        label=_("If it is withheld: the gist as the member gets it"),
        help_text=_("The officer’s, or a fuller one. The member must be able to answer what counts against them."),
        max_length=MOST,
        required=False,
    )
    reasons = Reasons(
        label=_("Reasons"),
        help_text=_("Both sides read them, unless it goes back to the officer. Do not name what is withheld."),
        max_length=MOST,
    )

    def clean(self) -> Cleaned:
        cleaned = super().clean()
        if cleaned.get("ruling") is R.WITHHELD and not cleaned.get("gist"):
            self.add_error(
                "gist", ValidationError(_("Write the gist: what the member has to know in order to answer."))
            )
        return cleaned
