"""The vote on the grounds of an appeal, as people meet it."""

from django.utils.translation import gettext_lazy as _

from casework.procedure.appeal_votes import actions, forms
from casework.procedure.row import Step
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.VOTE_ON_GROUNDS,
        action=actions.vote_on_grounds,
        form=forms.VoteOnGroundsForm,
        label=_("Vote on each ground"),
        sentence=_(
            "Each of the three votes once on each ground, after you have spoken with each other. What two of you find is the "
            "decision on that ground. The vote ends with the second equal vote on every ground, and two can then decide the "
            "appeal without the third. Nobody sees a vote before it ends. After that, the three of you and the adviser see all "
            "votes."
        ),
    ),
)
