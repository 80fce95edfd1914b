"""Forms of evidence, one a verb."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from casework.facts import CaseFacts
from casework.forms.base import Reasons, VerbForm
from casework.forms.files import OneFile
from casework.forms.screening import YesNo
from casework.vocabulary.words import SEATS

NOTHING = _("Write something, or choose a file.")


class AddEvidenceForm(VerbForm):
    """Words, a file, or both, under a title."""

    title = forms.CharField(label=_("What is it?"), help_text=_("For example: letter of 3 March."), max_length=200)
    text = Reasons(label=_("What it says, or what it shows"), max_length=20_000, required=False)
    file = OneFile(
        label=_("File"),
        required=False,
        help_text=_(
            "PDF, picture, plain text, Word, Excel or OpenDocument. The file is kept as it is, with what lies in it."
        ),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a title with nothing under it."""
        return something(self, super().clean())


class DiscloseEvidenceForm(VerbForm):
    """A copy made for the respondent: describe first, attach only what cannot tell who brought it."""

    evidence = forms.TypedChoiceField(label=_("Evidence"), coerce=UUID, widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("Title of the copy"), help_text=_("As the respondent will read it."), max_length=200
    )
    text = Reasons(
        label=_("The copy"),
        help_text=_(
            "What the respondent has to know of it, in your own words or with every name taken out that is not theirs."
        ),
        max_length=20_000,
        required=False,
    )
    one_holder = YesNo(
        label=_("Could only one person have had this?"),
        help_text=_("If so, it is described and not attached: the document itself would tell who brought it."),
    )
    file = OneFile(
        label=_("A new file"),
        required=False,
        help_text=_("Plain text only, made for this copy. Never the original."),
    )

    def __init__(self, *args: Any, facts: CaseFacts | None = None, **kwargs: Any) -> None:
        """Offer the evidence of the case."""
        super().__init__(*args, facts=facts, **kwargs)
        self.fields["evidence"].choices = evidence_of(facts) if facts else []  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse a title with nothing under it."""
        return something(self, super().clean())


def something(form: VerbForm, cleaned: dict[str, Any]) -> dict[str, Any]:
    """Add an error to a form that has neither words nor a file; return what was cleaned."""
    if not form.errors and not cleaned.get("text") and not cleaned.get("file"):
        form.add_error("text", ValidationError(NOTHING))
    return cleaned


def evidence_of(facts: CaseFacts) -> list[tuple[UUID, str]]:
    """Return the evidence of a case by key, numbered as it came, with its side and day."""
    return [
        (
            one.id,
            _("Evidence %(n)s, from %(side)s, %(day)s")
            % {"n": n, "side": SEATS[one.side], "day": date_format(one.on, "j F Y")},
        )
        for n, one in enumerate(facts.evidence.all, 1)
    ]


def copies_of(facts: CaseFacts) -> list[tuple[UUID, str]]:
    """Return the copies the respondent was given, by key, each with the number of what it was made from."""
    numbers = {one.id: n for n, one in enumerate(facts.evidence.all, 1)}
    return [
        (
            copy.id,
            _("Copy %(n)s, of evidence %(of)s, %(day)s")
            % {"n": n, "of": numbers[copy.evidence], "day": date_format(copy.on, "j F Y")},
        )
        for n, copy in enumerate(facts.evidence.copies, 1)
    ]
