"""Forms of appeals, one a verb."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.facts import CaseFacts
from casework.forms.base import Confirmed, Reasons, VerbForm
from casework.forms.hearing import sitting
from casework.vocabulary import AppealState, Seat

SIDES = {Seat.RESPONDENT: _("The respondent’s appeal"), Seat.INVESTIGATOR: _("The Society’s appeal")}

type Grounds = list[tuple[str, str]]


class LodgeAppealForm(VerbForm):
    """On which grounds, and what they rest on."""

    passed_as = {"grounds": "codes", "statement": "grounds"}

    grounds = forms.MultipleChoiceField(
        label=_("Why is the decision wrong?"),
        help_text=_("Choose every ground you rely on. Nothing else is looked at again."),
        error_messages={"required": _("Choose at least one ground.")},
        widget=forms.CheckboxSelectMultiple,
    )
    statement = Reasons(
        label=_("What do the grounds rest on?"),
        help_text=_("Say for each what happened and where it stands. It need not be in legal words."),
        max_length=20_000,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the grounds of the side that acts; all where nobody does."""
        super().__init__(*args, **kwargs)
        society = self.acting.as_(Seat.INVESTIGATOR) if self.acting else None
        self.fields["grounds"].choices = grounds_of(self.facts, society) if self.facts else []  # type: ignore[attr-defined]


class ApplyLateForm(LodgeAppealForm):
    """What kept the respondent from appealing, and the grounds."""

    cause = Reasons(
        label=_("What kept you from appealing in time?"),
        help_text=_("Illness, an accident, a letter that did not arrive: say what it was and until when."),
        max_length=10_000,
    )
    field_order = ("cause", "grounds", "statement")


class WithdrawAppealForm(VerbForm):
    """That the appeal is taken back."""

    confirmed = Confirmed(
        label=_("I take the appeal back"),
        help_text=_("The decision becomes final at once. You cannot appeal against it again."),
    )


class CountersignForm(VerbForm):
    """Why the public interest asks for an appeal of the Society."""

    interest = Reasons(
        label=_("Why does the public interest ask for an appeal?"),
        help_text=_("Say why the sanction does not protect the public, members or trust in the profession."),
    )


class SiftAppealForm(VerbForm):
    """Which grounds of which appeal can be argued, and why."""

    passed_as = {"grounds": "codes"}

    appeal = forms.TypedChoiceField(label=_("Appeal"), coerce=UUID, widget=forms.RadioSelect)
    grounds = forms.MultipleChoiceField(
        label=_("Grounds that can be argued"),
        help_text=_("Leave all empty where none can: the appeal is then not admitted."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reasons = Reasons(
        label=_("For each ground: whether it can be argued, and why"), help_text=_("Both sides read this.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the appeals that wait for it, and their grounds."""
        super().__init__(*args, **kwargs)
        waiting = self.facts.appeal.in_state(AppealState.LODGED) if self.facts else ()
        named = {code for one in waiting for code in one.codes}
        offered = [(code, words) for code, words in grounds_of(self.facts) if code in named] if self.facts else []
        self.fields["appeal"].choices = [(str(one.id), SIDES[one.side]) for one in waiting]  # type: ignore[attr-defined]
        self.fields["grounds"].choices = offered  # type: ignore[attr-defined]


class HearAppealForm(VerbForm):
    """Who of the appeal panel is there."""

    present = forms.TypedMultipleChoiceField(
        label=_("Members of the appeal panel who are here"),
        help_text=_("All three have to be."),
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the appeal panel."""
        super().__init__(*args, **kwargs)
        self.fields["present"].choices = sitting(bench(self.facts)) if self.facts else []  # type: ignore[attr-defined]


class AppealReasonsForm(VerbForm):
    """The reasons of the appeal panel."""

    reasons = Reasons(
        label=_("Reasons of the appeal panel"), help_text=_("The respondent reads them."), max_length=20_000
    )


class LateReasonsForm(VerbForm):
    """Why a late appeal is heard, or is not."""

    reasons = Reasons(label=_("Is the cause good, and why?"), help_text=_("The respondent reads this."))


class DefectForm(VerbForm):
    """What is wrong with the decision, and who has to mend it."""

    passed_as = {"defect": "reasons"}

    defect = Reasons(
        label=_("What the defect is, and why it can be mended only there"),
        help_text=_("The respondent reads this."),
        max_length=20_000,
    )


def grounds_of(facts: CaseFacts, society: bool | None = None) -> Grounds:
    """Return the grounds of the rulebook as choices: those of the Society, those of the respondent, or all."""
    known = facts.rules.appeal_grounds.values()
    return [(one.code, one.meaning) for one in known if society is None or one.society == society]


def bench(facts: CaseFacts) -> frozenset[UUID]:
    """Return who sits on the appeal panel."""
    return facts.people.holding(Seat.APPEAL_CHAIR) | facts.people.holding(Seat.APPEAL_MEMBER)
