"""The time of a hearing counts by the Society's clock, and stands by the reader's too where the clocks differ."""

from datetime import UTC, date, datetime, time

import pytest
from django.core.exceptions import ValidationError

from casework.forms.fields import HourField
from casework.procedure.panel.guards import hearing_has_an_hour
from casework.queries.wording.hearing_times import hearing_times
from casework.record.state.hearing_time import Sitting

LONDON = "Europe/London"
IN_WINTER = Sitting(on=date(2027, 3, 11), at=time(10), minutes=330)
IN_SUMMER = Sitting(on=date(2027, 6, 11), at=time(22, 30), minutes=60)


@pytest.mark.parametrize(
    ("sitting", "own", "words", "there"),
    [
        (IN_WINTER, "", "10:00 to about 15:30, London time", ""),
        (IN_WINTER, LONDON, "10:00 to about 15:30, London time", ""),
        (IN_WINTER, "Europe/Lisbon", "10:00 to about 15:30, London time", ""),
        (
            IN_WINTER,
            "Europe/Madrid",
            "10:00 to about 15:30, London time",
            "Where you are: 11:00 to about 16:30, Madrid time",
        ),
        (
            IN_SUMMER,
            "Pacific/Auckland",
            "22:30 to about 23:30, London time",
            "Where you are: Saturday 12 June, 09:30 to about 10:30, Auckland time",
        ),
    ],
)
def test_each_clock_is_named_and_the_readers_stands_only_where_it_differs(
    sitting: Sitting, own: str, words: str, there: str
) -> None:
    found = hearing_times(sitting, LONDON, own)
    assert found is not None
    assert (found.words, found.own) == (words, there)


def test_a_moment_of_a_hearing_is_counted_by_the_societys_clock_in_summer_too() -> None:
    assert (IN_WINTER.begins(LONDON), IN_SUMMER.begins(LONDON)) == (
        datetime(2027, 3, 11, 10, 0, tzinfo=UTC),
        datetime(2027, 6, 11, 21, 30, tzinfo=UTC),
    )
    assert IN_WINTER.ends(LONDON) == datetime(2027, 3, 11, 15, 30, tzinfo=UTC)


def test_no_day_has_no_times() -> None:
    assert hearing_times(None, LONDON) is None


@pytest.mark.parametrize(
    ("typed", "hour"), [("9", time(9)), ("9:30", time(9, 30)), ("14.05", time(14, 5)), ("00:00", time(0))]
)
def test_an_hour_is_taken_as_people_write_it(typed: str, hour: time) -> None:
    assert HourField(label="Hour").clean(typed) == hour


@pytest.mark.parametrize("typed", ["24:00", "9:60", "ten", "9:3", "-1", "٩:30", "half past nine in the morning"])
def test_what_is_no_hour_is_refused_with_an_example_of_one(typed: str) -> None:
    with pytest.raises(ValidationError) as refused:
        HourField(label="Hour").clean(typed)
    assert refused.value.messages == ["Write the hour as it stands on a clock, for example 9:30 or 14:00."]


def test_an_empty_hour_is_refused() -> None:
    with pytest.raises(ValidationError):
        HourField(label="Hour").clean("")


@pytest.mark.parametrize(
    ("at", "minutes", "is_one"),
    [
        (time(9, 30), 15, True),
        (time(23, 59), 720, True),
        (time(9, 30, 1), 60, False),
        (time(10), 14, False),
        (time(10), 721, False),
    ],
)
def test_a_hearing_has_an_hour_and_a_length(at: time, minutes: int, is_one: bool) -> None:
    assert hearing_has_an_hour(at, minutes) is is_one
