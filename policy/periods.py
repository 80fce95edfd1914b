"""Arithmetic with days, months and years on the calendar. No business days here."""

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from policy.rules import Period, Unit


def add_months(day: date, months: int) -> date:
    """Return the same day `months` later, or the last day of a month that is too short. `months` may be negative."""
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def add_years(day: date, years: int) -> date:
    """Return the same day `years` later; 29 February becomes 28 February in a common year."""
    return add_months(day, 12 * years)


def before(day: date, period: Period) -> date:
    """Return the day that lies `period` before `day`."""
    return after(day, replace(period, length=-period.length))


def after(day: date, period: Period) -> date:
    """Return the day that lies `period` after `day`."""
    match period.unit:
        case Unit.DAYS:
            return day + timedelta(days=period.length)
        case Unit.MONTHS:
            return add_months(day, period.length)
        case Unit.YEARS:
            return add_years(day, period.length)
