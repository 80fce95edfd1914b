"""Days, months and years on the calendar, forwards and backwards."""

from datetime import date

import pytest

from policy.periods import add_months, add_years, after, before
from policy.rules import Period, Unit


@pytest.mark.parametrize(
    ("day", "months", "reached"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 12, 15), 13, date(2028, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 6, 30), 0, date(2026, 6, 30)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_of_a_shorter_month(day: date, months: int, reached: date) -> None:
    assert add_months(day, months) == reached


def test_a_year_after_29_february_ends_on_the_28th() -> None:
    assert add_years(date(2024, 2, 29), 1) == date(2025, 2, 28)


def test_a_year_has_twelve_months() -> None:
    assert add_years(date(2026, 3, 2), -2) == date(2024, 3, 2)


@pytest.mark.parametrize(
    ("unit", "earlier", "later"),
    [
        (Unit.DAYS, date(2026, 5, 28), date(2026, 6, 3)),
        (Unit.MONTHS, date(2026, 2, 28), date(2026, 8, 31)),
        (Unit.YEARS, date(2023, 5, 31), date(2029, 5, 31)),
    ],
)
def test_a_period_is_counted_in_its_own_unit_either_way(unit: Unit, earlier: date, later: date) -> None:
    three = Period(length=3, unit=unit)
    assert (before(date(2026, 5, 31), three), after(date(2026, 5, 31), three)) == (earlier, later)
