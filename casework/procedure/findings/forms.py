"""Forms of the panel's findings, one a verb."""

from collections.abc import Sequence
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Cleaned, Label, Reasons, VerbForm
from casework.procedure.findings.guards import findings_cite_disclosed_evidence
from casework.procedure.hearing.forms import documents
from casework.record.events import FindingMade
from casework.record.state import Allegation, CaseView
from casework.vocabulary import AllegationState, Answer
from casework.workflow.guard import REASONS
from policy.queries import commitment_titles

ADMISSION = "admission"


class RecordFindingsForm(VerbForm):
    dissent = Reasons(
        label=_("If somebody sees it otherwise: how, and why"),
        help_text=_("Only the panel and its adviser read this."),
        required=False,
    )

    def prepare(self) -> None:
        """Ask the questions of a finding for each charge, and offer the evidence that was in the bundle in time."""
        self.charges = self.view.allegations.in_state(AllegationState.CHARGED) if self.view else ()
        titles = commitment_titles({one.edition for one in self.charges})
        for n, charge in enumerate(self.charges, 1):
            named = {"n": n, "title": titles.get((charge.edition, charge.commitment), str(charge.commitment))}
            assert self.view is not None
            self.fields |= {f"charge_{n}_{name}": field for name, field in _questions(charge, named, self.view).items()}
        self.order_fields([*(name for name in self.fields if name != "dissent"), "dissent"])

    def clean(self) -> Cleaned:
        """Add an error to the field for what the step itself would refuse."""
        cleaned = super().clean()
        if not self.errors:
            self._judge(self._findings(cleaned))
        return cleaned

    def step_input(self) -> Cleaned:
        answers = [self._answers(self.cleaned_data, n) for n, _charge in enumerate(self.charges, 1)]
        texts = {name: [one[name] for one in answers] for name in ("facts", "reasons")}
        return {"findings": self._findings(self.cleaned_data), "dissent": self.cleaned_data["dissent"], **texts}

    def _findings(self, cleaned: Cleaned) -> list[FindingMade]:
        return [_finding(charge, self._answers(cleaned, n)) for n, charge in enumerate(self.charges, 1)]

    def _answers(self, cleaned: Cleaned, n: int) -> Cleaned:
        of_this = f"charge_{n}_"
        return {name.removeprefix(of_this): value for name, value in cleaned.items() if name.startswith(of_this)}

    def _judge(self, findings: Sequence[FindingMade]) -> None:
        assert self.view is not None
        for n, one in enumerate(findings, 1):
            if not findings_cite_disclosed_evidence(self.view, [one]):
                self.add_error(f"charge_{n}_rests_on", ValidationError(REASONS["findings_cite_disclosed_evidence"]))


def _questions(charge: Allegation, named: Cleaned, view: CaseView) -> dict[str, forms.Field]:
    day = date_format(charge.first_day, "j F Y")
    return {
        "outcome": forms.ChoiceField(
            label=_("Charge %(n)s, %(title)s: what was found") % named,
            help_text=_("Conduct from %(day)s. Without a majority it is not proven.") % {"day": day},
            choices=[("proven", _("Proven")), ("not_proven", _("Not proven"))],
            widget=forms.RadioSelect,
        ),
        "rests_on": forms.MultipleChoiceField(
            label=_("Charge %(n)s: what the finding rests on") % named,
            help_text=_("What the respondent had in the bundle fourteen days before the hearing, or the admission."),
            choices=[*_admission(charge), *documents(view, view.hearing.in_time(view))],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        ),
        "facts": Reasons(label=_("Charge %(n)s: the facts that were found") % named),
        "reasons": Reasons(label=_("Charge %(n)s: the reasons") % named),
    }


def _admission(charge: Allegation) -> list[tuple[str, Label]]:
    return [(ADMISSION, _("The respondent’s admission"))] if charge.answer is Answer.ADMIT else []


def _finding(charge: Allegation, given: Cleaned) -> FindingMade:
    return FindingMade(
        allegation=charge.id,
        commitment=charge.commitment,
        edition=charge.edition,
        proven=given["outcome"] == "proven",
        evidence=tuple(UUID(key) for key in given["rests_on"] if key != ADMISSION),
        on_admission=ADMISSION in given["rests_on"],
    )
