"""The verbs of the case to answer, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework.forms.base import Reasons, form_of
from casework.procedure.case_to_answer import actions, forms
from casework.procedure.row import Step
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.VOTE_CASE_TO_ANSWER,
        action=actions.vote_case_to_answer,
        form=forms.VoteCaseToAnswerForm,
        label=_("Vote on the case to answer"),
        sentence=_(
            "Say for each allegation whether there is a realistic prospect. You vote once. The vote ends with the second equal "
            "vote on every allegation, also if the third has not voted. Nobody reads the reasons of another decider before it "
            "ends."
        ),
    ),
    Step(
        verb=Verb.FIND_CASE_TO_ANSWER,
        form=form_of(
            reasons=Reasons(
                label=_("Reasons"),
                help_text=_("On what there is a case, and on what not. Both sides read them. No word of a finding."),
                max_length=20_000,
            )
        ),
        label=_("Decide that there is a case to answer"),
        sentence=_(
            "An allegation on which two deciders saw a case to answer goes to a panel. The rest ends. Both sides are told."
        ),
    ),
    Step(
        verb=Verb.FIND_NO_CASE_TO_ANSWER,
        form=form_of(
            reasons=Reasons(label=_("Reasons"), help_text=_("Both sides read them."), max_length=20_000),
            advice=Reasons(
                label=_("Advice to the respondent"),
                help_text=_("Only if it is due. It is not a sanction, and nobody else reads it."),
                max_length=10_000,
                required=False,
            ),
        ),
        label=_("Decide that there is no case to answer"),
        sentence=_("The case is closed, and both sides are told why."),
    ),
)
