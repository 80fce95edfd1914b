"""The form of the panel's findings: on what each rests, the facts and the reasons. What was found is what the panel signed."""

from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Cleaned, Label, Reasons, VerbForm
from casework.procedure.findings.opinion_forms import charges_in
from casework.procedure.hearing.forms import documents
from casework.record.state import Allegation, CaseView
from policy.queries import commitment_titles

ADMISSION = "admission"


@dataclass(frozen=True, kw_only=True)
class RestsOn:
    """What a finding on one charge rests on."""

    evidence: tuple[UUID, ...]
    on_admission: bool


class RecordFindingsForm(VerbForm):
    gives = frozenset({"rests_on", "facts", "reasons"})

    def prepare(self) -> None:
        """Ask the questions of a finding for each charge, and offer the evidence that was in the bundle in time."""
        self.charges = charges_in(self)
        titles = commitment_titles({one.edition for one in self.charges})
        for n, charge in enumerate(self.charges, 1):
            named = {"n": n, "title": titles.get((charge.edition, charge.commitment), str(charge.commitment))}
            assert self.view is not None
            self.fields |= {f"charge_{n}_{name}": field for name, field in _questions(charge, named, self.view).items()}

    def step_input(self) -> Cleaned:
        places = range(1, len(self.charges) + 1)
        texts = {name: [self.cleaned_data[f"charge_{n}_{name}"] for n in places] for name in ("facts", "reasons")}
        return texts | {"rests_on": [_rests_on(self.cleaned_data[f"charge_{n}_rests_on"]) for n in places]}


def _questions(charge: Allegation, named: Cleaned, view: CaseView) -> dict[str, forms.Field]:
    day = date_format(charge.first_day, "j F Y")
    return {
        "rests_on": forms.MultipleChoiceField(
            label=_("Charge %(n)s, %(title)s: what the finding rests on") % named,
            help_text=_(
                "Conduct from %(day)s. What is proven rests on what the respondent had in the bundle fourteen days before the "
                "hearing, or on the admission."
            )
            % {"day": day},
            choices=[*_admission(charge), *documents(view, view.hearing.in_time(view))],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        ),
        "facts": Reasons(label=_("Charge %(n)s: the facts that were found") % named),
        "reasons": Reasons(label=_("Charge %(n)s: the reasons") % named),
    }


def _admission(charge: Allegation) -> list[tuple[str, Label]]:
    return [(ADMISSION, _("The respondent’s admission"))] if charge.admitted else []


def _rests_on(chosen: list[str]) -> RestsOn:
    return RestsOn(evidence=tuple(UUID(key) for key in chosen if key != ADMISSION), on_admission=ADMISSION in chosen)
