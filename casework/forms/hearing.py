"""Forms of the hearing, one a verb."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts.pseudonyms import people_behind
from casework.facts import CaseFacts
from casework.facts.panel import seated
from casework.forms.base import Reasons, VerbForm
from casework.forms.screening import YesNo


def documents(facts: CaseFacts, keys: Collection[UUID]) -> list[tuple[str, str]]:
    """Return copies of the evidence as choices (key, words), by the number they have in the case."""
    numbered = enumerate(facts.evidence.copies, 1)
    return [
        (str(copy.id), str(_("Document %(n)s, given on %(day)s") % {"n": n, "day": date_format(copy.on, "j F Y")}))
        for n, copy in numbered
        if copy.id in keys
    ]


def sitting(facts: CaseFacts) -> list[tuple[str, str]]:
    """Return who sits on the panel as choices (pseudonym, name), by name. One query."""
    people = people_behind(seated(facts))
    return sorted(((str(person), user.name) for person, user in people.items()), key=lambda one: one[1])


class ServeBundleForm(VerbForm):
    """Which copies go into the bundle."""

    evidence = forms.TypedMultipleChoiceField(
        label=_("Documents of the bundle"),
        help_text=_(
            "Only copies that were prepared for the respondent stand here. Fourteen days before the hearing they count."
        ),
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the copies that are not in the bundle yet."""
        super().__init__(*args, **kwargs)
        if self.facts:
            out = {item.evidence for item in self.facts.hearing.bundle}
            self.fields["evidence"].choices = documents(self.facts, self.facts.evidence.given - out)  # type: ignore[attr-defined]


class OpenHearingForm(VerbForm):
    """Who is there."""

    present = forms.TypedMultipleChoiceField(
        label=_("Members of the panel who are here"), coerce=UUID, widget=forms.CheckboxSelectMultiple
    )
    respondent_present = YesNo(label=_("Is the respondent here, or represented?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the panel."""
        super().__init__(*args, **kwargs)
        self.fields["present"].choices = sitting(self.facts) if self.facts else []  # type: ignore[attr-defined]


class RecordAttendanceForm(VerbForm):
    """Who attended a sitting."""

    throughout = forms.TypedMultipleChoiceField(
        label=_("Members of the panel who attended the whole sitting"),
        help_text=_("Who missed part of it cannot deliberate."),
        coerce=UUID,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    respondent_present = YesNo(label=_("Was the respondent there, or represented?"))
    note = Reasons(
        label=_("Who else was there, and when the sitting began and ended"), max_length=5_000, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the panel."""
        super().__init__(*args, **kwargs)
        self.fields["throughout"].choices = sitting(self.facts) if self.facts else []  # type: ignore[attr-defined]


class OpenDeliberationForm(VerbForm):
    """That the respondent had the last word."""

    last_word_offered = forms.BooleanField(
        label=_("The respondent was offered the last word"),
        help_text=_("Leave this empty only where the respondent’s absence was considered and recorded."),
        required=False,
    )
