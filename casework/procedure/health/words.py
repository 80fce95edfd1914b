"""The verbs of health, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework.forms.base import Confirmed, Reasons, form_of
from casework.procedure.row import Step
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.FLAG_HEALTH,
        form=form_of(
            note=Reasons(
                label=_("What makes it hard to answer now?"),
                help_text=_(
                    "A few words are enough. No medical papers are needed. Only the adviser of the case reads this."
                ),
                max_length=1_000,
            )
        ),
        label=_("Ask for time for reasons of health"),
        sentence=_(
            "Your times to answer, to comment and to appeal stop for 30 days from now. They can stop for up to 90 days at a "
            "time once the adviser has seen something that shows the reason. If you need more time for another reason, "
            "use “Ask for something”."
        ),
    ),
    Step(
        verb=Verb.REVIEW_HEALTH,
        form=form_of(
            confirmed=Confirmed(label=_("I have seen something that shows the reason")),
            note=Reasons(label=_("Anything to note"), max_length=1_000, required=False),
        ),
        label=_("Let the respondent’s times wait on"),
        sentence=_("Ninety more days until you look again. The respondent is told."),
    ),
    Step(
        verb=Verb.CLEAR_HEALTH,
        form=form_of(confirmed=Confirmed(label=_("The times can run on"))),
        label=_("Let the respondent’s times run on"),
        sentence=_("The days of the pause are added to them. The respondent is told."),
    ),
)
