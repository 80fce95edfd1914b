"""A date by its parts says exactly which part to correct."""

from datetime import date

import pytest
from django import forms

from casework.forms.dates import ApproximateDate, DateParts

TODAY = date(2026, 11, 24)


class When(forms.Form):
    day = DateParts(label="Date of the incident", latest=lambda: TODAY, earliest=lambda: date(1950, 1, 1))


class Roughly(forms.Form):
    day = DateParts(label="When did it happen?", about=True, required=False)


def typed(day: str = "", month: str = "", year: str = "", **more: str) -> dict[str, str]:
    return {"day_day": day, "day_month": month, "day_year": year, **more}


@pytest.mark.parametrize(
    ("parts", "words", "wrong"),
    [
        (("", "", ""), "Date of the incident is needed", ("day", "month", "year")),
        (("27", "3", ""), "Date of the incident must include a year", ("year",)),
        (("27", "", "2026"), "Date of the incident must include a month", ("month",)),
        (("", "3", "2026"), "Date of the incident must include a day", ("day",)),
        (("", "", "2026"), "Date of the incident must include a day and a month", ("day", "month")),
        (("", "3", ""), "Date of the incident must include a day and a year", ("day", "year")),
        (("27", "", ""), "Date of the incident must include a month and a year", ("month", "year")),
        (("31", "2", "2026"), "Date of the incident must be a real date", ("day", "month", "year")),
        (("0", "2", "2026"), "Date of the incident must be a real date", ("day", "month", "year")),
        (("x", "2", "2026"), "Date of the incident must have a day in figures, for example 27", ("day",)),
        (("1", "13", "2026"), "Date of the incident must have a real month, for example 3 or March", ("month",)),
        (("1", "\x00", "2026"), "Date of the incident must have a real month, for example 3 or March", ("month",)),
        (("1", "2", "26"), "Date of the incident must have a year in four figures, for example 2026", ("year",)),
        (("1", "2", "²026"), "Date of the incident must have a year in four figures, for example 2026", ("year",)),
        (("25", "11", "2026"), "Date of the incident must be today or in the past", ("day", "month", "year")),
        (
            ("1", "1", "1949"),
            "Date of the incident is too long ago to be right. Check the year",
            ("day", "month", "year"),
        ),
    ],
)
def test_each_mistake_has_its_own_words(parts: tuple[str, str, str], words: str, wrong: tuple[str, ...]) -> None:
    form = When(typed(*parts))
    assert form.errors == {"day": [words]}
    params = form.errors["day"].as_data()[0].params
    assert params is not None and params["parts"] == wrong


@pytest.mark.parametrize("month", ["3", "03", "March", "mar", " MARCH "])
def test_a_month_may_be_a_number_or_a_name(month: str) -> None:
    form = When(typed("27", month, "2026"))
    assert form.is_valid()
    assert form.cleaned_data == {"day": date(2026, 3, 27)}


@pytest.mark.parametrize(
    "whole", ["27 March 2026", "27/3/2026", "27.03.2026", " 27-3-2026 ", "27. Mar. 2026", "2026-03-27"]
)
def test_a_whole_date_in_the_field_of_the_day_is_understood(whole: str) -> None:
    form = When(typed(whole))
    assert form.is_valid()
    assert form.cleaned_data == {"day": date(2026, 3, 27)}


def test_one_iso_date_under_the_plain_name_does_as_well() -> None:
    form = When({"day": "2026-03-27"})
    assert form.is_valid()
    assert form.cleaned_data == {"day": date(2026, 3, 27)}


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (typed(), None),
        (typed(year="2025"), ApproximateDate(date(2025, 1, 1), date(2025, 12, 31))),
        (typed(month="2", year="2024"), ApproximateDate(date(2024, 2, 1), date(2024, 2, 29))),
        (typed(month="12", year="2025"), ApproximateDate(date(2025, 12, 1), date(2025, 12, 31))),
        (typed("5", "3", "2025", day_about="on"), ApproximateDate(date(2025, 3, 5), date(2025, 3, 5), about=True)),
    ],
)
def test_a_rough_date_is_the_days_it_leaves_open(given: dict[str, str], found: ApproximateDate | None) -> None:
    form = Roughly(given)
    assert form.is_valid()
    assert form.cleaned_data == {"day": found}


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (typed(month="3"), "When did it happen must include a year"),
        (typed(day="3", year="2025"), "When did it happen must include a month"),
    ],
)
def test_a_rough_date_still_needs_a_year_and_a_month_beside_a_day(given: dict[str, str], words: str) -> None:
    assert Roughly(given).errors == {"day": [words]}


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        (date(2026, 3, 27), [27, 3, 2026, False]),
        (ApproximateDate(date(2025, 3, 1), date(2025, 3, 31)), ["", 3, 2025, False]),
        (ApproximateDate(date(2025, 1, 1), date(2025, 12, 31), about=True), ["", "", 2025, True]),
        (None, ["", "", "", False]),
    ],
)
def test_what_was_answered_before_stands_in_its_parts_again(
    value: date | ApproximateDate | None, parts: list[object]
) -> None:
    assert Roughly.base_fields["day"].widget.decompress(value) == parts
