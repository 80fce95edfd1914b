"""The standard directions of a hearing, without a database: computed from its day, with the reason for each day."""

from datetime import date

from casework.queries.hearing.directions import directions_for
from casework.vocabulary import Verb
from tests.casework.panel_road import AVA, LIST, charged, formed, listed


def test_the_directions_follow_from_the_day_of_the_hearing_and_say_why() -> None:
    shown = directions_for(formed().view)
    assert (shown.day, shown.is_set, shown.days_ahead, shown.closed) == (date(2026, 4, 27), True, 45, "")
    assert (shown.lines[0].by, shown.lines[0].why) == (
        date(2026, 3, 27),
        "it arrived on 13 March; its days end on 13 April, and the hearing has to be after that",
    )
    assert directions_for(formed().view, date(2026, 4, 28)).lines[0].why == (
        "30 days before; 29 March is no business day (Sunday), so it counts back"
    )
    assert [one.by for one in shown.lines[1:]] == [
        date(2026, 4, 2),
        date(2026, 4, 9),
        date(2026, 4, 13),
        date(2026, 4, 13),
        date(2026, 4, 27),
    ]
    said = [one.said for one in shown.lines if one.said]
    assert [said[0][-74:], said[3]] == [
        "ask for it by Thursday 2 April 2026, and write what each witness will say.",
        "Nothing can be added to the allegations after Monday 13 April 2026.",
    ]


def test_before_a_day_is_ordered_they_are_those_of_the_first_day_that_can_be_ordered() -> None:
    case = listed()
    shown = directions_for(case.view)
    assert (shown.is_set, shown.closed, (shown.day - case.view.today).days > 30) == (False, "", True)


def test_the_first_day_counts_what_has_still_to_happen_before_the_notice_arrives() -> None:
    named, served = charged(), listed()
    named.do(Verb.NAME_PANEL, by=AVA, **LIST)
    days = [(directions_for(one.view).day - one.view.today).days for one in (named, served)]
    assert (days[0] > 41, days[1] < 41) == (True, True)


def test_the_notice_of_the_first_day_that_can_be_ordered_is_never_due_in_the_past() -> None:
    case = listed()
    for _ in range(14):
        shown = directions_for(case.view)
        assert shown.lines[0].by >= case.view.today
        case.wait(days=1)
