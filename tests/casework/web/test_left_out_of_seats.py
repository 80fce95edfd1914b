"""Pages on which a seat is filled: who is left out is said in general, and who was seated by name and seat."""

import re

from django.urls import reverse

from casework.vocabulary import Seat, Verb
from local.demo.scenario import Story
from tests.casework.web import conftest as web
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins

begun, here, town, story = web.begun, web.here, web.town, web.story
LEFT_OUT = (
    "The list leaves out people whose part in the case, now or earlier, does not go with the seat, and people who have"
)


def pages(town: Town, story: Story) -> list[str]:
    there = [reverse("seats_sheet", args=[story.case]), reverse("step", args=[story.case, Verb.SEAT_OFFICER])]
    return [" ".join(text(town.browser("ines").get(page)).split()) for page in there]


@begins(brought_to("investigation"))
def test_both_pages_say_who_is_left_out_in_the_same_words_whatever_happened(town: Town, story: Story) -> None:
    before = [page.count(LEFT_OUT) for page in pages(town, story)]
    story.by(story.investigator, Verb.RECUSE_OFFICER, confirmed="on")
    after = pages(town, story)
    assert (before, [page.count(LEFT_OUT) for page in after]) == ([1, 1], [1, 1])


@begins(brought_to("investigation"))
def test_the_seat_for_which_the_case_waits_stands_first_and_the_next_page_names_who_got_it(
    town: Town, story: Story
) -> None:
    story.by(story.investigator, Verb.RECUSE_OFFICER, confirmed="on")
    browser, there = town.browser("ines"), reverse("step", args=[story.case, Verb.SEAT_OFFICER])
    places = re.findall(r'name="place"[^>]*value="([^":]+):([^"]+)"', text(browser.get(there)))
    assert places[0][0] == Seat.INVESTIGATOR
    browser.post(there, {"place": ":".join(places[0]), "reason": "She knows the field."})
    assert story.holding(Seat.INVESTIGATOR)
    name = town.people[story.holding(Seat.INVESTIGATOR)[0]].name
    assert f"Seated: {name} (Investigator)." in " ".join(text(browser.get(reverse("today"))).split())
