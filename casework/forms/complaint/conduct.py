"""The pages that ask which commitments, and when."""

from datetime import date
from typing import cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Cleaned
from casework.forms.complaint.base import Fold, Question, Row, about_words, in_words
from casework.forms.complaint.people import Counted
from casework.forms.dates import ApproximateDate, DateParts
from casework.forms.written_dates import date_parts
from policy.editions.texts import CommitmentText

DAY, PERIOD, ONGOING = "day", "period", "ongoing"
DAYS_SEALED = {"first_day": "first", "last_day": "last", "known_on": "known"}
"""The fields of the days, by the names under which their answers are sealed."""


class Commitments(Question):
    """One or more commitments, or a request for help in choosing."""

    page, title, short = "commitments", _("Which commitments is it about?"), _("Commitments")
    heading = "commitments"
    expected = ("commitments",)
    commitments = forms.MultipleChoiceField(
        label=_("Which commitments is it about?"),
        help_text=_("A commitment is a promise that the Code asks of every member. Choose all that fit."),
        widget=forms.CheckboxSelectMultiple,
    )
    help_asked = forms.BooleanField(
        label=_("I am not sure. Help me choose"),
        help_text=_("The person who looks at your report then chooses."),
        required=False,
    )
    edition = forms.CharField(required=False, max_length=64)

    def prepare(self) -> None:
        commitments = self.asked.code.commitments
        field = cast(forms.MultipleChoiceField, self.fields["commitments"])
        field.required = False
        field.choices = [(str(c.number), f"{c.number}. {c.title}") for c in commitments]
        self.fields["edition"].widget = Counted(self.asked.code.key)

    @property
    def fold(self) -> Fold:
        lines = [_explain(commitment) for commitment in self.asked.code.commitments]
        return Fold(title=_("What each asks, and examples of a breach"), lines=lines)

    def clean(self) -> Cleaned:
        """Require a commitment or a request for help, from the edition that the page showed."""
        cleaned = super().clean()
        if cleaned.get("edition") not in ("", self.asked.code.key):
            self.add_error(
                "commitments", _("The Code has changed since you opened this page. Look at your choice again.")
            )
        elif "commitments" in cleaned and not cleaned["commitments"] and not cleaned.get("help_asked"):
            self.add_error("commitments", _("Choose at least one commitment, or tick “Help me choose”."))
        return cleaned

    def rows(self) -> list[Row]:
        found = super().rows()
        chosen = [found[0][1]] if self.cleaned_data["commitments"] else []
        asked = [gettext("I am not sure. Help me choose")] if self.cleaned_data["help_asked"] else []
        return [(self.short, "\n".join(chosen + asked))]


def _explain(commitment: CommitmentText) -> str:
    """Return what a commitment asks in plain words, and examples of a breach if the Code has any."""
    said = gettext("%(number)s. %(plain)s") % {"number": commitment.number, "plain": commitment.plain}
    examples = " ".join(commitment.examples)
    return gettext("%(said)s A breach: %(examples)s") % {"said": said, "examples": examples} if examples else said


class When(Question):
    """The days of the conduct, as exactly as the reporter knows them, and the place."""

    page, title, short = "when", _("When and where did it happen?"), _("When and where")
    own_template = "when"
    field_order = ("kind", "when_words", "first", "last", "known")
    row_names = {"kind": _("How long")}
    expected = ("when_words", "first", "last")
    spare = ("first",)
    kind = forms.ChoiceField(
        label=_("How long did it last?"),
        choices=[
            (DAY, _("It was one day, or one moment")),
            (PERIOD, _("It went on for a time and is over")),
            (ONGOING, _("It is still going on")),
        ],
        widget=forms.RadioSelect,
    )
    first = DateParts(
        label=_("Day on which it happened or began"),
        about=True,
        instead=_("Or say it in your own words"),
        required=False,
    )
    last = DateParts(
        label=_("The last day"),
        help_text=_("Leave it empty if it was one day, or if it still goes on."),
        about=True,
        required=False,
    )
    known = DateParts(
        label=_("When you learned of it"),
        about=True,
        required=False,
    )

    def prepare(self) -> None:
        for name in ("first", "last", "known"):
            cast(DateParts, self.fields[name]).latest = lambda: self.asked.today

    def clean(self) -> Cleaned:
        cleaned = super().clean()
        self._read_day(cleaned)
        kind, first, last, known = (cleaned.get(name) for name in ("kind", "first", "last", "known"))
        in_words = bool(cleaned.get("when_words"))
        if (
            first is None
            and kind in (DAY, PERIOD)
            and not in_words
            and not {"first", "when_words"} & self.errors.keys()
        ):
            self.add_error("when_words", _("Say when it was. A year alone will do, or your own words."))
        if kind == PERIOD and last is None and not in_words and "last" not in self.errors:
            self.add_error("last", _("Say when it ended, or choose “It is still going on”."))
        if kind in (DAY, ONGOING) and last is not None:
            self.add_error(
                "last", _("A last day fits only with “It went on for a time and is over”. Change one of them.")
            )
        if first and last and last.last < first.first:
            self.add_error("last", _("The last day is before the first day."))
        if first and known and known.last < first.first:
            self.add_error("known", _("This is before the day it happened. Check both dates."))
        return cleaned

    def _read_day(self, cleaned: Cleaned) -> None:
        """Read a date in the field for words as the first day; keep any other text as it is."""
        parts = date_parts(cleaned.get("when_words") or "")
        if parts is None or cleaned.get("first") or "first" in self.errors:
            return
        try:
            cleaned["first"] = self.fields["first"].clean(parts)
        except ValidationError as error:
            self.add_error("when_words", error)
        else:
            cleaned["when_words"] = ""

    @property
    def unasked(self) -> frozenset[str]:
        """The day goes into one of two fields. A last day is asked only for what is over and has no words for its days."""
        said = self.cleaned_data
        other = "when_words" if said.get("first") else "first"
        is_told = said.get("kind") != PERIOD or bool(said.get("when_words"))
        return frozenset(name for name in ({other, "last"} if is_told else {other}) if not said.get(name))

    @property
    def says_first(self) -> bool:
        """Whether a draft still holds a day in three fields: the page now asks for it in one."""
        return self._is_touched("first")

    @property
    def says_last(self) -> bool:
        """Whether the last day is filled in or wrong. Otherwise the page shows it only with the answer that asks for it."""
        return self._is_touched("last")

    @property
    def says_known(self) -> bool:
        return self._is_touched("known")

    def _is_touched(self, name: str) -> bool:
        field = self[name]
        value = field.value()
        return bool(field.errors) or (any(value) if isinstance(value, (list, tuple)) else bool(value))

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The first and the last possible day, from a valid page; the last is None if it is still going on."""
        first, last = self._around("first"), self._around("last")
        is_over = self.cleaned_data["kind"] == PERIOD
        end = None if self.ongoing else last or (None if is_over else first)
        return first.first if first else None, min(end.last, self.asked.today) if end else None

    @property
    def ongoing(self) -> bool:
        return bool(self.cleaned_data["kind"] == ONGOING)

    @property
    def about(self) -> bool:
        """Whether a day is known only roughly."""
        days = filter(None, (self._around("first"), self._around("last")))
        return any(day.about or day.first != day.last for day in days)

    @property
    def lasted(self) -> str:
        """How long it lasted, in the words of the page; empty if it is still going on."""
        return "" if self.ongoing else in_words(self.fields["kind"], self.cleaned_data["kind"])

    @property
    def days_said(self) -> dict[str, str]:
        """The days in words, by the names under which they are sealed, if one of them is not exact."""
        days = {key: day for key, name in DAYS_SEALED.items() if (day := self._around(name))}
        inexact = any(day.about or day.first != day.last for day in days.values())
        return {key: about_words(day) for key, day in days.items()} if inexact else {}

    @property
    def known_on(self) -> date | None:
        """The latest day on which the reporter can have learned of it."""
        known = self._around("known")
        return min(known.last, self.asked.today) if known else None

    def _around(self, name: str) -> ApproximateDate | None:
        return cast("ApproximateDate | None", self.cleaned_data[name])
