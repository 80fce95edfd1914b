"""What came back stands first among what is new, and what waits longest first without a date."""

from datetime import date

import pytest

from notifications.today.order import place_of
from notifications.today.rows import DUE_SOON, LATE, LATER, NEW, NEWS, UNDATED
from notifications.topics.table import Topic


def test_what_came_back_and_answers_stand_before_steps() -> None:
    step = {"part": NEW, "returned": False, "turn": True, "name": "seat_officer"}
    back, asked = {**step, "returned": True}, {**step, "turn": False, "name": Topic.TASK.value}
    returned = {**asked, "name": Topic.MESSAGE_BACK.value}
    places = [place_of(row, None) for row in (back, returned, asked, step)]
    assert [place for _part, place, _day in places] == [0, 0, 1, 2]


@pytest.mark.parametrize("part", [UNDATED, NEWS])
def test_what_has_waited_longest_stands_first_where_nothing_is_due(part: int) -> None:
    row = {"part": part, "returned": False, "turn": True, "name": "record_service"}
    days = [date(2026, 3, 1), date(2026, 1, 1), None]
    assert sorted(days, key=lambda day: place_of(row, day)) == [days[1], days[0], None]
    assert place_of({**row, "part": LATE}, days[0]) == place_of({**row, "part": LATE}, None)


def test_what_has_waited_for_long_stands_before_what_is_new_and_mere_news_after_it() -> None:
    assert sorted([LATER, NEWS, NEW, UNDATED, DUE_SOON]) == [DUE_SOON, UNDATED, NEW, NEWS, LATER]
