"""The form of a sanction's terms: a level with its parts, and conditions in words, each with its days."""

from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Cleaned, Reasons, VerbForm
from casework.record.events import Terms
from casework.record.state.terms import terms_are_lawful
from policy.rules import Level

CONDITIONS = range(1, 5)
LONGEST = 3_650

UNLAWFUL = _("Term, return, abeyance or conditions are not those that the ladder has for this level.")


class TermsForm(VerbForm):
    """Accepts the terms that the ladder allows."""

    level = forms.TypedChoiceField(
        label=_("Recommended level"), coerce=lambda value: Level(int(value)), widget=forms.RadioSelect
    )
    term_days = forms.IntegerField(
        label=_("Days of the term, where the level has one"), required=False, min_value=0, max_value=LONGEST
    )
    no_return_years = forms.IntegerField(
        label=_("Years before a return, for an expulsion"), required=False, min_value=0, max_value=99
    )
    abeyance = forms.TypedChoiceField(
        label=_("Sanction named in abeyance, for probation"),
        coerce=lambda value: Level(int(value)),
        empty_value=None,
        required=False,
    )
    abeyance_days = forms.IntegerField(
        label=_("Days of its term, where it has one"), required=False, min_value=0, max_value=LONGEST
    )

    def prepare(self) -> None:
        self.fields |= _conditions()
        if self.view is None:
            return
        levels = [(str(level.value), f"{level.name} {step.name}") for level, step in self.view.rules.ladder.items()]
        self.set_choices("level", choices=levels)
        self.set_choices("abeyance", choices=[("", _("None")), *levels])

    def clean(self) -> Cleaned:
        cleaned = super().clean()
        for n in CONDITIONS:
            if bool(cleaned.get(f"condition_{n}")) != bool(cleaned.get(f"condition_{n}_days")):
                self.add_error(f"condition_{n}", ValidationError(_("A condition needs its words and its days.")))
        lawful = self.errors or not self.view or terms_are_lawful(self.terms(cleaned), self.view.rules, self.view.today)
        if not lawful:
            self.add_error("level", ValidationError(UNLAWFUL))
        return cleaned

    def terms_input(self) -> Cleaned:
        """Return the terms, and the words of the conditions in the same order."""
        cleaned = self.cleaned_data
        worded = [cleaned[f"condition_{n}"] for n in CONDITIONS if cleaned[f"condition_{n}"]]
        return {"terms": self.terms(cleaned), "conditions": worded}

    def terms(self, cleaned: Cleaned) -> Terms:
        """Return the terms, with a new key for each condition."""
        days = tuple(cleaned[f"condition_{n}_days"] or 0 for n in CONDITIONS if cleaned[f"condition_{n}"])
        return Terms(
            level=cleaned["level"],
            term_days=cleaned["term_days"] or 0,
            no_return_years=cleaned["no_return_years"] or 0,
            abeyance=cleaned["abeyance"],
            abeyance_days=cleaned["abeyance_days"] or 0,
            conditions=tuple(uuid4() for _day in days),
            condition_days=days,
        )


def _conditions() -> dict[str, forms.Field]:
    found: dict[str, forms.Field] = {}
    for n in CONDITIONS:
        words = _("Condition %(n)s: what has to be done, and how it is shown") % {"n": n}
        found[f"condition_{n}"] = Reasons(label=words, max_length=2_000, required=False)
        found[f"condition_{n}_days"] = forms.IntegerField(
            label=_("Condition %(n)s: days from the day the decision is final") % {"n": n},
            required=False,
            min_value=1,
            max_value=LONGEST,
        )
    return found
