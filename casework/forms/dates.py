"""A date in three fields: day, month and year. A form can allow a date that is known only roughly."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS, MONTHS_3
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Label
from ledger.canonical import JsonObject, Values

type Refuse = Callable[[Label, tuple[str, ...]], ValidationError]

DAY, MONTH, YEAR, ABOUT = "day", "month", "year", "about"
PARTS = (DAY, MONTH, YEAR)
WHOLE = re.compile(
    r"(?P<day>\d{1,2})(?:[./-]|[.,]?\s+)(?P<month>[^\W_]+)(?:[./-]|[.,]?\s+)(?P<year>\d{4})"
    r"|(?P<iso_year>\d{4})-(?P<iso_month>\d{1,2})-(?P<iso_day>\d{1,2})"
)
"""A whole date: 27 March 2026, 27/3/2026, 27.3.2026 or 2026-03-27."""
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
    """A day between `first` and `last`, both included. With `about`, even that is a guess."""

    first: date
    last: date
    about: bool = False


class DatePartsInput(forms.MultiWidget):
    """Three short fields, with `about` a box for a rough date.

    It also takes one ISO date under the field's own name, and a whole date that was typed or pasted into the field of the day.
    """

    template_name = "django/forms/widgets/date_parts.html"
    use_fieldset = True
    labels = {DAY: _("Day"), MONTH: _("Month"), YEAR: _("Year"), ABOUT: _("I am not sure of the exact date")}

    def __init__(self, *, about: bool = False) -> None:
        parts: dict[str, forms.Widget | type[forms.Widget]] = {name: forms.TextInput() for name in PARTS}
        if about:
            parts[ABOUT] = forms.CheckboxInput()
        super().__init__(parts)
        self.wrong: tuple[str, ...] = ()

    def decompress(self, value: date | ApproximateDate | None) -> list[int | str | bool]:
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

    def value_from_datadict(self, data: Values, files: Any, name: str) -> list[object]:
        whole = data.get(name)
        if isinstance(whole, str) and whole.count("-") == 2:
            year, month, day = whole.split("-")
            return [day, month, year, False][: len(self.widgets)]
        day, month, year, *about = super().value_from_datadict(data, files, name)
        if not month and not year and (found := WHOLE.fullmatch(str(day or "").strip())):
            day, month, year = (found[part] or found[f"iso_{part}"] for part in PARTS)
        return [day, month, year, *about]

    def get_context(self, name: str, value: object, attrs: JsonObject | None) -> JsonObject:
        context = super().get_context(name, value, attrs)
        for part, shown in zip((*PARTS, ABOUT), context["widget"]["subwidgets"], strict=False):
            shown.update(part=part, label=self.labels[part], wrong=part in self.wrong)
        return context


class DateParts(forms.Field):
    """Cleans to `date`. With `about` it cleans to `ApproximateDate`, and the day, or day and month, may stay empty.

    `latest` and `earliest` return the current bounds. An error names the missing parts, also in its param `parts`, and
    ends with `instead`: what somebody can do who does not know the date.
    """

    widget: DatePartsInput

    def __init__(
        self, *, about: bool = False, instead: Label = "", latest: Callable[[], date] | None = None,
        earliest: Callable[[], date] | None = None, **options: Any,
    ) -> None:  # fmt: skip
        self.about, self.instead, self.latest, self.earliest = about, instead, latest, earliest
        super().__init__(widget=DatePartsInput(about=about), **options)

    def clean(self, value: Sequence[object] | None) -> date | ApproximateDate | None:
        typed = [str(part or "").strip() for part in (value or ["", "", ""])[:3]]
        guess = self.about and value is not None and len(value) > 3 and bool(value[3])
        if not any(typed):
            if self.required:
                raise self._refuse(_("%(label)s is needed"), PARTS)
            return None
        self._check_complete(typed)
        first, last = _span(typed, self._refuse)
        self._check_bounds(first, last)
        return ApproximateDate(first, last, guess) if self.about else first

    def _check_complete(self, typed: list[str]) -> None:
        """Refuse a date with a missing part. With `about`, the day is not needed, and the month only if there is a day."""
        lacking = tuple(name for name, text in zip(PARTS, typed, strict=True) if not text)
        if self.about and DAY in lacking:
            lacking = tuple(name for name in lacking if name == YEAR)
        if lacking:
            raise self._refuse(MISSING[lacking], lacking)

    def _check_bounds(self, first: date, last: date) -> None:
        if self.latest and first > self.latest():
            raise self._refuse(_("%(label)s must be today or in the past"), PARTS)
        if self.earliest and last < self.earliest():
            raise self._refuse(_("%(label)s is too long ago to be right. Check the year"), PARTS)

    def _refuse(self, words: Label, parts: tuple[str, ...]) -> ValidationError:
        label = str(self.label or _("The date")).rstrip("?")
        said = format_lazy("{}. {}", words, self.instead) if self.instead else words
        return ValidationError(said, code="date", params={"label": label, "parts": parts})


def _span(typed: list[str], refuse: Refuse) -> tuple[date, date]:
    """Return the first and the last day that fit what was typed: day, month and year."""
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
    year = _number(text) if len(text) == 4 else None
    if year is None or not 1900 <= year < 9999:
        raise refuse(_("%(label)s must have a year in four figures, for example 2026"), (YEAR,))
    return year


def _month(text: str, refuse: Refuse) -> int | None:
    if not text:
        return None
    month = _number(text) or _month_called(text)
    if month is None or not 1 <= month <= 12:
        raise refuse(_("%(label)s must have a real month, for example 3 or March"), (MONTH,))
    return month


def _month_called(text: str) -> int | None:
    names = {str(name).casefold(): number for known in (MONTHS, MONTHS_3) for number, name in known.items()}
    return names.get(text.casefold())


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= 4 else None
