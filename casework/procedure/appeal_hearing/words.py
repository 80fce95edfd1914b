"""The verbs of the hearing of an appeal, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework.procedure.appeal_hearing import forms
from casework.procedure.hearing.forms import AbsenceForm
from casework.procedure.row import Step
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.MAKE_APPEAL_SUBMISSION,
        form=forms.AppealSubmissionForm,
        label=_("Argue the appeal in writing"),
        sentence=_("The appeal panel and the other side read it. You can send more until the appeal is heard."),
    ),
    Step(
        verb=Verb.RULE_NEW_EVIDENCE,
        form=forms.RuleNewEvidenceForm,
        label=_("Rule on new evidence"),
        sentence=_("The respondent is told the ruling and why. The appeal is not heard while new evidence waits."),
    ),
    Step(
        verb=Verb.CALL_APPEAL_HEARING,
        form=forms.CallAppealHearingForm,
        label=_("Call the hearing of the appeal"),
        sentence=_("Both sides are called, for a day that is more than 21 days after the call arrives."),
    ),
    Step(
        verb=Verb.ADJOURN_APPEAL_HEARING,
        form=forms.AdjournAppealHearingForm,
        label=_("Adjourn the appeal"),
        sentence=_("Both sides are told the new day and why."),
    ),
    Step(
        verb=Verb.RECORD_APPEAL_ABSENCE,
        form=AbsenceForm,
        label=_("Consider the absence at the appeal"),
        sentence=_(
            "The appeal may then be heard without the respondent. What was considered is kept, and they read it."
        ),
    ),
    Step(
        verb=Verb.HEAR_APPEAL,
        form=forms.HearAppealForm,
        label=_("Record that the appeal was heard"),
        sentence=_("The appeal panel has fourteen days to decide from now on, ground by ground."),
    ),
)
