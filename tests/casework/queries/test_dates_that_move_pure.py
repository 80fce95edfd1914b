"""Before a step, its page says which dates would move: also of a clock that stands still, and of none that is not shown."""

from dataclasses import replace

from casework.queries.wording.dates_that_move import DateMoved, dates_that_move
from casework.vocabulary import ClockName
from tests.casework import pure_road


def test_a_clock_that_stood_still_and_ends_says_so_and_one_that_no_page_shows_is_left_out() -> None:
    view = pure_road.in_investigation().view
    run = next(one for one in view.clocks if one.name is ClockName.INVESTIGATION and one.running)
    still, unshown = replace(run, due=None, waiting_since=view.today), replace(run, name=ClockName.BLIND_READING)
    moved = dates_that_move(replace(view, clocks=(still, unshown)), replace(view, clocks=()))
    assert moved == [
        DateMoved(
            clock=ClockName.INVESTIGATION, before=None, after=None, waits=False, waited=True, paused_since=view.today
        )
    ]


def test_days_that_are_added_to_a_pause_are_told_with_the_day_since_when_it_lasts() -> None:
    view = pure_road.in_investigation().view
    run = next(one for one in view.clocks if one.name is ClockName.INVESTIGATION and one.running)
    still = replace(run, due=None, waiting_since=view.today)
    (moved,) = dates_that_move(
        replace(view, clocks=(still,)), replace(view, clocks=(replace(still, extension=still.extension + 7),))
    )
    assert (moved.waits, moved.waited, moved.paused_since, moved.more) == (True, True, view.today, 7)
