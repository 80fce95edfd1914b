"""Beginnings of messages that officers send often, by their key in an address: what a list calls them, and the words."""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.vocabulary.threads import Thread


class Prepared(NamedTuple):
    """`to_reporter`: it is only for what the Society writes to the reporter."""

    label: Promise
    words: Promise
    to_reporter: bool = False


PREPARED: Mapping[str, Prepared] = {
    "read": Prepared(_("We have read it"), _("Thank you. We have read what you wrote and take it into account.")),
    "question": Prepared(_("A question"), _("We would like to understand one point better. ")),
    "step": Prepared(
        _("That needs a step"),
        _(
            "What you ask for needs a step of its own. You can find it on the page of your case, under “What you can do”."
        ),
    ),
    "longer": Prepared(_("It takes longer"), _("We need more time for this. You will hear from us by ")),
    "danger": Prepared(
        _("Danger: ask about help"),
        _(
            "Are you or is anybody else in danger now? Has anybody called the emergency services? If not, please call"
            " them now: we do not call them for you. Please write and tell us whether you are safe."
        ),
    ),
    "identity": Prepared(
        _("May the name become known?"),
        _(
            "Before the member is told of this case, we decide whether your name stays sealed. Do you want it to stay"
            " sealed? Could the member tell from the facts that it was you? Is there other evidence, or somebody else who"
            " saw it? If the case needed your name, only you could make it known, and you would not have to."
        ),
        to_reporter=True,
    ),
    "interview": Prepared(
        _("Invite to an interview"),
        _(
            "We would like to talk with you about this case.\n\n"
            "What about: \n"
            "Day and hour, with the time zone: \n"
            "Place or link: \n"
            "People from the Society who will be there: \n\n"
            "You may bring somebody with you. You need not answer every question, and you can ask for a break. Please tell"
            " us if another day suits you better, or what you need to take part. We take notes and read them back to you."
            " What you say may become evidence."
        ),
    ),
    "well": Prepared(
        _("How are you?"), _("We would like to know how you are, and whether anything has happened to you.")
    ),
}


TO_COMPLETE = (": ", " by ")
"""How a line of a standard text ends that its sender completes."""


def lines_to_complete(message: str) -> list[str]:
    """Return the lines of a standard text that stand in a message as they were put in: nobody has completed them."""
    open_lines = {
        line.strip() for one in PREPARED.values() for line in str(one.words).split("\n") if line.endswith(TO_COMPLETE)
    }
    return [line.strip() for line in message.split("\n") if line.strip() in open_lines]


def prepared_for(thread: Thread) -> Mapping[str, Prepared]:
    """Return the standard texts that fit what the Society writes in a thread."""
    return {key: one for key, one in PREPARED.items() if thread is Thread.REPORTER or not one.to_reporter}
