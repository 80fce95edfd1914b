"""The steps that the form of a task offers: under the people who may take them, and none of one's own that is shut."""

import re
from html import unescape

from django.urls import reverse

from casework.vocabulary import Seat, Verb
from local.demo.scenario import Story
from local.demo.story import screener
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.note_writing import in_screening
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins


def offered(town: Town, story: Story, first: str) -> dict[str, set[str]]:
    """Return the steps that the form offers, by the people under whose names they stand."""
    page = text(town.browser(first).get(reverse("case_new_task", args=[story.case])))
    field = page.partition('name="step"')[2].partition("</select>")[0]
    groups = re.findall(r'<optgroup label="([^"]+)">(.*?)</optgroup>', field, re.DOTALL)
    return {unescape(names): set(re.findall(r'value="(\w+)"', steps)) for names, steps in groups}


def shut(town: Town, story: Story, first: str) -> set[str]:
    """Return the steps that the menu of the case says are not possible now."""
    page = text(town.browser(first).get(reverse("case", args=[story.case])))
    return set(re.findall(r'class="ob-refused"><a [^>]*/do/(\w+)/"', page))


@begins(brought_to("investigation"))
def test_the_form_of_a_task_offers_no_step_of_ones_own_that_is_shut(town: Town, story: Story) -> None:
    first = story.investigator
    found = set().union(*offered(town, story, first).values())
    not_now = shut(town, story, first)
    assert (len(not_now) > 3, not_now & found) == (True, set())
    assert {Verb.ADD_EVIDENCE.value, Verb.FRAME_ALLEGATION.value} <= found


@begins(in_screening)
def test_each_step_stands_under_the_people_who_may_take_it(town: Town, story: Story) -> None:
    for first in ("ines", screener(story)):
        found = offered(town, story, first)
        (names,) = [names for names, steps in found.items() if Verb.TRIAGE_CASE.value in steps]
        holders = {"You" if one == first else town.people[one].name for one in story.holding(Seat.SCREENER)}
        assert set(names.split(", ")) == holders
