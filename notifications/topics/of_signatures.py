"""What waits for somebody, or is told to them, about a step that several people sign."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from casework.vocabulary import Verb
from notifications.topics.asked import (
    signature_waits,
    step_came_back,
    step_is_signed_in_part,
    step_stayed_unsigned,
    step_was_left,
    step_was_taken,
)
from notifications.topics.names import Topic
from notifications.topics.row import Row

STEPS_OF_SEVERAL: Mapping[Topic, Row] = {
    Topic.SIGNATURE: Row(words=_("Your signature is needed"), condition=signature_waits),
    Topic.STEP_BACK: Row(
        words=_("A step came back to you with a reason"),
        condition=step_came_back,
        until_read=True,
        leads=Verb.RETURN_STEP,
    ),
    Topic.STEP_LEFT: Row(
        words=_("A step came back, and the person who put it forward has left"),
        condition=step_was_left,
        until_seen=True,
        leads=Verb.RETURN_STEP,
    ),
    Topic.STEP_UNSIGNED: Row(
        words=_("The case moved on before your step was signed: your words are kept"),
        condition=step_stayed_unsigned,
        until_seen=True,
        page="case_history",
    ),
    Topic.STEP_SIGNED: Row(
        words=_("Somebody signed the step that you put forward: it waits for another signature"),
        condition=step_is_signed_in_part,
        until_seen=True,
        page="case_history",
    ),
    Topic.STEP_TAKEN: Row(
        words=_("The step that you put forward was signed: it is done"),
        condition=step_was_taken,
        until_act=True,
        until_seen=True,
        page="case_history",
    ),
}
