"""Forms of dismissal, one a verb."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Cleaned, Reasons, VerbForm
from casework.forms.fields import YesNo
from casework.procedure.dismissal.guards import LIVE, complaint_needs_a_code
from casework.procedure.screening.against_the_sheet import words_against
from casework.procedure.screening.forms import codes_of_dismissal
from casework.queries.wording.short_labels import short_label
from casework.vocabulary import ClosingCode

COMPLAINT = "complaint"
HINTS = {
    ClosingCode.DUPLICATE.value: _(
        "Nobody in the other case reads this report or its evidence then, not even if the two cases are linked. If the other"
        " case needs them, do not end this one: let it go on beside it."
    ),
}
"""What follows from a code for others, where its meaning does not say it."""


class DismissCaseForm(VerbForm):
    """Asks for a code and reasons for each open allegation, or for the complaint if none is framed.

    Cleans to `allegations`, `codes` in the same order, and `reasons` by allegation or under `complaint`.
    """

    gives = frozenset({"allegations", "codes", "reasons"})

    def prepare(self) -> None:
        view = self.view
        self.live = view.allegations.in_state(*LIVE) if view else ()
        subjects = {one.id.hex: short_label(one) for one in self.live}
        if view is None or complaint_needs_a_code(view):
            subjects = {COMPLAINT: str(_("the complaint"))}
        against = {one.id.hex: words_against(one, view) for one in self.live} if view else {}
        for key, words in subjects.items():
            said = {code.value: words_of_sheet for code, words_of_sheet in against.get(key, {}).items()}
            self.fields[f"code_{key}"] = forms.TypedChoiceField(
                label=_("Why it ends here: %(what)s") % {"what": words},
                choices=codes_of_dismissal(view),
                coerce=ClosingCode,
                widget=forms.RadioSelect(attrs={"choice_hints": {**HINTS, **said}}),
            )
            self.fields[f"reasons_{key}"] = Reasons(
                label=_("Reasons: %(what)s") % {"what": words},
                help_text=_("The reporter reads them, and may ask for a review."),
            )

    def clean(self) -> Cleaned:
        cleaned = super().clean()
        if self.errors:
            return cleaned
        named = [name.removeprefix("code_") for name in self.fields if name.startswith("code_")]
        return {
            "allegations": tuple(one.id for one in self.live),
            "codes": tuple(cleaned[f"code_{key}"] for key in named),
            "reasons": {key: cleaned[f"reasons_{key}"] for key in named},
        }


class ReviewForm(VerbForm):
    reasons = Reasons(label=_("Reasons for the result"), help_text=_("The reporter reads them."))


class ReferCaseForm(VerbForm):
    forum = forms.CharField(label=_("Which body can deal with this better?"), max_length=200)
    reasons = Reasons(
        label=_("Why can it deal with this better?"), help_text=_("The reporter reads this."), max_length=5_000
    )
    disclosure = Reasons(
        label=_("What do you pass on, and why does the other body need all of it?"),
        help_text=_("No name that is sealed is passed on."),
        max_length=5_000,
    )
    consented = YesNo(label=_("Did everybody who reported agree?"))
    duty = forms.BooleanField(
        label=_("A legal duty, or an immediate danger, asks for it without their agreement"), required=False
    )
