"""The verbs of the board, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework.forms.base import Reasons, VerbForm, form_of
from casework.procedure.board import actions, forms
from casework.procedure.board.vote import CastVoteForm
from casework.procedure.row import Step
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
        verb=Verb.OPEN_BALLOT,
        action=actions.open_ballot,
        form=forms.ClosesOnForm,
        label=_("Open the ballot"),
        sentence=_(
            "Voters, papers and the options in their order are frozen now. Each voter answers every question in one act, until "
            "the end of the day you name."
        ),
    ),
    Step(
        verb=Verb.CAST_VOTE,
        action=actions.cast_vote,
        form=CastVoteForm,
        label=_("Vote"),
        sentence=_(
            "Answer every question. You vote once and cannot change it. Votes stay sealed until the ballot closes. Answers "
            "that the count does not need are never opened."
        ),
    ),
    Step(
        verb=Verb.CLOSE_BALLOT,
        form=VerbForm,
        label=_("Close the ballot"),
        sentence=_(
            "No vote is taken any more. The answers are opened in their order, as far as the count goes, and counted by the "
            "machine a moment later. If too few took part there is no result, no option has failed, and all vote again."
        ),
    ),
    Step(
        verb=Verb.VOID_BALLOT,
        action=actions.void_ballot,
        form=VerbForm,
        label=_("Void the ballot"),
        sentence=_(
            "The ballot counts for nothing. It can be held again, without the people who may not vote. Nobody ever sees how "
            "anybody voted in it."
        ),
    ),
    Step(
        verb=Verb.SEAT_ALTERNATE,
        action=actions.seat_alternate,
        form=forms.SeatAlternateForm,
        label=_("Seat an alternate"),
        sentence=_(
            "The next free person of the approved pool votes too, once they have declared. Both sides are told that somebody"
            " else votes."
        ),
    ),
    Step(
        verb=Verb.REMIT_TO_PANEL,
        form=forms.DefectForm,
        label=_("Send the case back to its panel"),
        sentence=_(
            "As the board voted. The findings stay; the panel has 30 days to put its reasons or its recommendation right. A"
            " case is sent back once."
        ),
    ),
    Step(
        verb=Verb.REMIT_TO_NEW_PANEL,
        form=forms.DefectForm,
        label=_("Send the case to a new panel"),
        sentence=_(
            "As the board voted. The findings no longer count and the new panel does not see them. Both sides are told, and are"
            " heard again. A case is sent back once."
        ),
    ),
    Step(
        verb=Verb.RETURN_BREACH,
        form=forms.DefectForm,
        label=_("Send the report of a breach back"),
        sentence=_("As the board voted. The conditions continue, and the respondent is told."),
    ),
    Step(
        verb=Verb.VOID_DECISION,
        action=actions.void_decision,
        form=form_of(
            reasons=Reasons(
                label=_("Reasons"),
                help_text=_("The respondent reads them. They say what was found, and nobody's vote."),
                max_length=20_000,
            )
        ),
        label=_("Void the decision"),
        sentence=_(
            "A voter was found to have a conflict, and without that vote the result is different. The board votes again, what "
            "was imposed has no effect, an entry in the register is withdrawn, and both sides are told. Two reviewers sign."
        ),
    ),
    Step(
        verb=Verb.DECIDE_CASE,
        action=actions.decide_case,
        form=VerbForm,
        label=_("Send the decision"),
        sentence=_(
            "The letter that the chair signed goes to the respondent, and the outcome to the reporter. The sanction is stayed "
            "while an appeal is possible."
        ),
    ),
)
