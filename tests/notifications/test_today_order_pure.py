"""What came back stands first among what is new, and what waits longest first without a date."""

from datetime import date

from notifications.today_order import place_of
from notifications.today_rows import LATE, NEW, UNDATED
from notifications.topics import Topic


def test_what_came_back_and_answers_stand_before_steps_and_mere_news() -> None:
    step = {"part": NEW, "returned": False, "turn": True, "name": "seat_officer"}
    back, answer = {**step, "returned": True}, {**step, "turn": False, "name": Topic.ANSWER.value}
    news, returned = {**answer, "name": Topic.RESULT.value}, {**answer, "name": Topic.MESSAGE_BACK.value}
    places = [place_of(row, tells=row is news, since=None) for row in (back, returned, answer, step, news)]
    assert [place for _part, place, _day in places] == [0, 0, 1, 2, 3]


def test_what_has_waited_longest_stands_first_where_nothing_is_due() -> None:
    row = {"part": UNDATED, "returned": False, "turn": True, "name": "record_service"}
    days = [date(2026, 3, 1), date(2026, 1, 1), None]
    assert sorted(days, key=lambda day: place_of(row, tells=False, since=day)) == [days[1], days[0], None]
    assert place_of({**row, "part": LATE}, tells=False, since=days[0]) == place_of(
        {**row, "part": LATE}, tells=True, since=None
    )
