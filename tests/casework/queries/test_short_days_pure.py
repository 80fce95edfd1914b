"""A day without its year is a day of this year."""

from datetime import UTC, date, datetime

import time_machine

from casework.queries.wording.short_labels import short_day


@time_machine.travel(datetime(2026, 11, 30, 12, tzinfo=UTC), tick=False)
def test_a_day_of_another_year_says_so() -> None:
    assert short_day(date(2026, 1, 29)) == "29 January"
    assert short_day(date(2025, 1, 29)) == "29 January 2025"
    assert short_day(date(2027, 1, 4), "D j M") == "Mon 4 Jan 2027"
