"""Steps that answer one question together: Today names the question, and leads to where they stand side by side."""

from django.utils.functional import Promise

from casework.record.state.people import APPEAL_PANEL
from casework.verbs import VERBS
from casework.vocabulary import Seat, Verb
from casework.workflow.step import question_of


def words_of_turn(verb: Verb, *, begun: bool) -> Promise | str:
    """Return the question that a step answers with others; its own name if it is alone, or somebody has begun it."""
    return (None if begun else question_of(verb)) or VERBS[verb].label


def page_of_turn(verb: Verb | None, seat: Seat, *, begun: bool) -> str:
    """Return the name of the page that has all answers to such a question; empty where the step has a page of its own."""
    asks = verb is not None and not begun and question_of(verb) is not None
    return "appeal_decision" if asks and seat in APPEAL_PANEL else ""
