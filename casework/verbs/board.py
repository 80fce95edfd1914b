"""The steps of the board, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework import actions
from casework.forms import board as forms
from casework.verbs.step import Step
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.SEND_BOARD_PACK,
        action=actions.send_board_pack,
        form=forms.SendBoardPackForm,
        label=_("Send the board pack"),
        sentence=_(
            "The papers go to the board once the adviser has signed too. The board then has seven days to"
            " read before a ballot can open."
        ),
    ),
    Step(
        verb=Verb.DECLARE_NO_CONFLICT,
        action=actions.declare_no_conflict,
        form=forms.DeclareNoConflictForm,
        label=_("Declare no conflict"),
        sentence=_("You will be among the voters. Who does not declare does not vote."),
    ),
    Step(
        verb=Verb.OPEN_BALLOT,
        action=actions.open_ballot,
        form=forms.ClosesOnForm,
        label=_("Open the ballot"),
        sentence=_(
            "Voters, papers and the order of motions are frozen now. Votes are taken until the end of the day you name."
        ),
    ),
    Step(
        verb=Verb.CAST_VOTE,
        action=actions.cast_vote,
        form=forms.CastVoteForm,
        label=_("Vote"),
        sentence=_("Your vote is sealed until the ballot has closed. Nobody sees a count before that."),
    ),
    Step(
        verb=Verb.CLOSE_BALLOT,
        action=actions.close_ballot,
        form=forms.CloseBallotForm,
        label=_("Close the ballot"),
        sentence=_("The votes are opened and counted. Too few votes are no result, never a failure."),
    ),
    Step(
        verb=Verb.PUT_NEXT_OPTION,
        action=actions.put_next_option,
        form=forms.PutNextOptionForm,
        label=_("Put the next option"),
        sentence=_(
            "The next lower option goes to the same voters on the same papers. Votes for a higher one count for it."
        ),
    ),
    Step(
        verb=Verb.DECIDE_CASE,
        action=actions.decide_case,
        form=forms.DecideCaseForm,
        label=_("Write the decision"),
        sentence=_(
            "The decision goes to the respondent with its reasons, and its outcome to the reporter. The "
            "sanction is stayed while an appeal is possible."
        ),
    ),
)
