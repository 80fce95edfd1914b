"""The verbs of holds, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework.forms.base import Confirmed, Reasons, form_of
from casework.procedure.holds import actions, forms
from casework.procedure.row import Step
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.PLACE_HOLD,
        form=forms.PlaceHoldForm,
        label=_("Let clocks wait"),
        sentence=_("Only the clocks you name wait. The hold is reviewed in 90 days, and both sides are told."),
    ),
    Step(
        verb=Verb.REVIEW_HOLD,
        form=forms.HoldReasonsForm,
        label=_("Let the clocks wait on"),
        sentence=_("Ninety more days until it is looked at again. Both sides are told."),
    ),
    Step(
        verb=Verb.RELEASE_HOLD,
        form=forms.HoldReasonsForm,
        label=_("Let the clocks run on"),
        sentence=_("The days of the pause are added to them. Both sides are told."),
    ),
    Step(
        verb=Verb.PLACE_LEGAL_HOLD,
        form=form_of(ground=Reasons(label=_("Legal ground"), max_length=2_000)),
        label=_("Place a legal hold"),
        sentence=_("The file is kept, even when its time is over. Nobody else is told."),
    ),
    Step(
        verb=Verb.LIFT_LEGAL_HOLD,
        form=form_of(reasons=Reasons(label=_("Why"), max_length=2_000)),
        label=_("Lift the legal hold"),
        sentence=_("The adviser signs too. The rules on keeping apply again."),
    ),
    Step(
        verb=Verb.ERASE_CONTENT,
        action=actions.erase_content,
        form=form_of(
            reviewed=Confirmed(
                label=_("I have reviewed this file, and nothing in it is needed any more."),
                help_text=_("What was typed and every attached file can then be read by nobody, ourselves included."),
            )
        ),
        label=_("Destroy the content of this file"),
        sentence=_(
            "A custodian signs too. Then the keys of the file are destroyed, and who it was about is no longer stored."
            " The record still shows that there was a case. This cannot be undone."
        ),
    ),
)
