"""The form of the panel's findings: on what each rests, the facts and the reasons. What was found is what the panel signed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Cleaned, Label, Reasons, VerbForm
from casework.procedure.findings.opinion_forms import charges_in
from casework.procedure.hearing.forms import documents
from casework.record.rights.served import lines_in_time
from casework.record.state import Allegation, CaseView

ADMISSION, LINE = "admission", "line_"
IN_TIME = _(
    "%(named)s: the respondent did not have this in the bundle fourteen days before the hearing, so no finding rests on it. "
    "Choose what was there in time. Until the findings are saved it can be offered as late evidence; if the chair admits it, "
    "the hearing is reopened."
)
NOT_YET = _(
    "%(named)s: the respondent has not had this line for three business days, so no finding rests on it yet. Wait until then, "
    "or choose what was there in time."
)


@dataclass(frozen=True, kw_only=True)
class RestsOn:
    """What a finding on one charge rests on."""

    evidence: tuple[UUID, ...]
    on_admission: bool
    lines: tuple[int, ...]


class RestsOnField(forms.MultipleChoiceField):
    """Choices of what a finding rests on. Something else is refused with the rule, by its name; `others` has the names."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, others: Mapping[str, str], **given: Any) -> None:
        super().__init__(required=False, **given)
        self.others = others

    def validate(self, value: list[str]) -> None:
        """Refuse each choice that is not offered in a sentence of its own."""
        super().validate([one for one in value if self.valid_value(one)])
        if wrong := [one for one in value if not self.valid_value(one)]:
            raise forms.ValidationError([self._refused(one) for one in wrong])

    def _refused(self, key: str) -> Label:
        if key == ADMISSION:
            return _("The respondent did not admit this allegation, so no finding on it rests on an admission.")
        rule = NOT_YET if key.startswith(LINE) else IN_TIME
        return rule % {"named": self.others.get(key, _("What you chose"))}


class RecordFindingsForm(VerbForm):
    gives = frozenset({"rests_on", "facts", "reasons"})
    rule = _(
        "What is proven rests on what the respondent had in the bundle fourteen days before the hearing, on lines of the "
        "minute that they have had for three business days, or on the admission."
    )

    def prepare(self) -> None:
        """Ask the questions of a finding for each charge, and offer the evidence that was in the bundle in time."""
        self.charges = charges_in(self)
        for n, charge in enumerate(self.charges, 1):
            assert self.view is not None
            self.fields |= {f"charge_{n}_{name}": field for name, field in _questions(charge, self.view).items()}
        # What is proven rests on something.
        self.expected = tuple(name for name in self.fields if name.endswith("_rests_on"))

    def step_input(self) -> Cleaned:
        places = range(1, len(self.charges) + 1)
        texts = {name: [self.cleaned_data[f"charge_{n}_{name}"] for n in places] for name in ("facts", "reasons")}
        return texts | {"rests_on": [_rests_on(self.cleaned_data[f"charge_{n}_rests_on"]) for n in places]}


def _questions(charge: Allegation, view: CaseView) -> dict[str, forms.Field]:
    named, day = {"n": view.allegations.number_of(charge.id)}, date_format(charge.first_day, "j F Y")
    return {
        "rests_on": RestsOnField(
            label=_("Allegation %(n)s: what the finding rests on") % named,
            help_text=_("Conduct from %(day)s.") % {"day": day},
            choices=[
                *_admission(charge),
                *documents(view, view.hearing.in_time(view)),
                *_lines(sorted(lines_in_time(view))),
            ],
            others=dict(
                [
                    *documents(view, {item.evidence for item in view.hearing.bundle}),
                    *_lines(range(1, len(view.hearing.minute) + 1)),
                ]
            ),
        ),
        "facts": Reasons(
            label=_("Allegation %(n)s: the facts that were found") % named,
            help_text=_("Name each particular, as “particular 2”."),
        ),
        "reasons": Reasons(
            label=_("Allegation %(n)s: the reasons") % named,
            help_text=_("Deal with the answer to each particular."),
        ),
        "met": forms.BooleanField(
            label=_("Allegation %(n)s: the reasons deal with what the respondent answered") % named, required=False
        ),
    }


def _admission(charge: Allegation) -> list[tuple[str, Label]]:
    return [(ADMISSION, _("The respondent’s admission"))] if charge.admitted else []


def line_key(number: int) -> str:
    """Return the key by which a line of the minute stands among the choices."""
    return f"{LINE}{number}"


def _lines(numbers: Iterable[int]) -> list[tuple[str, str]]:
    return [(line_key(number), _("Minute, line %(n)s") % {"n": number}) for number in numbers]


def _rests_on(chosen: list[str]) -> RestsOn:
    lines = [key for key in chosen if key.startswith(LINE)]
    return RestsOn(
        evidence=tuple(UUID(key) for key in chosen if key not in {ADMISSION, *lines}),
        on_admission=ADMISSION in chosen,
        lines=tuple(int(key.removeprefix(LINE)) for key in lines),
    )
