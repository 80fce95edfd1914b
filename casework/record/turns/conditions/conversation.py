"""Conditions of messages: those that wait for a second reader, and a question that waits for the reporter."""

from casework.record.state import CaseView
from casework.vocabulary import ClockName, Thread


def a_message_is_put_forward(view: CaseView) -> bool:
    """A message of the Society waits for its second reader."""
    return bool(view.conversation.put_forward)


def the_reporter_can_still_answer(view: CaseView) -> bool:
    """A question to the reporter is out, and neither its day nor the time for the investigation is over."""
    asked = view.conversation.get(Thread.REPORTER).question(view.today)
    return asked is not None and not view.over(ClockName.INVESTIGATION)
