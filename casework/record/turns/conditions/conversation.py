"""Conditions of messages: those that wait for a second reader, and a question that waits for the reporter."""

from casework.record.state import CaseView
from casework.vocabulary import ClockName, Seat, Thread
from casework.vocabulary.states import INTAKE

READING_IT = (Seat.SCREENER, Seat.INVESTIGATOR, Seat.REVIEWER)
"""The seats that release what others write, at the stages at which intake is asked for one of them."""


def a_message_is_put_forward(view: CaseView) -> bool:
    """A message of the Society waits for its second reader."""
    return bool(view.conversation.put_forward)


def nobody_else_reads_the_message(view: CaseView) -> bool:
    """A message waits for its second reader, and nobody but its writer reads the thread."""
    others = {one for seat in READING_IT for one in view.people.holding(seat)} - view.people.barred
    by_office = {Thread.REPORTER} if view.state in INTAKE else set()
    return any(one.thread not in by_office and not others - {one.writer} for one in view.conversation.put_forward)


def the_reporter_can_still_answer(view: CaseView) -> bool:
    """A question to the reporter is out, and neither its day nor the time for the investigation is over."""
    asked = view.conversation.get(Thread.REPORTER).question(view.today)
    return asked is not None and not view.over(ClockName.INVESTIGATION)
