"""The steps that let time stand still or tell how far a case has come, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework import actions
from casework.forms import holding, progress
from casework.verbs.step import Step
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.PLACE_HOLD,
        form=holding.PlaceHoldForm,
        label=_("Let clocks wait"),
        sentence=_("Only the clocks you name wait. The hold is reviewed in 90 days, and both sides are told."),
    ),
    Step(
        verb=Verb.REVIEW_HOLD,
        form=holding.HoldReasonsForm,
        label=_("Let the clocks wait on"),
        sentence=_("Ninety more days until it is looked at again. Both sides are told."),
    ),
    Step(
        verb=Verb.RELEASE_HOLD,
        form=holding.HoldReasonsForm,
        label=_("Let the clocks run on"),
        sentence=_("The days of the pause are added to them. Both sides are told."),
    ),
    Step(
        verb=Verb.PLACE_LEGAL_HOLD,
        form=holding.PlaceLegalHoldForm,
        label=_("Place a legal hold"),
        sentence=_("The file is kept, whatever the rules on keeping say. Nobody else is told."),
    ),
    Step(
        verb=Verb.LIFT_LEGAL_HOLD,
        form=holding.LiftLegalHoldForm,
        label=_("Lift the legal hold"),
        sentence=_("The adviser signs too. The rules on keeping apply again."),
    ),
    Step(
        verb=Verb.ERASE_CONTENT,
        action=actions.erase_content,
        form=holding.EraseContentForm,
        label=_("Destroy the content of this file"),
        sentence=_(
            "A custodian signs too. Then the keys of the file are destroyed, and who it was about is no longer stored."
            " The record still shows that there was a case. This cannot be undone."
        ),
    ),
    Step(
        verb=Verb.SEND_STATUS,
        form=progress.SendStatusForm,
        label=_("Send word on progress"),
        sentence=_(
            "The reporter reads it, and the respondent if they know of the case. The next word is due in 30 days."
        ),
    ),
    Step(
        verb=Verb.GIVE_FEEDBACK,
        form=progress.GiveFeedbackForm,
        label=_("Give the reporter feedback"),
        sentence=_("The reporter reads what was done with the report, and why."),
    ),
    Step(
        verb=Verb.EXTEND_FEEDBACK,
        form=progress.ExtendFeedbackForm,
        label=_("Take more time for the feedback"),
        sentence=_("Ninety days are added, once. The reporter is told why."),
    ),
)
