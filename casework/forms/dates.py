"""A date typed as day, month and year, as people know it; if asked for, one that is only known about."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS, MONTHS_3
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Label
from ledger.canonical import JsonObject, Values

type Refuse = Callable[[Label, tuple[str, ...]], ValidationError]

DAY, MONTH, YEAR, ABOUT = "day", "month", "year", "about"
PARTS = (DAY, MONTH, YEAR)
MISSING = {
    (DAY,): _("%(label)s must include a day"),
    (MONTH,): _("%(label)s must include a month"),
    (YEAR,): _("%(label)s must include a year"),
    (DAY, MONTH): _("%(label)s must include a day and a month"),
    (DAY, YEAR): _("%(label)s must include a day and a year"),
    (MONTH, YEAR): _("%(label)s must include a month and a year"),
}


@dataclass(frozen=True)
class ApproximateDate:
    """A day known only roughly: between `first` and `last`, both included; `about` when even that is a guess."""

    first: date
    last: date
    about: bool = False


class DatePartsInput(forms.MultiWidget):
    """Three short fields, and a box "about" where a rough date will do. One ISO date under the plain name does as well."""

    template_name = "django/forms/widgets/date_parts.html"
    use_fieldset = True
    labels = {DAY: _("Day"), MONTH: _("Month"), YEAR: _("Year"), ABOUT: _("I am not sure of the exact date")}

    def __init__(self, *, about: bool = False) -> None:
        """Have the box "about" only where it was asked for."""
        parts: dict[str, forms.Widget | type[forms.Widget]] = {name: forms.TextInput() for name in PARTS}
        if about:
            parts[ABOUT] = forms.CheckboxInput()
        super().__init__(parts)
        self.wrong: tuple[str, ...] = ()

    def decompress(self, value: date | ApproximateDate | None) -> list[Any]:
        """The parts of a date; of a rough one, those that are known."""
        if isinstance(value, date):
            return [value.day, value.month, value.year, False]
        if value is None:
            return ["", "", "", False]
        same_day, same_month = value.first == value.last, value.first.month == value.last.month
        return [
            value.first.day if same_day else "",
            value.first.month if same_month else "",
            value.first.year,
            value.about,
        ]

    def value_from_datadict(self, data: Values, files: Any, name: str) -> list[Any]:
        """What was typed in each part, or the parts of the ISO date that was sent under the plain name."""
        whole = data.get(name)
        if isinstance(whole, str) and whole.count("-") == 2:
            year, month, day = whole.split("-")
            return [day, month, year, False][: len(self.widgets)]
        return list(super().value_from_datadict(data, files, name))

    def get_context(self, name: str, value: Any, attrs: JsonObject | None) -> JsonObject:
        """Give each part its label, and mark those that an error is about."""
        context = super().get_context(name, value, attrs)
        for part, shown in zip((*PARTS, ABOUT), context["widget"]["subwidgets"], strict=False):
            shown.update(part=part, label=self.labels[part], wrong=part in self.wrong)
        return context


class DateParts(forms.Field):
    """A date by its parts; cleans to `date`, or with `about` to `Around`, where the day, then the month, may stay empty.

    `latest` and `earliest` give the bounds of the moment. A refusal names what is missing, and carries the parts as `parts`.
    """

    widget: DatePartsInput

    def __init__(
        self, *, about: bool = False, latest: Callable[[], date] | None = None, earliest: Callable[[], date] | None = None,
        **options: Any,
    ) -> None:  # fmt: skip
        """Keep the bounds, and take the widget that fits."""
        self.about, self.latest, self.earliest = about, latest, earliest
        super().__init__(widget=DatePartsInput(about=about), **options)

    def clean(self, value: Any) -> date | ApproximateDate | None:
        """The date that the parts name. ValidationError says which part to correct."""
        typed = [str(part or "").strip() for part in (value or ["", "", ""])[:3]]
        guess = self.about and len(value or ()) > 3 and bool(value[3])
        if not any(typed):
            if self.required:
                raise self._refuse(_("%(label)s is needed"), PARTS)
            return None
        self._complete(typed)
        first, last = _span(typed, self._refuse)
        self._within(first, last)
        return ApproximateDate(first, last, guess) if self.about else first

    def _complete(self, typed: list[str]) -> None:
        """Refuse what lacks a part that is needed: with `about`, a day never, a month only beside a day."""
        lacking = tuple(name for name, text in zip(PARTS, typed, strict=True) if not text)
        if self.about and DAY in lacking:
            lacking = tuple(name for name in lacking if name == YEAR)
        if lacking:
            raise self._refuse(MISSING[lacking], lacking)

    def _within(self, first: date, last: date) -> None:
        """Refuse what begins after the latest day, or ends before the earliest."""
        if self.latest and first > self.latest():
            raise self._refuse(_("%(label)s must be today or in the past"), PARTS)
        if self.earliest and last < self.earliest():
            raise self._refuse(_("%(label)s is too long ago to be right. Check the year"), PARTS)

    def _refuse(self, words: Label, parts: tuple[str, ...]) -> ValidationError:
        """The error in words, which knows the parts it is about."""
        label = str(self.label or _("The date")).rstrip("?")
        return ValidationError(words, code="date", params={"label": label, "parts": parts})


def _span(typed: list[str], refuse: Refuse) -> tuple[date, date]:
    """The first and last day that the parts leave open."""
    year, month, day = _year(typed[2], refuse), _month(typed[1], refuse), _number(typed[0])
    if typed[0] and day is None:
        raise refuse(_("%(label)s must have a day in figures, for example 27"), (DAY,))
    try:
        first = date(year, month or 1, day if typed[0] and day is not None else 1)
    except ValueError:
        raise refuse(_("%(label)s must be a real date"), PARTS) from None
    if typed[0]:
        return first, first
    following = date(year + 1, 1, 1) if not month or month == 12 else date(year, month + 1, 1)
    return first, following - timedelta(days=1)


def _year(text: str, refuse: Refuse) -> int:
    """Four figures, from 1900 to 9998."""
    year = _number(text) if len(text) == 4 else None
    if year is None or not 1900 <= year < 9999:
        raise refuse(_("%(label)s must have a year in four figures, for example 2026"), (YEAR,))
    return year


def _month(text: str, refuse: Refuse) -> int | None:
    """A month in figures or by name; None when it was left empty."""
    if not text:
        return None
    names = {str(name).casefold(): number for known in (MONTHS, MONTHS_3) for number, name in known.items()}
    month = names.get(text.casefold()) or _number(text)
    if month is None or not 1 <= month <= 12:
        raise refuse(_("%(label)s must have a real month, for example 3 or March"), (MONTH,))
    return month


def _number(text: str) -> int | None:
    """A whole number of few figures, or None."""
    return int(text) if text.isdecimal() and len(text) <= 4 else None
