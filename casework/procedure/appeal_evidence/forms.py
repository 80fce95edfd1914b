"""The form with which a side brings new evidence on an appeal."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Reasons, VerbForm
from casework.procedure.evidence.forms import AddEvidenceForm
from casework.queries.decisions.appeal_grounds import grounds_of
from casework.record.state import CaseView


class OnGrounds(VerbForm):
    """Asks which grounds of the appeals something is about."""

    passed_as = {"grounds": "codes"}

    grounds = forms.MultipleChoiceField(
        label=_("Which grounds is this about?"),
        error_messages={"required": _("Choose at least one ground.")},
        widget=forms.CheckboxSelectMultiple,
    )

    def prepare(self) -> None:
        super().prepare()
        if self.view:
            self.set_choices("grounds", choices=grounds_appealed_on(self.view))


class OfferNewEvidenceForm(OnGrounds, AddEvidenceForm):
    cause = Reasons(
        label=_("Why could this not come before the decision?"),
        help_text=_("When you learned of it, and what kept you from sending it."),
        max_length=5_000,
    )
    field_order = ("grounds", "title", "text", "file", "cause")


def grounds_appealed_on(view: CaseView) -> list[tuple[str, str]]:
    """Return the grounds of all appeals that are not decided, as choices."""
    appealed = {code for one in view.appeal.live for code in one.codes}
    return [one for one in grounds_of(view) if one[0] in appealed]
