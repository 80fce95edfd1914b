"""The verbs of findings and the recommendation, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework.procedure.findings import actions, forms
from casework.procedure.findings.recommendation_forms import RecommendSanctionForm
from casework.procedure.row import Step
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.RECORD_FINDINGS,
        action=actions.record_findings,
        form=forms.RecordFindingsForm,
        label=_("Save the findings"),
        sentence=_(
            "One finding for each charge, saved for good once a majority of the panel has signed. If something is "
            "proven, the respondent has 14 days to speak on the sanction."
        ),
    ),
    Step(
        verb=Verb.OPEN_HISTORY,
        action=actions.open_history,
        form=forms.OpenHistoryForm,
        label=_("Open earlier cases"),
        sentence=_("Earlier decided cases of this member open to the panel, now that its findings cannot change."),
    ),
    Step(
        verb=Verb.CLOSE_NOT_PROVEN,
        form=forms.CloseNotProvenForm,
        label=_("Close as not proven"),
        sentence=_(
            "The case is closed. Both sides are told, the respondent with the reasons. A majority of the panel signs."
        ),
    ),
    Step(
        verb=Verb.RECOMMEND_SANCTION,
        action=actions.recommend_sanction,
        form=RecommendSanctionForm,
        label=_("Recommend a sanction"),
        sentence=_(
            "The recommendation goes to the board, which may approve or lower it and never go above it. A majority "
            "of the panel signs."
        ),
    ),
    Step(
        verb=Verb.SUBMIT_ON_SANCTION,
        form=forms.SubmitOnSanctionForm,
        label=_("Speak on the sanction"),
        sentence=_(
            "The panel reads it before it recommends anything, and the board before it decides. You can do this once."
        ),
    ),
)
