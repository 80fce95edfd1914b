"""The verbs of the minutes of a ballot, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework.forms.base import Reasons, VerbForm, form_of
from casework.procedure.row import Step
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.WRITE_BOARD_MINUTES,
        form=form_of(
            board_minutes=Reasons(
                label=_("Minutes of the ballot"),
                help_text=_("Drafted from the record. No votes of persons, and no count of the votes for an option."),
                max_length=20_000,
            )
        ),
        label=_("Write the minutes"),
        sentence=_(
            "Everybody who voted is asked to approve them or to say what is wrong. People who approved earlier words are asked"
            " again."
        ),
    ),
    Step(
        verb=Verb.APPROVE_BOARD_MINUTES,
        form=VerbForm,
        label=_("Approve the minutes"),
        sentence=_(
            "You have read them, and they say what happened. They are final once everybody who voted has approved them."
        ),
    ),
    Step(
        verb=Verb.CORRECT_BOARD_MINUTES,
        form=form_of(
            to_correct=Reasons(
                label=_("What is wrong, and what it should say"),
                help_text=_("The secretary, the adviser and those who voted read it."),
                max_length=5_000,
            )
        ),
        label=_("Ask for a correction"),
        sentence=_(
            "The minutes go back to the secretary. Once they are written again, everybody who voted is asked again."
        ),
    ),
)
