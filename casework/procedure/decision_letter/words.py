"""The verbs of the letter of a decision, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework.forms.base import Reasons, VerbForm, form_of
from casework.procedure.decision_letter import forms
from casework.procedure.row import Step
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.WRITE_DECISION_LETTER,
        form=forms.WriteDecisionLetterForm,
        label=_("Write the decision"),
        sentence=_(
            "The chair reads the letter and signs it. It goes out 24 hours later, and neither side is told before."
        ),
    ),
    Step(
        verb=Verb.SIGN_DECISION_LETTER,
        form=VerbForm,
        label=_("Sign the letter of the decision"),
        sentence=_(
            "The letter goes to both sides 24 hours after you sign. Until then you can take it back. What the board carried "
            "stays as it is."
        ),
    ),
    Step(
        verb=Verb.WITHDRAW_DECISION_LETTER,
        form=form_of(
            to_correct=Reasons(
                label=_("What is wrong in the letter"),
                help_text=_("The secretary reads this and writes the letter again. Neither side reads it."),
                max_length=5_000,
            )
        ),
        label=_("Take the letter of the decision back"),
        sentence=_("The secretary writes the letter again, and you sign it again. The decision itself stays as it is."),
    ),
)
