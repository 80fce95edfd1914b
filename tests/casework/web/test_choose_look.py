"""“Choose it” beside a letter that is not served, in a real browser: in the drawer, and without script."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from casework.vocabulary import Verb
from local.demo.scenario import Story
from notifications.dispatch import place_letters
from tests import axe
from tests.casework.web.conftest import Town
from tests.casework.web.test_drafts_look import _asked_from_the_loop_of_the_browser
from tests.casework.web.test_drawer_look import Opens, drawn, opens, overview
from tests.casework.web.test_queue_look import SITE
from tests.scenario_fixtures import begins

__all__ = ["_asked_from_the_loop_of_the_browser", "opens"]
WORDS = "RN 4711, whimbrel."


def with_letters(town: Town) -> Story:
    """A case with several letters to the member that are not served."""
    story = town.case_in("response_review")
    for days in ("20", "30"):
        story.two(story.investigator, "dana", Verb.EXTEND_INVESTIGATION, days=days, reasons="The bank answers late.")
    place_letters()
    return story


def proof(story: Story) -> str:
    return reverse("step", args=[story.case, Verb.RECORD_SERVICE])


@begins(with_letters)
def test_in_the_drawer_a_letter_is_chosen_in_its_place_and_nothing_else_moves(opens: Opens, story: Story) -> None:
    window = opens(story.investigator, overview(story))
    page = drawn(window, proof(story))
    window.text.fill(WORDS)
    page.locator("#drawer").get_by_role("button", name="Choose it").last.click()
    last = page.locator("#drawer [name=letter]").last
    expect(last).to_be_checked()
    expect(last).to_be_focused()
    expect(window.text).to_have_value(WORDS)
    assert (page.url, axe.wrong(page), window.heard) == (f"{SITE}{proof(story)}", [], [])


@pytest.mark.parametrize("width", [360, 1280])
@begins(with_letters)
def test_without_script_the_page_comes_back_with_it_chosen_and_the_words(
    opens: Opens, story: Story, width: int
) -> None:
    page = opens(story.investigator, proof(story), width, script=False).page
    page.get_by_label("What the proof says").fill(WORDS)
    page.get_by_role("button", name="Choose it").last.click()
    expect(page.locator("[name=letter]").last).to_be_checked()
    expect(page.get_by_label("What the proof says")).to_have_value(WORDS)
    assert page.url.endswith("#step_form")
