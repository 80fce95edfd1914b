"""The queue says “You” to an officer who is asked to sign, and names the waiting step to nobody who may not take it."""

import re

from django.urls import reverse
from django.utils.html import strip_tags

from casework.models import Case
from casework.verbs import VERBS
from casework.vocabulary import Seat, Verb
from local.demo.scenario import Story
from tests.casework.web.conftest import Town
from tests.casework.web.reporting import text
from tests.casework.web.test_waiting_signatures import proposed
from tests.scenario_fixtures import begins

STEP = re.compile(r'class="ob-queue__step">(.*?)</td>', re.DOTALL)
WAITING = re.compile(r'class="ob-queue__waiting">(.*?)</td>', re.DOTALL)


def waits_for(town: Town, first: str, column: re.Pattern[str] = WAITING) -> str:
    """The cell of the only row that says for whom the case waits, or what is next."""
    (cell,) = column.findall(text(town.browser(first).get(reverse("queue"))))
    return " ".join(strip_tags(cell).split())


@begins(proposed)
def test_the_row_says_you_to_the_second_signer_and_not_to_the_first(town: Town, story: Story) -> None:
    first, second = story.holding(Seat.SCREENER)
    assert Case.objects.get().expected_step != Verb.DISMISS_CASE
    assert {one: waits_for(town, one).startswith("You") for one in (second, first)} == {second: True, first: False}


@begins(proposed)
def test_the_last_column_names_the_waiting_step_to_those_alone_who_may_take_it(town: Town, story: Story) -> None:
    first, second = story.holding(Seat.SCREENER)
    label = str(VERBS[Verb.DISMISS_CASE].label)
    shown = {one: waits_for(town, one, STEP) for one in (first, second, "ines")}
    assert (shown[first], shown[second].partition(":")[0]) == (f"Signature: {label}", "Sign")
    assert label not in shown["ines"]
