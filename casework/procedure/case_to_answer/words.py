"""The verbs of the case to answer, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework.procedure.case_to_answer import actions, forms
from casework.procedure.row import Step
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.VOTE_CASE_TO_ANSWER,
        action=actions.vote_case_to_answer,
        form=forms.VoteCaseToAnswerForm,
        label=_("Vote on the case to answer"),
        sentence=_("Say for each allegation whether there is a realistic prospect. You vote once."),
    ),
    Step(
        verb=Verb.FIND_CASE_TO_ANSWER,
        form=forms.FindCaseToAnswerForm,
        label=_("Find a case to answer"),
        sentence=_(
            "Allegations on which two deciders saw a case become charges and go to a panel. The rest ends. Both sides are told."
        ),
    ),
    Step(
        verb=Verb.FIND_NO_CASE_TO_ANSWER,
        form=forms.FindNoCaseToAnswerForm,
        label=_("Find no case to answer"),
        sentence=_("The case is closed, and both sides are told why."),
    ),
)
