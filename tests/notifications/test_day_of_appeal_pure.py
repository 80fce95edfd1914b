"""The time for the hearing of an appeal, once its day is set: nobody is told that they are late before that day."""

from dataclasses import replace
from datetime import timedelta

from casework.record.state.people import Escalation
from casework.vocabulary import ClockName, Seat, Verb
from notifications.topics.asked import Asked, escalated_clock_runs
from notifications.topics.clock_rules import is_told_of
from tests.casework.appeal_road import AMOS, sifted
from tests.casework.pure import PureCase


def told(case: PureCase) -> tuple[bool, bool]:
    """Whether the chair is told of the time, and whether others are told that the chair missed it."""
    run = case.view.clock(ClockName.APPEAL_HEARING)
    assert run is not None and run.over(case.view.now)
    people = replace(case.view.people, escalations=(Escalation(clock=run.name, subject=None, at=case.view.now),))
    escalated = replace(case.view, people=people)
    return is_told_of(run, case.view), escalated_clock_runs(escalated, Asked(person=AMOS[0], seat=Seat.INTAKE))


def test_nobody_is_late_with_a_hearing_of_an_appeal_whose_day_is_ahead() -> None:
    case = sifted()
    case.wait(days=120)
    before, day = told(case), case.view.today + timedelta(days=40)
    case.do(Verb.CALL_APPEAL_HEARING, by=AMOS, hearing_on=day)
    ahead = told(case)
    case.wait(days=41)
    assert (before, ahead, told(case)) == ((True, True), (False, False), (True, True))
