"""The verbs of dismissal and its review, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework.forms.base import Reasons, form_of
from casework.procedure.dismissal import actions, forms
from casework.procedure.row import Step
from casework.procedure.screening.against_the_sheet import refuse_codes_at_first
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.DISMISS_CASE,
        form=forms.DismissCaseForm,
        check=refuse_codes_at_first,
        label=_("Dismiss the case"),
        sentence=_(
            "Two screeners sign. The reporter gets the reasons and 28 days to ask for a review. The member is told nothing."
        ),
    ),
    Step(
        verb=Verb.STOP_INVESTIGATION,
        form=forms.DismissCaseForm,
        check=refuse_codes_at_first,
        label=_("Stop the investigation"),
        sentence=_(
            "A decider signs too. The reporter gets the reasons and 28 days to ask for a review. People who do not know "
            "of the case are not told."
        ),
    ),
    Step(
        verb=Verb.REQUEST_REVIEW,
        form=form_of(
            ground=Reasons(
                label=_("Why should somebody look again?"),
                help_text=_("Say what was overlooked or misunderstood. You can ask for a review once."),
            )
        ),
        label=_("Ask for a review"),
        sentence=_("Somebody who had no part in it looks again, within 28 days. You can ask once."),
    ),
    Step(
        verb=Verb.UPHOLD_DISMISSAL,
        form=forms.ReviewForm,
        label=_("Let the dismissal stand"),
        sentence=_("The case is closed, and the reporter reads your reasons."),
    ),
    Step(
        verb=Verb.REINSTATE_CASE,
        action=actions.reinstate_case,
        form=forms.ReviewForm,
        label=_("Send it back to screening"),
        sentence=_("Two other people screen it, and their 21 days begin. The reporter reads your reasons."),
    ),
    Step(
        verb=Verb.RESUME_INVESTIGATION,
        form=forms.ReviewForm,
        label=_("Let the investigation go on"),
        sentence=_("The investigation goes on with new time. The reporter reads your reasons."),
    ),
    Step(
        verb=Verb.REFER_CASE,
        form=forms.ReferCaseForm,
        label=_("Refer the case to another body"),
        sentence=_(
            "A second person signs. The case is closed. The reporter is told, and the member too if they know of the case. "
            "The system writes nothing to the other body: you do."
        ),
    ),
)
