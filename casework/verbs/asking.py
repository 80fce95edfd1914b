"""The steps that ask a reporter for something, and those that end or take up a case before any notice."""

from django.utils.translation import gettext_lazy as _

from casework import actions
from casework.forms import asking, dismissal
from casework.verbs.step import Step
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.REQUEST_INFORMATION,
        form=asking.RequestInformationForm,
        label=_("Ask the reporter for something"),
        sentence=_(
            "The reporter has 14 days from the letter’s arrival. The time for the screening waits meanwhile. "
            "You can ask twice in a case."
        ),
    ),
    Step(
        verb=Verb.EXTEND_INFORMATION,
        form=asking.ExtendInformationForm,
        label=_("Give the reporter more time"),
        sentence=_("Fourteen days are added, once in each round. The reporter is told."),
    ),
    Step(
        verb=Verb.SUPPLY_INFORMATION,
        form=asking.SupplyInformationForm,
        label=_("Answer what we asked for"),
        sentence=_("Your report goes on being looked at. That you have nothing more is an answer too."),
    ),
    Step(
        verb=Verb.SPLIT_ALLEGATION,
        action=actions.split_allegation,
        form=asking.SplitAllegationForm,
        label=_("Split an allegation"),
        sentence=_(
            "Each part falls under what was sworn to on its own days, and its scope is decided again. A "
            "part without an oath ends."
        ),
    ),
    Step(
        verb=Verb.EXTEND_INVESTIGATION,
        form=asking.ExtendInvestigationForm,
        label=_("Give the investigation more time"),
        sentence=_("A decider signs too. Both sides, as far as they know of the case, are told why."),
    ),
    Step(
        verb=Verb.STOP_INVESTIGATION,
        form=dismissal.DismissCaseForm,
        label=_("Stop the investigation"),
        sentence=_(
            "A decider signs too. The reporter gets the reasons and 28 days to ask for a review. People who do not know "
            "of the case are not told."
        ),
    ),
    Step(
        verb=Verb.REQUEST_REVIEW,
        form=dismissal.RequestReviewForm,
        label=_("Ask for a review"),
        sentence=_("Somebody who had no part in it looks again, within 28 days. You can ask once."),
    ),
    Step(
        verb=Verb.UPHOLD_DISMISSAL,
        form=dismissal.ReviewForm,
        label=_("Let the dismissal stand"),
        sentence=_("The case is closed, and the reporter reads your reasons."),
    ),
    Step(
        verb=Verb.REINSTATE_CASE,
        action=actions.reinstate_case,
        form=dismissal.ReviewForm,
        label=_("Send it back to screening"),
        sentence=_("Two other people screen it, and their 21 days begin. The reporter reads your reasons."),
    ),
    Step(
        verb=Verb.RESUME_INVESTIGATION,
        form=dismissal.ReviewForm,
        label=_("Let the investigation go on"),
        sentence=_("The investigation goes on with new time. The reporter reads your reasons."),
    ),
    Step(
        verb=Verb.REFER_CASE,
        form=dismissal.ReferCaseForm,
        label=_("Refer the case to another body"),
        sentence=_("A second person signs. The case is closed, and those who know of it are told."),
    ),
)
