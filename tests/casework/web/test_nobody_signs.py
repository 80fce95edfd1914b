"""If nobody holds the seat that has to sign a step, its form says so, and intake is asked to fill the seat."""

import pytest
from django.urls import reverse

from casework.models import Turn
from casework.record.turns.alongside import WITH_A_DECIDER
from casework.vocabulary import Seat, Verb
from casework.workflow.step import STEPS
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins

NOBODY = "Nobody can sign this after you yet"
MORE_TIME = {"days": 30, "reasons": "Two witnesses could not be reached, whimbrel."}
INVESTIGATED = brought_to("investigation")


def form(town: Town, story: Story) -> str:
    return text(town.browser(story.investigator).get(reverse("step", args=[story.case, Verb.EXTEND_INVESTIGATION])))


def seats_asked_of_intake(story: Story) -> set[str]:
    return set(Turn.objects.filter(case__reference=story.case, step=Verb.SEAT_OFFICER).values_list("fills", flat=True))


def test_the_steps_that_a_decider_signs_too_are_those_of_the_table() -> None:
    declared = {verb: one.signatures for verb, one in STEPS.items() if one.signatures}
    signed = {verb for verb, one in declared.items() if Seat.DECIDER in one.second - one.first}
    assert signed == WITH_A_DECIDER


@begins(INVESTIGATED)
def test_the_form_says_that_nobody_holds_the_seat_that_signs_until_somebody_does(town: Town, story: Story) -> None:
    before = form(town, story)
    assert (NOBODY in before, "intake is asked to seat a decider" in before) == (True, True)
    story.by(story.investigator, Verb.EXTEND_INVESTIGATION, **MORE_TIME)
    assert NOBODY in form(town, story)
    story.seat(Seat.DECIDER)
    assert NOBODY not in form(town, story)


@begins(INVESTIGATED)
def test_intake_is_asked_for_the_seat_while_a_step_waits_for_its_signature(town: Town, story: Story) -> None:
    assert seats_asked_of_intake(story) == set()
    story.by(story.investigator, Verb.EXTEND_INVESTIGATION, **MORE_TIME)
    assert seats_asked_of_intake(story) == {"decider"}
    page = text(town.browser("ines").get(reverse("case", args=[story.case])))
    assert "Seat an officer: Decider" in " ".join(page.split())
    story.seat(Seat.DECIDER)
    assert seats_asked_of_intake(story) == set()


@begins(INVESTIGATED)
@pytest.mark.parametrize("verb", [Verb.ADD_EVIDENCE, Verb.DECIDE_IDENTITY])
def test_a_step_that_one_person_takes_says_nothing_of_signatures(town: Town, story: Story, verb: Verb) -> None:
    assert NOBODY not in text(town.browser(story.investigator).get(reverse("step", args=[story.case, verb])))
