"""The days on which a letter is brought to mind again and counts as served, and those of the pages of a bundle."""

from dataclasses import replace
from datetime import date

import pytest

from policy.deemed_service import deemed_day, last_notice_of_pages, pages_served_on, reminder_day
from tests.casework.pure import RULES

MONDAY = date(2026, 3, 2)


def test_reminders_are_due_on_the_third_and_the_sixth_business_day() -> None:
    assert reminder_day(MONDAY, (), RULES) == date(2026, 3, 5)
    assert reminder_day(MONDAY, (date(2026, 3, 5),), RULES) == date(2026, 3, 10)
    assert reminder_day(MONDAY, (date(2026, 3, 5), date(2026, 3, 10)), RULES) is None


def test_a_late_reminder_pushes_the_next_one_and_the_day_back() -> None:
    assert reminder_day(MONDAY, (date(2026, 3, 9),), RULES) == date(2026, 3, 12)
    assert deemed_day(MONDAY, (date(2026, 3, 9), date(2026, 3, 12)), RULES) == date(2026, 3, 19)


def test_a_letter_counts_on_the_eleventh_business_day_after_two_reminders() -> None:
    assert deemed_day(MONDAY, (date(2026, 3, 5), date(2026, 3, 10)), RULES) == date(2026, 3, 17)
    assert deemed_day(date(2026, 3, 27), (date(2026, 4, 1), date(2026, 4, 8)), RULES) == date(2026, 4, 15)


def test_early_reminders_bring_the_day_no_nearer_and_a_third_changes_nothing() -> None:
    assert deemed_day(MONDAY, (MONDAY, MONDAY), RULES) == date(2026, 3, 17)
    assert deemed_day(MONDAY, (MONDAY, MONDAY, MONDAY), RULES) == date(2026, 3, 17)
    assert reminder_day(MONDAY, (MONDAY, MONDAY, MONDAY), RULES) is None


def test_the_days_are_those_of_the_rulebook() -> None:
    rules = replace(RULES, limits={**RULES.limits, "second_reminder_days": 5, "deemed_service_days": 20})
    assert deemed_day(MONDAY, (date(2026, 3, 5), date(2026, 4, 1)), rules) == date(2026, 4, 24)


@pytest.mark.parametrize("reminded", [(), (date(2026, 3, 5),)])
def test_a_letter_without_two_reminders_does_not_count(reminded: tuple[date, ...]) -> None:
    assert deemed_day(MONDAY, reminded, RULES) is None


@pytest.mark.parametrize(
    ("notice", "served"),
    [
        (date(2026, 3, 2), date(2026, 3, 4)),
        (date(2026, 3, 5), date(2026, 3, 9)),
        (date(2026, 4, 2), date(2026, 4, 8)),
    ],
)
def test_pages_count_two_business_days_after_their_notice(notice: date, served: date) -> None:
    assert pages_served_on(notice, RULES) == served
    assert last_notice_of_pages(served, RULES) == notice
