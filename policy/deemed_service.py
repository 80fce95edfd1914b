"""When a letter that nobody opens counts as served, and when its reader is reminded of it."""

from collections.abc import Collection
from datetime import date

from policy.deadlines import counted_back, deadline
from policy.rules import Rules

REMINDERS = 2
"""How many reminders go out before a letter counts as served."""
UNOPENED_DAYS = 5
"""The business days after which a letter that its reader has not opened is a task for an officer."""


def reminder_day(sent_on: date, reminded_on: Collection[date], rules: Rules) -> date | None:
    """Return the business day on which the next reminder of a letter is due; None once both were sent.

    Late reminders keep their distance: the second never follows the first sooner than the rulebook puts them apart.
    """
    first, second = rules.limits["first_reminder_days"], rules.limits["second_reminder_days"]
    if not reminded_on:
        return _after(sent_on, first, rules)
    if len(reminded_on) >= REMINDERS:
        return None
    return max(_after(sent_on, second, rules), _after(max(reminded_on), second - first, rules))


def deemed_day(sent_on: date, reminded_on: Collection[date], rules: Rules) -> date | None:
    """Return the business day on which a letter that nobody opened counts as served; None while a reminder is missing."""
    if len(reminded_on) < REMINDERS:
        return None
    whole, second = rules.limits["deemed_service_days"], rules.limits["second_reminder_days"]
    return max(_after(sent_on, whole, rules), _after(max(reminded_on), whole - second, rules))


def planned_deemed_day(sent_on: date, reminded_on: Collection[date], rules: Rules, *, today: date) -> date:
    """Return the day on which a letter will count as served if nobody opens it.

    Missing reminders are assumed to go out on the day on which they are due, and no sooner than today.
    """
    planned = list(reminded_on)
    while (day := reminder_day(sent_on, planned, rules)) is not None:
        planned.append(max(day, today))
    found = deemed_day(sent_on, planned, rules)
    assert found is not None
    return found


def last_day_unopened(sent_on: date, rules: Rules) -> date:
    """Return the last business day on which a letter that was not opened is no task for an officer yet."""
    return _after(sent_on, UNOPENED_DAYS, rules)


def pages_served_on(notice: date, rules: Rules) -> date:
    """Return the business day on which pages of the bundle count as served, after the notice of them."""
    return _after(notice, rules.limits["bundle_served_days"], rules)


def last_notice_of_pages(served_on: date, rules: Rules) -> date:
    """Return the last business day on which the notice of pages can go out that have to be served on a business day."""
    day, calendar = served_on, rules.calendar
    for _ in range(rules.limits["bundle_served_days"]):
        day = counted_back(end=day, days=1, calendar=calendar)
    return day


def _after(day: date, days: int, rules: Rules) -> date:
    return deadline(start=day, days=days, business=True, calendar=rules.calendar)
