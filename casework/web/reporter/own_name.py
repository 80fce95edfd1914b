"""What a reporter is told about the name that they gave, and what they can still change about it."""

from dataclasses import replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.record.state import CaseView
from casework.verbs import Step
from casework.vocabulary import IdentityChoice, Verb

OPEN = (_("Your name"), _("Your name is given, and those who look into the case may read it."))
SEALED = (
    _("Correct your name, or change who may read it"),
    _(
        "Your name is given and sealed. You can let those who look into the case read it, or say it again if it is wrong."
    ),
)


def for_reporter(step: Step, view: CaseView, *, anonymous: bool) -> Step:
    """Return a step as its reporter reads it: the step of the name says what became of a name that was given."""
    words = name_words(view, anonymous=anonymous) if step.verb is Verb.GIVE_NAME else None
    return replace(step, label=words[0], to_reporter=words[1]) if words else step


def name_words(view: CaseView, *, anonymous: bool) -> tuple[Promise, Promise] | None:
    """Return the label and the sentence for a reporter who gave a name; None for one who gave none.

    `anonymous`: the report had no name. The record does not say so; a name that came later stands in it.
    """
    if anonymous and len(view.filing.identity_entries) < 2:
        return None
    return OPEN if view.filing.identity is IdentityChoice.OPEN else SEALED
