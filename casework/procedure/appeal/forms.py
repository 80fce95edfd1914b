"""Forms of appeals, one a verb."""

from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Cleaned, PickMany, PickOne, Reasons, VerbForm
from casework.forms.files import ANY_FILE, Files
from casework.procedure.appeal.variation import findings_of, not_harsher_unless_the_society_appealed
from casework.procedure.appeal_evidence.pieces import NewOnGround
from casework.procedure.findings.recommendation_forms import RecommendSanctionForm
from casework.procedure.findings.sanction_worksheet import Sheet, build_sanction_sheet, view_without
from casework.queries.appeal_grounds import GROUND_TESTS, Grounds, grounds_of, statement_of
from casework.record.events import Terms
from casework.record.state import Allegation, CaseView
from casework.record.state.appeal import Appeal
from casework.vocabulary import AppealState, Seat
from casework.workflow.guard import REASONS
from policy.queries import commitment_titles

SIDES = {Seat.RESPONDENT: _("The respondent’s appeal"), Seat.INVESTIGATOR: _("The Society’s appeal")}


class LodgeAppealForm(VerbForm):
    """Asks for the grounds, and for each what it rests on; `statement` has what is said on all of them."""

    gives = frozenset({"codes", "grounds", "new"})
    first: ClassVar[tuple[str, ...]] = ()
    """The fields that stand before the grounds."""
    takes_evidence: ClassVar[bool] = True
    file_beginnings: ClassVar[tuple[str, ...]] = ("new_",)

    grounds = forms.MultipleChoiceField(
        label=_("Why is the decision wrong?"),
        help_text=_("Choose every ground you rely on. Nothing else is looked at again."),
        error_messages={"required": _("Choose at least one ground.")},
        widget=forms.CheckboxSelectMultiple,
    )
    statement = Reasons(
        label=_("What is to be said on all grounds together"),
        help_text=_("It need not be in legal words. Leave it empty if you have written all of it beside the grounds."),
        max_length=20_000,
        required=False,
    )

    def prepare(self) -> None:
        """Offer the grounds of the side that acts, or all grounds if nobody acts, each with room for its own words."""
        society = self.acting.as_(Seat.INVESTIGATOR) if self.acting else None
        offered = grounds_of(self.view, society) if self.view else []
        self.set_choices("grounds", choices=offered)
        for code, meaning in offered:
            self.fields[f"on_{code}"] = _words_on(code, meaning)
            if self.takes_evidence:
                self.fields |= _new_on(code, meaning)
        own = [name for name in self.fields if name.startswith(("on_", "new_", "why_"))]
        self.order_fields([*self.first, "grounds", *own])

    def clean(self) -> Cleaned:
        """Ask for words on each chosen ground. Words on a ground that was not chosen are not lost silently."""
        cleaned = super().clean()
        chosen, statement = cleaned.get("grounds", []), cleaned.get("statement")
        written = {name.removeprefix("on_") for name in self.fields if name.startswith("on_") and cleaned.get(name)}
        if chosen and not statement and not written:
            self.add_error("statement", _("Say what the grounds rest on: beside each, or here."))
        for code in chosen if written and not statement else ():
            if code not in written:
                self.add_error(f"on_{code}", _("Say what this ground rests on, or take it off above."))
        for code in written - set(chosen):
            self.add_error(
                f"on_{code}", _("You wrote on this ground and did not choose it. Choose it above, or empty this.")
            )
        for code in self._grounds_with_evidence(cleaned):
            self._check_new(code, cleaned)
        return cleaned

    def _grounds_with_evidence(self, cleaned: Cleaned) -> list[str]:
        codes = [name.removeprefix("new_") for name in self.fields if name.startswith("new_")]
        return [code for code in codes if cleaned.get(f"new_{code}") or cleaned.get(f"why_{code}")]

    def _check_new(self, code: str, cleaned: Cleaned) -> None:
        """Ask why what is new on a ground comes now, for the file that it is about, and for the ground itself."""
        if not cleaned.get(f"why_{code}"):
            self.add_error(f"why_{code}", _("Say why this could not come before the decision."))
        if not cleaned.get(f"new_{code}") and f"new_{code}" not in self.errors:
            self.add_error(f"new_{code}", _("Choose the file that this is about, or empty the words below it."))
        if code not in cleaned.get("grounds", []):
            self.add_error(f"new_{code}", _("You did not choose this ground. Choose it above, or take this off."))

    def step_input(self) -> Cleaned:
        cleaned, meanings = self.cleaned_data, dict(grounds_of(self.view)) if self.view else {}
        pieces = [(meanings[code], cleaned.get(f"on_{code}") or "") for code in cleaned["grounds"]]
        said = {"codes": cleaned["grounds"], "grounds": statement_of([("", cleaned["statement"]), *pieces])}
        new = [
            NewOnGround(code=code, cause=cleaned[f"why_{code}"], files=tuple(cleaned[f"new_{code}"]))
            for code in self._grounds_with_evidence(cleaned)
        ]
        return said | {"new": new} if self.takes_evidence else said


class ApplyLateForm(LodgeAppealForm):
    gives = frozenset({"cause", "codes", "grounds"})
    first = ("cause",)
    takes_evidence = False
    file_beginnings = ()

    cause = Reasons(
        label=_("What kept you from appealing in time?"),
        help_text=_("Illness, an accident, a letter that did not arrive: say what it was and until when."),
        max_length=10_000,
    )

    def step_input(self) -> Cleaned:
        return super().step_input() | {"cause": self.cleaned_data["cause"]}


def _words_on(code: str, meaning: str) -> Reasons:
    return Reasons(label=meaning, help_text=str(GROUND_TESTS.get(code, "")), max_length=10_000, required=False)


def _new_on(code: str, meaning: str) -> dict[str, forms.Field]:
    """Return the fields for what is new on a ground: the files, and why they could not come before."""
    return {
        f"new_{code}": Files(
            label=_("New evidence on: %(ground)s") % {"ground": meaning},
            help_text=ANY_FILE,
            required=False,
            most=5,
        ),
        f"why_{code}": Reasons(
            label=_("Why it could not come before: %(ground)s") % {"ground": meaning},
            help_text=_("When you learned of it, and what kept you from sending it."),
            max_length=5_000,
            required=False,
        ),
    }


class SiftAppealForm(VerbForm):
    passed_as = {"grounds": "codes"}

    appeal = PickOne(
        label=_("Appeal"), offer=lambda view: [(str(one.id), SIDES[one.side]) for one in _waiting_appeals(view)]
    )
    grounds = forms.MultipleChoiceField(
        label=_("Grounds that can be argued"),
        help_text=_("Leave all empty where none can: the appeal is then not admitted."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reasons = Reasons(
        label=_("For each ground: whether it can be argued, and why"), help_text=_("Both sides read this.")
    )

    def prepare(self) -> None:
        if self.view:
            named = {code for one in _waiting_appeals(self.view) for code in one.codes}
            self.set_choices("grounds", choices=[one for one in grounds_of(self.view) if one[0] in named])


class AppealReasonsForm(VerbForm):
    reasons = Reasons(
        label=_("Reasons of the appeal panel"),
        help_text=_("The respondent reads them. Say for each ground why it fails."),
        max_length=20_000,
    )


class LateReasonsForm(VerbForm):
    reasons = Reasons(label=_("Is the cause good, and why?"), help_text=_("The respondent reads this."))


class _WithGrounds(VerbForm):
    """Asks which of the grounds that were heard are right. Each other one fails."""

    passed_as = {"succeeds": "succeeded"}

    succeeds = forms.MultipleChoiceField(
        label=_("Grounds that are right"),
        help_text=_("Every ground was decided by itself, by two of the three. A ground that you leave empty fails."),
        error_messages={"required": _("Choose at least one ground.")},
        widget=forms.CheckboxSelectMultiple,
    )

    def prepare(self) -> None:
        super().prepare()
        if self.view:
            self.set_choices("succeeds", choices=heard_grounds(self.view))


class AllowAppealForm(_WithGrounds):
    reasons = Reasons(
        label=_("Reasons of the appeal panel"),
        help_text=_("The respondent reads them. Say for each ground what became of it."),
        max_length=20_000,
    )


class DefectForm(_WithGrounds):
    passed_as = {"succeeds": "succeeded", "defect": "reasons"}

    defect = Reasons(
        label=_("What the defect is, and why it can be mended only there"),
        help_text=_("The respondent reads this. Say for each ground what became of it."),
        max_length=20_000,
    )


def heard_grounds(view: CaseView) -> Grounds:
    """Return the grounds that were found arguable, as choices."""
    return [one for one in grounds_of(view) if one[0] in view.appeal.arguable]


def _waiting_appeals(view: CaseView) -> tuple[Appeal, ...]:
    return view.appeal.in_state(AppealState.LODGED)


class VaryOnAppealForm(_WithGrounds, RecommendSanctionForm):
    goes_to_a_board = False
    grades = False
    quashed = PickMany(
        label=_("Findings that are set aside"),
        help_text=_("Leave all empty where the findings stand and only the sanction is reduced."),
        required=False,
    )

    def prepare(self) -> None:
        """Offer the findings of the decision, each with the range in which the sheet starts without it."""
        super().prepare()
        self.fields["level"].label = _("Level, worked out from the findings that stand")
        self.fields["wording"].label = _("Words of the decision")
        self.fields["reasons"].label = _("Reasons of the appeal panel")
        self.fields["reasons"].help_text = _("The respondent reads them. Say for each ground what became of it.")
        self.fields["outside_range"].label = _("If the level lies outside the range of what stands: why")
        self.order_fields(["succeeds", "quashed"])
        if self.view:
            self.fields["level"].help_text = _range_before(self.view)
            self.set_choices("quashed", choices=_findings_under_appeal(self.view))

    def standing(self, cleaned: Cleaned, view: CaseView) -> CaseView:
        return view_without(view, cleaned["quashed"])

    def judge(self, terms: Terms, sheet: Sheet, view: CaseView) -> None:
        """Add an error to a field if the terms do not follow from the findings that stand, or are too harsh."""
        if set(self.cleaned_data["quashed"]) >= set(findings_of(view)):
            self.add_error("quashed", ValidationError(REASONS["sanction_is_recomputed"]))
        elif not not_harsher_unless_the_society_appealed(view, terms, self.cleaned_data["succeeds"]):
            self.add_error("level", ValidationError(REASONS["not_harsher_unless_the_society_appealed"]))
        elif view.deliberation.proven_findings:
            super().judge(terms, sheet, view)

    def step_input(self) -> Cleaned:
        own = {"quashed": self.cleaned_data["quashed"], "succeeded": self.cleaned_data["succeeds"]}
        return super().step_input() | own


def _findings_under_appeal(view: CaseView) -> list[tuple[str, str]]:
    """Return the findings under appeal as choices, each with the range in which the sheet starts without that finding."""
    found = [one for one in view.allegations.all if one.id in findings_of(view)]
    titles = commitment_titles({one.edition for one in found})
    words = _("Finding %(n)s: commitment %(number)s, %(title)s. %(rest)s")
    return [
        (
            str(one.id),
            str(words % {"n": n, "number": one.commitment, "title": title, "rest": _range_without(view, one)}),
        )
        for n, one in enumerate(found, 1)
        for title in [titles.get((one.edition, one.commitment), "")]
    ]


def _range_without(view: CaseView, gone: Allegation) -> str:
    """Return in words the range in which the sheet starts without one finding, before any factor."""
    rest = view_without(view, [gone.id])
    if not rest.deliberation.proven_findings:
        return ""
    start = build_sanction_sheet(rest, Sheet(severities=view.deliberation.severities)).range
    named = {"low": start.low.name, "high": start.high.name}
    return str(_("Without it the sheet starts at %(low)s to %(high)s.") % named)


def _range_before(view: CaseView) -> str:
    """Return in words the result of the panel's sheet, and the decision."""
    sheet, level = view.deliberation.recommended, view.sanctions.level
    named = f"{level.name} {view.rules.ladder[level].name}"
    if sheet is None:
        return str(_("Decided was %(level)s.") % {"level": named})
    found = {"low": sheet.low.name, "high": sheet.high.name, "level": named}
    return str(_("For all findings the sheet came to %(low)s to %(high)s. Decided was %(level)s.") % found)
