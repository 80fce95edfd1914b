"""Feedback that is late says so, and names a day to come for the next word."""

from datetime import timedelta

import pytest

from casework.access import Actor
from casework.models import Case
from casework.vocabulary import ClockName, Verb
from notifications.dispatch.dispatcher import place_letters
from notifications.letters.writing import letter_for
from notifications.models import Message
from policy.deadlines import due_day
from tests.casework.answer_cast import Inquiry
from tests.casework.taking import take
from tests.scenario_fixtures import begins, begun_by, case, here

__all__ = ["case", "here"]
begun = begun_by(Inquiry)
SORRY = "days late. We are sorry."


@begins(Inquiry.investigation)
@pytest.mark.parametrize("late", [-20, 110])
def test_late_feedback_is_sorry_and_promises_no_day_that_is_over(here: tuple[Inquiry, Case], late: int) -> None:
    inquiry, case = here
    feedback, status = (case.view.clock(name) for name in (ClockName.FEEDBACK, ClockName.STATUS))
    assert feedback and feedback.due and status and status.due
    inquiry.clock.move_to(feedback.due + timedelta(days=late))
    html = letter_of_feedback(inquiry, case)
    rules, today = case.view.rules, case.view.day_of(feedback.due + timedelta(days=late))
    day = due_day(start=today, rule=rules.clocks[ClockName.STATUS], calendar=rules.calendar)
    assert f"You will hear from us again by {day:%-d %B %Y}." in html
    assert (SORRY in html, f"It is {late} days late. We are sorry." in html) == (late > 0, late > 0)
    assert (f"due by {case.view.day_of(feedback.due):%-d %B %Y}" in html) == (late > 0)


@begins(Inquiry.investigation)
def test_word_on_progress_that_is_due_today_is_not_promised_for_today(here: tuple[Inquiry, Case]) -> None:
    inquiry, case = here
    status = case.view.clock(ClockName.STATUS)
    assert status and status.due
    inquiry.clock.move_to(status.due - timedelta(hours=3))
    assert f"again by {case.view.day_of(status.due):%-d %B %Y}" not in letter_of_feedback(inquiry, case)


def letter_of_feedback(inquiry: Inquiry, case: Case) -> str:
    """Let the investigator give feedback; return the letter as the reporter reads it."""
    take(case, Verb.GIVE_FEEDBACK, inquiry.by("ola"), feedback="We opened an investigation, pipit.")
    while place_letters():
        pass
    letter = Message.objects.select_related("case__rulebook__code", "case__respondent", "reader").get(
        case=case, template="feedback"
    )
    return " ".join(str(letter_for(letter, Actor(user=letter.reader)).html).split())
