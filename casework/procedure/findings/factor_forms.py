"""The form on which the panel names what may weigh, each severity with the range in which a sanction then starts."""

from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Cleaned, VerbForm
from casework.procedure.findings.guards import something_new_is_named
from casework.record.state import CaseView
from casework.vocabulary.severities import SEVERITY_NAMES
from casework.workflow.guard import REASONS
from policy.rules import Rules, Severity
from policy.sanctions import Proven, sanction_sheet, weights

AT_LEAST_ONE = _("Choose at least one.")
WORSE, BETTER, LIFTS = _("For the worse"), _("For the better"), _("Lifts the start")


class NameFactorsForm(VerbForm):
    gives = frozenset({"severities", "numbers"})
    expected = frozenset({"severities", "factors"})

    severities = forms.TypedMultipleChoiceField(
        label=_("How grave the panel may call it, and the range in which a sanction then starts"),
        coerce=lambda value: Severity(int(value)),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    factors = forms.TypedMultipleChoiceField(
        label=_("What may weigh for the worse, for the better, or lift the start"),
        help_text=_(
            "Nothing else weighs. With nothing named, a sanction stays in the range in which it starts. You can name more "
            "later; the member then has seven days more."
        ),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def prepare(self) -> None:
        """Offer what is not named yet."""
        if self.view is None:
            return
        known, rules = self.view.deliberation, self.view.rules
        if not known.may_be:
            self.fields["severities"].help_text = AT_LEAST_ONE
        graver = [one for one in Severity if one not in known.may_be]
        ranges = {one: start_at(self.view, one) for one in graver if known.proven_findings}
        named = [
            (one.value, _with_start(f"{SEVERITY_NAMES[one]}: {rules.severities[one]}", ranges.get(one)))
            for one in graver
        ]
        self.set_choices("severities", choices=named)
        left = [(n, one.meaning) for n, one in enumerate(weights(rules)) if n not in known.may_weigh]
        self.set_choices("factors", choices=by_effect(left, rules))

    def clean(self) -> Cleaned:
        cleaned = super().clean()
        chosen = cleaned.get("severities", []), cleaned.get("factors", [])
        if not self.errors and self.view and not something_new_is_named(self.view, *chosen):
            self.add_error("severities", ValidationError(REASONS["something_new_is_named"]))
        return cleaned

    def step_input(self) -> Cleaned:
        cleaned = self.cleaned_data
        return {"severities": tuple(cleaned["severities"]), "numbers": tuple(cleaned["factors"])}


def by_effect(choices: Sequence[tuple[int, str]], rules: Rules) -> list[tuple[Promise, list[tuple[int, str]]]]:
    """Return the choices of what may weigh under a heading for each effect, in the order of `weights`."""
    worse = len(rules.aggravating)
    better = worse + len(rules.mitigating)
    groups = {
        name: [one for one in choices if one[0] in numbers]
        for name, numbers in (
            (WORSE, range(worse)),
            (BETTER, range(worse, better)),
            (LIFTS, range(better, len(weights(rules)))),
        )
    }
    return [(name, some) for name, some in groups.items() if some]


def start_at(view: CaseView, severity: Severity) -> str:
    """Return the range in which a sanction starts if all that is proven is of one severity, before any factor."""
    proven = [Proven(commitment=one.commitment, severity=severity) for one in view.deliberation.proven_findings]
    return sanction_sheet(proven, aggravating=(), mitigating=(), rules=view.rules).range.words


def _with_start(words: str, start: str | None) -> str:
    return f"{words} ({start})" if start else words
