"""The sanction sheet gone through again on appeal: which findings no longer stand, and what follows from the rest."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from casework.events import Terms
from casework.facts import Allegation, CaseFacts
from casework.forms.recommendation import RecommendSanctionForm
from casework.guards.base import REASONS
from casework.guards.sheet import Sheet, without, worked_out
from casework.guards.variation import findings_of, not_harsher_unless_the_society_appealed
from policy.queries import commitment_titles


class VaryOnAppealForm(RecommendSanctionForm):
    """Which findings are set aside, and the sheet for those that stand."""

    quashed = forms.TypedMultipleChoiceField(
        label=_("Findings that are set aside"),
        help_text=_("Leave all empty where the findings stand and only the sanction is reduced."),
        coerce=UUID,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the findings of the decision, each with where the sheet starts once it is gone."""
        super().__init__(*args, **kwargs)
        self.fields["level"].label = _("Level, worked out from the findings that stand")
        self.fields["wording"].label = _("Words of the decision")
        self.fields["reasons"].label = _("Reasons of the appeal panel")
        self.fields["reasons"].help_text = _("The respondent reads them. Say for each ground what became of it.")
        self.fields["outside_range"].label = _("If the level lies outside the range of what stands: why")
        self.order_fields(["quashed"])
        if self.facts:
            self.fields["level"].help_text = _before(self.facts)
            self.fields["quashed"].choices = _findings(self.facts)  # type: ignore[attr-defined]

    def standing(self, cleaned: dict[str, Any], facts: CaseFacts) -> CaseFacts:
        """Return the facts with the findings that are not set aside."""
        return without(facts, cleaned["quashed"])

    def judge(self, terms: Terms, sheet: Sheet, facts: CaseFacts) -> None:
        """Say at a field why terms do not follow from the findings that stand, or are harsher than they may be."""
        if set(self.cleaned_data["quashed"]) >= set(findings_of(facts)):
            self.add_error("quashed", ValidationError(REASONS["sanction_is_recomputed"]))
        elif not not_harsher_unless_the_society_appealed(facts, terms):
            self.add_error("level", ValidationError(REASONS["not_harsher_unless_the_society_appealed"]))
        elif facts.deliberation.proven:
            super().judge(terms, sheet, facts)

    def given(self) -> dict[str, Any]:
        """Return the findings set aside beside the terms, the sheet and the texts."""
        return super().given() | {"quashed": self.cleaned_data["quashed"]}


def _findings(facts: CaseFacts) -> list[tuple[str, str]]:
    """Return the findings under appeal as choices, each with where the sheet starts when it alone is set aside."""
    found = [one for one in facts.allegations.all if one.id in findings_of(facts)]
    titles = commitment_titles({one.edition for one in found})
    words = _("Finding %(n)s: commitment %(number)s, %(title)s. %(rest)s")
    return [
        (
            str(one.id),
            str(
                words
                % {
                    "n": n,
                    "number": one.commitment,
                    "title": titles.get((one.edition, one.commitment), ""),
                    "rest": _rest(facts, one),
                }
            ),
        )
        for n, one in enumerate(found, 1)
    ]


def _rest(facts: CaseFacts, gone: Allegation) -> str:
    """Return in words where the sheet starts without one finding, before any factor."""
    rest = without(facts, [gone.id])
    if not rest.deliberation.proven:
        return ""
    start = worked_out(rest, Sheet()).start
    return str(
        _("Without it the sheet starts at %(low)s to %(high)s.") % {"low": start.low.name, "high": start.high.name}
    )


def _before(facts: CaseFacts) -> str:
    """Return in words what the panel's sheet came to, and what was decided."""
    sheet, level = facts.deliberation.recommended, facts.sanctions.level
    named = f"{level.name} {facts.rules.ladder[level].name}"
    if sheet is None:
        return str(_("Decided was %(level)s.") % {"level": named})
    found = {"low": sheet.low.name, "high": sheet.high.name, "level": named}
    return str(_("For all findings the sheet came to %(low)s to %(high)s. Decided was %(level)s.") % found)
