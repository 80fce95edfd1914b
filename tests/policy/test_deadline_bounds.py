"""Periods at their bounds: no day, one day, six and seven; extensions, pauses before the start, and what is explained."""

from datetime import date, timedelta

import pytest

from policy.deadlines import Pause, deadline, due_day, explain, paused_days, with_pauses
from policy.rules import ClockRule
from tests.policy.books import icsrm

RULES = icsrm().rules
CALENDAR = RULES.calendar
DAY = timedelta(days=1)
MONDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 6)


def clock(days: int | None, *, business: bool = False, back: bool = False) -> ClockRule:
    return ClockRule(name="ANY", days=days, business=business, back=back)


def span(since: date, days: int) -> Pause:
    return Pause(since=since, until=since + days * DAY)


@pytest.mark.parametrize(
    ("days", "last"),
    [
        (0, date(2026, 3, 6)),
        (1, date(2026, 3, 9)),
        (6, date(2026, 3, 16)),
        (7, date(2026, 3, 13)),
        (8, date(2026, 3, 16)),
    ],
)
def test_one_to_six_days_are_business_days_and_no_or_seven_days_are_not(days: int, last: date) -> None:
    assert deadline(start=FRIDAY, days=days, business=False, calendar=CALENDAR) == last


def test_seven_business_days_are_counted_as_such_where_a_rule_says_so() -> None:
    assert deadline(start=FRIDAY, days=7, business=True, calendar=CALENDAR) == date(2026, 3, 17)


@pytest.mark.parametrize(
    ("rule", "extra", "last"),
    [
        (clock(3), 7, date(2026, 3, 16)),
        (clock(6), 2, date(2026, 3, 12)),
        (clock(7), 1, date(2026, 3, 10)),
        (clock(7, business=True), 1, date(2026, 3, 12)),
        (clock(None), 5, None),
    ],
)
def test_an_extension_is_counted_as_the_days_of_the_rule_are(rule: ClockRule, extra: int, last: date | None) -> None:
    assert due_day(start=MONDAY, rule=rule, calendar=CALENDAR, extra=extra) == last


def test_nothing_is_added_unless_it_is_said() -> None:
    assert due_day(start=MONDAY, rule=clock(14), calendar=CALENDAR) == date(2026, 3, 16)
    assert with_pauses(start=MONDAY, days=14, business=False, calendar=CALENDAR, pauses=()) == date(2026, 3, 16)


@pytest.mark.parametrize(
    ("days", "extension", "last"),
    [(0, 10, date(2026, 3, 12)), (1, 10, date(2026, 3, 17)), (6, 1, date(2026, 3, 11)), (7, 1, date(2026, 3, 10))],
)
def test_whether_days_are_business_days_is_judged_before_an_extension(days: int, extension: int, last: date) -> None:
    found = with_pauses(start=MONDAY, days=days, business=False, calendar=CALENDAR, pauses=(), extension=extension)
    assert found == last


@pytest.mark.parametrize(
    ("pauses", "waited"),
    [
        ([span(FRIDAY, 3)], 3),
        ([span(MONDAY - 2 * DAY, 3)], 1),
        ([span(MONDAY - 3 * DAY, 2)], 0),
        ([span(FRIDAY, 3), span(FRIDAY + DAY, 1)], 3),
        ([span(FRIDAY, 3), span(FRIDAY + 3 * DAY, 2)], 5),
        ([span(FRIDAY, 3), span(MONDAY, 2)], 5),
        ([span(FRIDAY, 0)], 0),
    ],
)
def test_days_of_pauses_after_the_start_count_once(pauses: list[Pause], waited: int) -> None:
    assert paused_days(pauses, start=MONDAY) == waited


@pytest.mark.parametrize(
    ("pauses", "last"),
    [
        ([span(MONDAY, 1)], date(2026, 3, 6)),
        ([span(MONDAY - 4 * DAY, 5)], date(2026, 3, 6)),
        ([span(date(2026, 3, 5), 1)], date(2026, 3, 6)),
        ([span(date(2026, 3, 4), 3)], date(2026, 3, 9)),
        ([span(date(2026, 3, 3), 2), span(date(2026, 3, 4), 1)], date(2026, 3, 9)),
        ([span(date(2026, 3, 6), 3)], date(2026, 3, 5)),
    ],
)
def test_a_pause_of_a_short_period_gives_back_its_business_days(pauses: list[Pause], last: date) -> None:
    assert with_pauses(start=MONDAY, days=3, business=False, calendar=CALENDAR, pauses=pauses) == last


@pytest.mark.parametrize(
    ("rule", "pauses", "extension", "expected"),
    [
        (clock(0), [], 0, ["The rule ANY: 0 business days.", "The last day is Monday 2 March 2026"]),
        (clock(1), [], 0, ["The rule ANY: 1 business day.", "The last day is Tuesday 3 March 2026"]),
        (clock(6), [], 0, ["The rule ANY: 6 business days.", "Saturday 7", "Sunday 8", "The last day is Tuesday 10 March"]),
        (clock(7), [], 0, ["The rule ANY: 7 days.", "The last day is Monday 9 March"]),
        (clock(7, business=True), [], 1, [
            "The rule ANY: 7 business days.", "1 days", "Saturday 7", "Sunday 8", "The last day is Thursday 12 March",
        ]),
        (clock(5, back=True), [], 0, ["The rule ANY: 5 days.", "The last day to be in time is Wednesday 25 February"]),
        (clock(1, back=True), [], 0, [
            "The rule ANY: 1 day.", "Saturday 28", "Sunday 1", "The last day to be in time is Friday 27 February",
        ]),
        (clock(7), [], 5, ["The rule ANY: 7 days.", "5 days", "Saturday 14", "Sunday 15", "The last day is Monday 16 March"]),
        (clock(7), [span(FRIDAY, 5)], 0, [
            "The rule ANY: 7 days.", "The time stood still from Friday 6 March 2026 to Wednesday 11 March 2026.",
            "That is 5 days in all", "Saturday 14", "Sunday 15", "The last day is Monday 16 March",
        ]),
        (clock(7), [span(FRIDAY, 7)], 0, [
            "The rule ANY: 7 days.", "The time stood still from Friday 6 March 2026 to Friday 13 March 2026.",
            "That is 7 days in all", "The last day is Monday 16 March",
        ]),
        (clock(7), [span(date(2026, 3, 10), 5)], 0, ["The rule ANY: 7 days.", "The last day is Monday 9 March"]),
        (clock(3), [span(date(2026, 3, 4), 2)], 1, [
            "The rule ANY: 3 business days.", "1 days", "The time stood still from Wednesday 4", "That is 2 days in all",
            "Saturday 7", "Sunday 8", "The last day is Tuesday 10 March",
        ]),
    ],
)  # fmt: skip
def test_an_explanation_names_the_length_the_pauses_the_closed_days_and_the_last_day(
    rule: ClockRule, pauses: list[Pause], extension: int, expected: list[str]
) -> None:
    _, *said = explain(event="It began", start=MONDAY, rule=rule, calendar=CALENDAR, pauses=pauses, extension=extension)
    assert [one[: len(other)] for one, other in zip(said, expected, strict=True)] == expected


def test_an_explanation_says_nothing_of_what_was_not_added_or_paused() -> None:
    assert explain(event="It began", start=MONDAY, rule=clock(14), calendar=CALENDAR) == (
        "It began on Monday 2 March 2026; the time is counted from the day after.",
        "The rule ANY: 14 days.",
        "The last day is Monday 16 March 2026, until 23:59:59 (Europe/London).",
    )
