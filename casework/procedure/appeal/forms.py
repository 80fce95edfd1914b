"""Forms of appeals, one a verb."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Cleaned, PickMany, PickOne, Reasons, VerbForm
from casework.procedure.appeal.variation import ceiling_of, findings_of, not_harsher_unless_the_society_appealed
from casework.procedure.appeal_votes.forms import heard_grounds
from casework.procedure.findings.recommendation_forms import RecommendSanctionForm
from casework.procedure.findings.sanction_worksheet import Sheet, build_sanction_sheet, view_without
from casework.queries.decisions.appeal_grounds import grounds_of
from casework.record.events import Terms
from casework.record.state import Allegation, CaseView
from casework.record.state.appeal import Appeal
from casework.record.state.appeal_votes import right_grounds
from casework.vocabulary import AppealState, Seat
from casework.workflow.guard import REASONS
from policy.queries import commitment_titles
from policy.sanctions import Range

SIDES = {Seat.RESPONDENT: _("The respondent’s appeal"), Seat.INVESTIGATOR: _("The Society’s appeal")}


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
    """Asks which of the grounds succeed, as the panel voted. Each other one fails."""

    passed_as = {"succeeds": "succeeded"}

    succeeds = forms.MultipleChoiceField(
        label=_("Grounds that succeed"),
        help_text=_("Filled in as two of the three voted on each ground. Every other ground fails."),
        error_messages={"required": _("Choose at least one ground.")},
        widget=forms.CheckboxSelectMultiple,
    )

    def prepare(self) -> None:
        super().prepare()
        if self.view:
            self.set_choices("succeeds", choices=heard_grounds(self.view))
            self.fields["succeeds"].initial = sorted(right_grounds(self.view))


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
            ceiling = ceiling_of(self.view)
            if ceiling is not None:
                self.keep_to([level for level in self.view.rules.ladder if level <= ceiling])
                harsher = REASONS["not_harsher_unless_the_society_appealed"]
                self.fields["level"].error_messages["invalid_choice"] = harsher
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
    return str(_("Without it the sheet starts at %(range)s.") % {"range": start.words})


def _range_before(view: CaseView) -> str:
    """Return in words the result of the panel's sheet, and the decision."""
    sheet, level = view.deliberation.recommended, view.sanctions.level
    named = view.rules.ladder[level].words
    if sheet is None:
        return str(_("Decided was %(level)s.") % {"level": named})
    found = {"range": Range(low=sheet.low, high=sheet.high).words, "level": named}
    return str(_("For all findings the sheet came to %(range)s. Decided was %(level)s.") % found)
