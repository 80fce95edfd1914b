"""The verbs of early resolution, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework.forms.base import Confirmed, Reasons, form_of
from casework.procedure.early_resolution import actions
from casework.procedure.row import Step
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.OFFER_EARLY_RESOLUTION,
        action=actions.offer_early_resolution,
        form=form_of(
            proposal=Reasons(
                label=_("Proposal to both sides"),
                help_text=_(
                    "What the talks could be about, and who helps. Both sides read this; it names no reporter."
                ),
                max_length=5_000,
            ),
            agreed=Confirmed(
                label=_("Everybody who reported has agreed, knowing that the respondent is told"), passed_on=True
            ),
        ),
        label=_("Offer early resolution"),
        sentence=_(
            "Both sides are told, the respondent perhaps for the first time. They have 45 days. It can be offered once."
        ),
    ),
    Step(
        verb=Verb.PROPOSE_TERMS,
        form=form_of(
            terms=Reasons(
                label=_("Terms"),
                help_text=_(
                    "What each side does, and by when. Both sides read this; it names no reporter and finds nothing."
                ),
            )
        ),
        label=_("Put terms in writing"),
        sentence=_("Both sides read them and may accept. Terms that were accepted before no longer count."),
    ),
    Step(
        verb=Verb.ACCEPT_TERMS,
        form=form_of(
            confirmed=Confirmed(
                label=_("I have read the terms and accept them"),
                help_text=_("Once every side has, the case is closed. Broken terms can open it again."),
            )
        ),
        label=_("Accept the terms"),
        sentence=_("The case is closed once every side has accepted. What is said in talks is never evidence."),
    ),
    Step(
        verb=Verb.SETTLE_CASE,
        form=form_of(confirmed=Confirmed(label=_("Every side has accepted the terms as they are written"))),
        label=_("Close the case on the terms"),
        sentence=_("The case is closed as resolved early, and both sides are told."),
    ),
    Step(
        verb=Verb.TALKS_FAIL,
        form=form_of(
            confirmed=Confirmed(
                label=_("I end the talks"),
                help_text=_("No reason is asked. The case goes on where it was, and nothing is held against anybody."),
            )
        ),
        label=_("End the talks"),
        sentence=_("The case goes on where it was, and both sides are told. No reason is asked."),
    ),
)
