"""The sanction sheet as a form: terms, factors with their evidence, and the reasons for each step."""

from typing import ClassVar
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Cleaned, Reasons
from casework.forms.terms import TermsForm
from casework.procedure.findings.guards import not_above_what_was_appealed
from casework.procedure.findings.sanction_worksheet import (
    Factor,
    Sheet,
    build_sanction_sheet,
    evidence_before_panel,
    sanction_sheet_is_complete,
    sheet_weighs_what_was_named,
)
from casework.procedure.hearing.forms import documents
from casework.record.events import Terms
from casework.record.state import CaseView
from casework.vocabulary.severities import SEVERITY_NAMES
from casework.workflow.guard import REASONS
from policy.rules import FixedStart, Named, Severity
from policy.sanctions import weights

LEFT = _("The sheet comes to %(range)s. Write why the recommendation leaves it.")
UNSHOWN = _("Choose what shows this: %(factor)s")

type Choices = list[tuple[str, str | Promise]]


class RecommendSanctionForm(TermsForm):
    grades: ClassVar[bool] = True
    """Whether the form asks how grave each proven charge was; if not, it is as the panel said."""

    wording = Reasons(label=_("Words of the recommendation"), max_length=20_000)
    lower_level = Reasons(
        label=_("Could the next lower level protect the public and the profession? If not, why"), required=False
    )
    outside_range = Reasons(label=_("If the level lies outside the range: why"), required=False)
    reasons = Reasons(label=_("Reasons of the panel"), max_length=20_000)

    def prepare(self) -> None:
        super().prepare()
        if self.view is None:
            return
        graded, factors = _severities(self.view) if self.grades else {}, _factors(self.view)
        self.expected = {*self.expected, "lower_level", "outside_range", *factors}
        self.fields |= graded | factors | _conduct(self.view)
        self.order_fields([*graded, *(name for name in self.fields if name not in graded and name not in LAST), *LAST])

    def clean(self) -> Cleaned:
        """Add an error to the field for what the step itself would refuse."""
        cleaned = super().clean()
        for one in weighing(self.view) if self.view is not None else ():
            if cleaned.get(f"factor_{one.code}") and not cleaned.get(f"factor_{one.code}_shown_by"):
                named = {"factor": one.meaning}
                self.add_error(f"factor_{one.code}_shown_by", ValidationError(UNSHOWN, params=named))
        if self.view is not None and self.chosen is not None and self._can_be_judged():
            standing = self.standing(cleaned, self.view)
            terms = self.terms({**cleaned, "level": self.chosen})
            self.judge(terms, _sheet(cleaned, self.view, standing), standing)
        return cleaned

    def _can_be_judged(self) -> bool:
        """Whether everything that the range follows from is given. Missing words and wrong terms hide no other error."""
        follows = ("severity_", "conduct_", "quashed", "succeeds")
        return not any(name.startswith(follows) for name in self.errors)

    def step_input(self) -> Cleaned:
        assert self.view is not None
        cleaned = self.cleaned_data
        texts = {name: cleaned[name] for name in LAST}
        sheet = _sheet(cleaned, self.view, self.standing(cleaned, self.view))
        return self.terms_input() | {"sheet": sheet, **texts}

    def standing(self, cleaned: Cleaned, view: CaseView) -> CaseView:
        """Return the view with the findings that the sheet is about: all findings of the panel."""
        return view

    def judge(self, terms: Terms, sheet: Sheet, view: CaseView) -> None:
        worked = build_sanction_sheet(view, sheet)
        if not not_above_what_was_appealed(view, terms.level):
            self.add_error("level", ValidationError(REASONS["not_above_what_was_appealed"]))
        if worked.needs_reasons(terms.level) and not sheet.departure_explained and "outside_range" not in self.errors:
            named = {"range": worked.range.words}
            self.add_error("outside_range", ValidationError(LEFT, params=named))
        if (
            worked.lower_level(terms.level) is not None
            and not sheet.lower_considered
            and "lower_level" not in self.errors
        ):
            self.add_error("lower_level", ValidationError(_("Write whether the next lower level would do.")))
        if not self.errors and self.grades and not sheet_weighs_what_was_named(view, sheet):
            self.add_error(None, ValidationError(REASONS["sheet_weighs_what_was_named"]))
        if not self.errors and not sanction_sheet_is_complete(view, terms, sheet):
            self.add_error(None, ValidationError(REASONS["sanction_sheet_is_complete"]))


LAST = ["wording", "lower_level", "outside_range", "reasons"]


def _severities(view: CaseView) -> dict[str, forms.Field]:
    return {
        f"severity_{n}": forms.TypedChoiceField(
            label=_("Allegation %(n)s: how grave it was") % {"n": view.allegations.number_of(one.allegation)},
            choices=[
                (s.value, f"{SEVERITY_NAMES[s]}: {view.rules.severities[s]}") for s in sorted(view.deliberation.may_be)
            ],
            coerce=lambda value: Severity(int(value)),
            widget=forms.RadioSelect,
        )
        for n, one in enumerate(view.deliberation.proven_findings, 1)
    }


def weighing(view: CaseView) -> list[Named]:
    """Return the factors on which the member could speak: only these can be ticked."""
    named = weights(view.rules)
    factors = [named[number] for number in sorted(view.deliberation.may_weigh)]
    return [one for one in factors if isinstance(one, Named)]


def _factors(view: CaseView) -> dict[str, forms.Field]:
    """Return, for each factor that was named, a box and the choice of what shows it."""
    shown: Choices = [("", _("Choose")), *_choices_before_panel(view)]
    found: dict[str, forms.Field] = {}
    for one in weighing(view):
        found[f"factor_{one.code}"] = forms.BooleanField(label=one.meaning, required=False)
        found[f"factor_{one.code}_shown_by"] = forms.TypedChoiceField(
            label=_("What shows it: %(factor)s") % {"factor": one.meaning},
            choices=shown,
            coerce=UUID,
            empty_value=None,
            required=False,
        )
    return found


def _choices_before_panel(view: CaseView) -> Choices:
    """Return what can show a factor as choices (key, words): documents, findings, earlier cases, readings of the history."""
    citable, known = evidence_before_panel(view), view.deliberation
    numbers = view.allegations.number_of
    findings = [
        (str(one.id), _("Finding on allegation %(n)s") % {"n": numbers(one.allegation)}) for one in known.findings
    ]
    cases = [(str(key), _("Earlier case %(n)s") % {"n": n}) for n, key in enumerate(sorted(known.history), 1)]
    readings = [
        (str(key), _("Reading %(n)s of the history") % {"n": n}) for n, key in enumerate(sorted(known.readings), 1)
    ]
    return [*documents(view, citable), *findings, *cases, *readings]


def _conduct(view: CaseView) -> dict[str, forms.Field]:
    """Return, for each proven charge, a field for a kind of conduct that starts at a fixed level, whatever the matrix says."""
    kinds: Choices = [("", _("None of these"))]
    named = [weights(view.rules)[number] for number in sorted(view.deliberation.may_weigh)]
    kinds += [(one.code, f"{one.meaning} ({one.level.words})") for one in named if isinstance(one, FixedStart)]
    return {
        f"conduct_{n}": forms.ChoiceField(
            label=_("Allegation %(n)s was of this kind") % {"n": view.allegations.number_of(one.allegation)},
            choices=kinds,
            required=False,
        )
        for n, one in enumerate(view.deliberation.proven_findings, 1)
    }


def _sheet(cleaned: Cleaned, view: CaseView, standing: CaseView) -> Sheet:
    ticked = [one.code for one in weighing(view) if cleaned[f"factor_{one.code}"]]
    shown = {code: cleaned.get(f"factor_{code}_shown_by") for code in ticked}
    factors = [Factor(code=code, shown_by=(key,) if key else ()) for code, key in shown.items()]
    stands = {one.allegation for one in standing.deliberation.proven_findings}
    proven = [(n, one) for n, one in enumerate(view.deliberation.proven_findings, 1) if one.allegation in stands]
    said = dict(view.deliberation.severities)
    return Sheet(
        severities=tuple((one.allegation, cleaned.get(f"severity_{n}") or said[one.allegation]) for n, one in proven),
        aggravating=tuple(one for one in factors if one.code in view.rules.aggravating),
        mitigating=tuple(one for one in factors if one.code in view.rules.mitigating),
        conduct=tuple((one.allegation, kind) for n, one in proven if (kind := cleaned[f"conduct_{n}"])),
        lower_considered=bool(cleaned.get("lower_level")),
        departure_explained=bool(cleaned.get("outside_range")),
    )
