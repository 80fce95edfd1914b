"""Events of the letter that tells a decision of the board: written, signed by the chair, taken back."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event
from casework.record.events.board import MINUTES
from casework.vocabulary import Verb


class DecisionLetterWritten(Event):
    """The words of a decision were put before the chair: the person who presided, among those who voted."""

    type = "case.decision_letter_written"
    title = _("Letter of the decision written")
    verb = Verb.WRITE_DECISION_LETTER
    sealed = {"reasons": MINUTES, "wording": MINUTES}
    outgoing = {"reasons": "Reasons of the board", "wording": "Words of the decision"}
    chair: UUID


class DecisionLetterSigned(Event):
    """The chair signed the letter of the decision. It goes out a day later, and can be taken back until then."""

    type = "case.decision_letter_signed"
    title = _("Letter of the decision signed")
    verb = Verb.SIGN_DECISION_LETTER


class DecisionLetterWithdrawn(Event):
    """The chair took the letter of the decision back before it went out. What the board carried stays as it is."""

    type = "case.decision_letter_withdrawn"
    title = _("Letter of the decision taken back")
    verb = Verb.WITHDRAW_DECISION_LETTER
    sealed = {"to_correct": MINUTES}
