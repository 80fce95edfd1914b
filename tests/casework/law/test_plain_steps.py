"""Plain verbs: what a form gives, what a step asks for and what its event seals are compared before anybody acts."""

import pytest
from django import forms

from casework.forms.base import Confirmed, Reasons, VerbForm
from casework.procedure.plain_step import PlainStep
from casework.record.events import KINDS
from casework.verbs import Step
from casework.vocabulary import Verb


class AskForm(VerbForm):
    """What the respondent asks for."""

    days = forms.IntegerField()
    reasons = Reasons(label="Why")
    confirmed = Confirmed(label="Yes")


def row(verb: Verb, form: type[VerbForm]) -> Step:
    return Step(verb=verb, form=form, label="Ask", sentence="It is asked.")


def test_a_row_whose_form_gives_what_the_step_needs_is_made() -> None:
    assert row(Verb.EXTEND_INVESTIGATION, AskForm).action is None


def test_a_row_whose_form_lacks_what_the_step_asks_for_is_refused_with_the_verb() -> None:
    with pytest.raises(TypeError, match=r"extend_investigation: not given \['days', 'reasons'\], not asked for \[\]"):
        row(Verb.EXTEND_INVESTIGATION, VerbForm)


def test_a_row_whose_form_gives_what_nobody_asks_for_is_refused_with_the_verb() -> None:
    with pytest.raises(TypeError, match=r"refuse_set_aside: not given \[\], not asked for \['days'\]"):
        row(Verb.REFUSE_SET_ASIDE, AskForm)


def test_a_row_of_a_verb_without_a_step_is_refused_with_the_verb() -> None:
    with pytest.raises(TypeError, match="open_content: the case has no such step"):
        row(Verb.OPEN_CONTENT, AskForm)


def test_a_plain_step_knows_whether_a_sealed_text_was_written_and_not_its_words() -> None:
    step = PlainStep.of(Verb.CLOSE_NOT_PROVEN)
    assert step.arguments({"reasons": "The evidence does not hold, plover."}) == {"reasons_written": True}
    assert (step.arguments({"reasons": ""}), step.texts({"reasons": ""})) == (
        {"reasons_written": False},
        {"reasons": None},
    )


def test_what_goes_out_is_sealed_in_the_same_event() -> None:
    assert [kind.type for kind in KINDS.values() if kind.outgoing.keys() - kind.sealed.keys()] == []
