"""The registry of steps, and how a row comes to have them."""

from pathlib import Path

import pytest

import casework.procedure
from casework.models import Case
from casework.procedure import all_steps
from casework.record.events import ConflictDeclared
from casework.vocabulary import CaseState, Seat, Verb
from casework.workflow.step import STEPS, CaseMachine, attach_steps, step, unmet
from tests.casework.pure import PureCase, someone

MOVES_NO_CASE = {Verb.OPEN_CONTENT}


def test_every_stage_is_loaded_at_start() -> None:
    stages = {path.parent.name for path in Path(casework.procedure.__path__[0]).glob("*/steps.py")}
    assert stages == {name for name in vars(all_steps) if not name.startswith("_")} - {"STEPS"}


def test_every_verb_has_a_step() -> None:
    assert set(Verb) - STEPS.keys() == MOVES_NO_CASE


def test_the_class_of_the_row_names_no_step_itself() -> None:
    assert [verb for verb in Verb if hasattr(CaseMachine, verb.value)] == []


def test_the_field_of_the_row_lists_every_step() -> None:
    every = Case().get_all_state_transitions()  # type: ignore[attr-defined]  # django-fsm adds it to the class
    assert {one.name for one in every} == {verb.value for verb in STEPS}


def test_the_field_offers_the_steps_that_nothing_stands_against() -> None:
    case = PureCase.new(state=CaseState.INVESTIGATION)
    case.enter((someone("the investigator"), Seat.INVESTIGATOR))
    available = case.get_available_state_transitions()  # type: ignore[attr-defined]  # django-fsm adds it to the class
    offered = {one.name for one in available}
    assert offered == {verb.value for verb in STEPS if not unmet(case, verb)}
    assert Verb.DECLARE_CONFLICT.value in offered


def test_two_row_classes_have_transitions_of_their_own_field() -> None:
    one, other = (getattr(row, Verb.DECLARE_CONFLICT.value)._django_fsm for row in (Case, PureCase))
    assert (one.field, other.field) == (Case._meta.get_field("state"), PureCase._meta.get_field("state"))


def test_steps_can_be_attached_again() -> None:
    attach_steps(PureCase)
    case = PureCase.new(state=CaseState.INVESTIGATION)
    case.do(Verb.DECLARE_CONFLICT, by=(someone("the investigator"), Seat.INVESTIGATOR))
    assert case.view.people.barred == {someone("the investigator")}


def test_a_verb_has_one_step() -> None:
    def declare_conflict(case: CaseMachine) -> ConflictDeclared:
        """Declare it once more."""
        return ConflictDeclared()

    with pytest.raises(ValueError, match=r"^declare_conflict has two steps$"):
        step(Verb.DECLARE_CONFLICT, CaseState.INVESTIGATION)(declare_conflict)


def test_a_step_is_called_like_its_verb() -> None:
    def declares(case: CaseMachine) -> ConflictDeclared:
        """Declare it under another name."""
        return ConflictDeclared()

    with pytest.raises(ValueError, match=r"^the step of declare_conflict is called declares$"):
        step(Verb.DECLARE_CONFLICT, CaseState.INVESTIGATION)(declares)
