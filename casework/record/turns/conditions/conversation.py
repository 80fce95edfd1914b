"""Conditions of messages that wait for a second reader."""

from casework.record.state import CaseView


def a_message_is_put_forward(view: CaseView) -> bool:
    """A message of the Society waits for its second reader."""
    return bool(view.conversation.put_forward)
