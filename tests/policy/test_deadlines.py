"""Counting days as the rulebook says, on the calendar of England and in London's zone."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.deadlines import (
    Pause,
    counted_back,
    deadline,
    deadline_in_years,
    due_day,
    explain,
    last_moment,
    paused_days,
    placed_in_channel,
    served_by_opening,
    served_by_post,
    with_pauses,
)
from policy.rules import ClockRule
from tests.policy.books import guild, icsrm

RULES = icsrm().rules
CALENDAR = RULES.calendar
DAY = timedelta(days=1)
days_of_our_time = st.dates(date(2024, 1, 1), date(2032, 12, 31))


def due(start: date, days: int, *, business: bool = False) -> date:
    return deadline(start=start, days=days, business=business, calendar=CALENDAR)


def paused(start: date, days: int, *pauses: tuple[date, date], extension: int = 0) -> date:
    spans = [Pause(since=since, until=until) for since, until in pauses]
    return with_pauses(start=start, days=days, business=False, calendar=CALENDAR, pauses=spans, extension=extension)


def test_the_first_day_is_left_out_and_the_last_is_counted() -> None:
    assert due(date(2026, 3, 2), 14) == date(2026, 3, 16)


def test_a_last_day_on_a_weekend_rolls_forward() -> None:
    assert due(date(2026, 3, 7), 14) == date(2026, 3, 23)


def test_a_last_day_on_good_friday_rolls_over_the_whole_of_easter() -> None:
    assert due(date(2026, 3, 20), 14) == date(2026, 4, 7)


def test_a_last_day_on_christmas_rolls_over_the_days_after_it() -> None:
    assert due(date(2026, 12, 11), 14) == date(2026, 12, 29)


def test_a_period_of_less_than_seven_days_is_counted_in_business_days() -> None:
    assert due(date(2026, 4, 2), 3) == date(2026, 4, 9)
    assert due(date(2026, 4, 2), 3, business=True) == date(2026, 4, 9)


def test_seven_days_are_calendar_days() -> None:
    assert due(date(2026, 4, 1), 7) == date(2026, 4, 8)


def test_a_period_counted_back_rolls_back() -> None:
    assert counted_back(end=date(2026, 4, 20), days=14, calendar=CALENDAR) == date(2026, 4, 2)


def test_a_negative_length_is_an_error() -> None:
    with pytest.raises(ValueError, match="no negative length"):
        due(date(2026, 4, 2), -1)


def test_years_end_on_the_same_day_and_29_february_on_the_28th() -> None:
    assert deadline_in_years(start=date(2024, 2, 29), years=1, calendar=CALENDAR) == date(2025, 2, 28)
    assert deadline_in_years(start=date(2024, 5, 7), years=2, calendar=CALENDAR) == date(2026, 5, 7)


@pytest.mark.parametrize(
    ("day", "moment"),
    [
        (date(2026, 1, 15), datetime(2026, 1, 15, 23, 59, 59, tzinfo=UTC)),
        (date(2026, 7, 15), datetime(2026, 7, 15, 22, 59, 59, tzinfo=UTC)),
        (date(2026, 3, 28), datetime(2026, 3, 28, 23, 59, 59, tzinfo=UTC)),
        (date(2026, 3, 29), datetime(2026, 3, 29, 22, 59, 59, tzinfo=UTC)),
        (date(2026, 10, 24), datetime(2026, 10, 24, 22, 59, 59, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 10, 25, 23, 59, 59, tzinfo=UTC)),
    ],
)
def test_the_last_moment_follows_the_change_of_clocks(day: date, moment: datetime) -> None:
    assert last_moment(day, "Europe/London") == moment


def test_a_last_second_that_occurs_twice_means_the_later_one() -> None:
    assert last_moment(date(2017, 11, 4), "America/Havana") == datetime(2017, 11, 5, 3, 59, 59, tzinfo=UTC)
    assert last_moment(date(2018, 2, 17), "America/Sao_Paulo") == datetime(2018, 2, 18, 2, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("opened", "served"),
    [
        (datetime(2026, 3, 2, 16, 29, tzinfo=UTC), date(2026, 3, 2)),
        (datetime(2026, 3, 2, 16, 30, tzinfo=UTC), date(2026, 3, 3)),
        (datetime(2026, 7, 1, 15, 29, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 7, 1, 15, 30, tzinfo=UTC), date(2026, 7, 2)),
        (datetime(2026, 3, 6, 17, 0, tzinfo=UTC), date(2026, 3, 9)),
        (datetime(2026, 3, 7, 9, 0, tzinfo=UTC), date(2026, 3, 9)),
        (datetime(2026, 4, 2, 17, 0, tzinfo=UTC), date(2026, 4, 7)),
        (datetime(2026, 7, 1, 23, 30, tzinfo=UTC), date(2026, 7, 2)),
    ],
)
def test_opening_serves_that_business_day_before_the_cut_off_and_else_the_next(opened: datetime, served: date) -> None:
    assert served_by_opening(opened, CALENDAR) == served


def test_post_and_the_reporters_channel_serve_on_the_second_business_day() -> None:
    assert served_by_post(date(2026, 4, 2), CALENDAR) == date(2026, 4, 8)
    assert placed_in_channel(date(2026, 3, 6), CALENDAR) == date(2026, 3, 10)


def test_a_pause_moves_the_last_day_by_its_length() -> None:
    assert paused(date(2026, 3, 2), 14, (date(2026, 3, 5), date(2026, 3, 12))) == date(2026, 3, 23)


def test_overlapping_pauses_count_once() -> None:
    one = (date(2026, 3, 5), date(2026, 3, 12))
    inside = (date(2026, 3, 6), date(2026, 3, 9))
    across = (date(2026, 3, 10), date(2026, 3, 14))
    assert paused(date(2026, 3, 2), 14, one, inside, across) == paused(
        date(2026, 3, 2), 14, (date(2026, 3, 5), date(2026, 3, 14))
    )


def test_a_pause_after_the_time_has_run_out_changes_nothing() -> None:
    assert paused(date(2026, 3, 2), 14, (date(2026, 3, 17), date(2026, 3, 30))) == date(2026, 3, 16)


def test_a_pause_on_the_day_to_which_a_weekend_moved_the_end_counts() -> None:
    assert paused(date(2026, 4, 24), 30) == date(2026, 5, 26)
    assert paused(date(2026, 4, 24), 30, (date(2026, 5, 26), date(2026, 6, 23))) == date(2026, 6, 22)


def test_a_pause_within_the_time_an_earlier_pause_gave_back_counts() -> None:
    first, second = (date(2026, 3, 10), date(2026, 3, 17)), (date(2026, 3, 19), date(2026, 3, 26))
    assert paused(date(2026, 3, 2), 14, first, second) == date(2026, 3, 30)


def test_a_pause_in_business_days_gives_back_business_days() -> None:
    pause = Pause(since=date(2026, 3, 3), until=date(2026, 3, 10))
    last = with_pauses(start=date(2026, 3, 2), days=3, business=True, calendar=CALENDAR, pauses=[pause])
    assert last == date(2026, 3, 12)


@given(
    start=days_of_our_time,
    days=st.integers(7, 200),
    extension=st.integers(0, 60),
    spans=st.lists(st.tuples(st.integers(0, 6), st.integers(1, 20)), max_size=5),
)
def test_elapsed_and_remaining_are_length_and_extension_whatever_the_pauses(
    start: date, days: int, extension: int, spans: list[tuple[int, int]]
) -> None:
    pauses = [Pause(since=start + at * DAY, until=start + (at + length) * DAY) for at, length in spans]
    waiting = {each.since + n * DAY for each in pauses for n in range((each.until - each.since).days)}
    ran, day = 0, start
    while ran < days + extension:
        ran += day not in waiting
        day += DAY
    while not CALENDAR.is_business(day):
        day += DAY
    assert paused_days(pauses, start=start) == len(waiting)
    assert (
        with_pauses(start=start, days=days, business=False, calendar=CALENDAR, pauses=pauses, extension=extension)
        == day
    )


@given(start=days_of_our_time, days=st.integers(0, 400))
def test_every_deadline_is_a_business_day_and_never_early(start: date, days: int) -> None:
    last = due(start, days)
    assert CALENDAR.is_business(last)
    assert last >= start + days * DAY


@given(end=days_of_our_time, days=st.integers(0, 60))
def test_a_day_counted_back_is_a_business_day_and_never_late(end: date, days: int) -> None:
    last = counted_back(end=end, days=days, calendar=CALENDAR)
    assert CALENDAR.is_business(last)
    assert last <= end - days * DAY


def test_each_clock_knows_its_own_last_day() -> None:
    start = date(2026, 3, 2)
    clocks = RULES.clocks
    assert due_day(start=start, rule=clocks["RESPONSE"], calendar=CALENDAR) == date(2026, 4, 1)
    assert due_day(start=start, rule=clocks["RESPONSE"], calendar=CALENDAR, extra=30) == date(2026, 5, 1)
    assert due_day(start=start, rule=clocks["MENTION"], calendar=CALENDAR) == date(2026, 3, 5)
    assert due_day(start=start, rule=clocks["CONDITION"], calendar=CALENDAR) is None


def test_a_due_date_names_the_day_of_the_event_beside_that_on_which_its_letter_arrived() -> None:
    first, *_rest = explain(
        event="Information asked for",
        happened=date(2026, 11, 29),
        start=date(2026, 12, 1),
        rule=RULES.clocks["INFO"],
        calendar=CALENDAR,
    )
    assert first == (
        "Information asked for on Sunday 29 November 2026. It counts as arrived on Tuesday 1 December 2026; "
        "the time is counted from the day after."
    )


def test_a_due_date_says_why_it_is_that_date() -> None:
    explained = explain(
        event="The notice was opened",
        start=date(2026, 2, 20),
        rule=RULES.clocks["RESPONSE"],
        calendar=CALENDAR,
        pauses=[Pause(since=date(2026, 3, 1), until=date(2026, 3, 5))],
        extension=8,
    )
    assert explained == (
        "The notice was opened on Friday 20 February 2026; the time is counted from the day after.",
        "The rule RESPONSE: 30 days.",
        "8 days were added.",
        "The time stood still from Sunday 1 March 2026 to Thursday 5 March 2026.",
        "That is 4 days in all, days under two pauses counted once.",
        "Friday 3 April 2026 is not a business day (Good Friday).",
        "Saturday 4 April 2026 is not a business day (Saturday).",
        "Sunday 5 April 2026 is not a business day (Sunday).",
        "Monday 6 April 2026 is not a business day (Easter Monday).",
        "The last day is Tuesday 7 April 2026, until 23:59:59 (Europe/London).",
    )


def test_a_day_counted_back_says_why_too() -> None:
    explained = explain(event="The hearing is", start=date(2026, 4, 20), rule=RULES.clocks["BUNDLE"], calendar=CALENDAR)
    assert explained == (
        "The hearing is on Monday 20 April 2026; the time is counted backwards from that day.",
        "The rule BUNDLE: 14 days.",
        "Friday 3 April 2026 is not a business day (Good Friday).",
        "Saturday 4 April 2026 is not a business day (Saturday).",
        "Sunday 5 April 2026 is not a business day (Sunday).",
        "Monday 6 April 2026 is not a business day (Easter Monday).",
        "The last day to be in time is Thursday 2 April 2026, until 23:59:59 (Europe/London).",
    )


@given(
    start=days_of_our_time,
    days=st.integers(1, 60),
    spans=st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)), max_size=3),
)
def test_the_explanation_and_the_deadline_never_differ(start: date, days: int, spans: list[tuple[int, int]]) -> None:
    pauses = [Pause(since=start + at * DAY, until=start + (at + length) * DAY) for at, length in spans]
    rule = ClockRule(name="ANY", days=days)
    expected = with_pauses(start=start, days=days, business=False, calendar=CALENDAR, pauses=pauses)
    *_, last = explain(event="It began", start=start, rule=rule, calendar=CALENDAR, pauses=pauses)
    assert last == f"The last day is {expected:%A} {expected.day} {expected:%B %Y}, until 23:59:59 (Europe/London)."


def test_a_clock_of_business_days_says_so() -> None:
    mention = explain(
        event="The mention was found", start=date(2026, 4, 2), rule=RULES.clocks["MENTION"], calendar=CALENDAR
    )
    assert mention[1:] == (
        "The rule MENTION: 3 business days.",
        "Friday 3 April 2026 is not a business day (Good Friday).",
        "Saturday 4 April 2026 is not a business day (Saturday).",
        "Sunday 5 April 2026 is not a business day (Sunday).",
        "Monday 6 April 2026 is not a business day (Easter Monday).",
        "The last day is Thursday 9 April 2026, until 23:59:59 (Europe/London).",
    )


@pytest.mark.parametrize("name", ["TERM", "REOPEN"])
def test_a_clock_that_is_not_counted_in_days_has_no_explanation(name: str) -> None:
    with pytest.raises(ValueError, match=f"^{name} is not counted in days$"):
        explain(event="It began", start=date(2026, 3, 2), rule=RULES.clocks[name], calendar=CALENDAR)


def test_another_body_has_another_weekend_another_cut_off_and_its_own_closing_days() -> None:
    calendar = guild().rules.calendar
    assert deadline(start=date(2026, 7, 31), days=7, business=False, calendar=calendar) == date(2026, 8, 9)
    assert deadline(start=date(2026, 8, 3), days=7, business=False, calendar=calendar) == date(2026, 8, 11)
    assert calendar.closing_reason(date(2026, 8, 10)) == "Founders' Day"
    assert served_by_opening(datetime(2026, 8, 3, 11, 30, tzinfo=UTC), calendar) == date(2026, 8, 4)
