"""“Choose it” beside a letter that is not served, in a real browser: in the drawer, and without script."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from casework.vocabulary import Verb
from local.demo.scenario import Story
from notifications.dispatch.dispatcher import place_letters
from tests import axe
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.test_drafts_look import _asked_from_the_loop_of_the_browser
from tests.casework.web.test_drawer_look import Opens, drawn, opens, overview
from tests.casework.web.test_queue_look import SITE
from tests.casework.web.test_several_letters import keys, put_forward
from tests.scenario_fixtures import begins, upon

__all__ = ["_asked_from_the_loop_of_the_browser", "opens"]
WORDS = "RN 4711, whimbrel."


@upon(brought_to("response_review"))
def with_letters(_town: Town, story: Story) -> Story:
    """A case with several letters to the member that are not served."""
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


@upon(with_letters)
def with_proofs(town: Town, story: Story) -> Story:
    """A case in which the proofs of two letters wait for a second signature."""
    put_forward(town, story, keys(story, 2))
    return story


@pytest.mark.parametrize(("width", "script"), [(360, False), (1280, True)])
@begins(with_proofs)
def test_the_second_signer_leaves_one_out_and_signs_the_rest_at_any_width(
    opens: Opens, story: Story, width: int, script: bool
) -> None:
    page = opens("ines", proof(story), width, script=script).page
    boxes = page.locator("input[type=checkbox][name=signs]")
    expect(boxes).to_have_count(2)
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert (wide <= width, axe.wrong(page) if script else []) == (True, [])
    boxes.first.uncheck()
    page.get_by_role("button", name="Sign those that are ticked").click()
    expect(page.get_by_text("1 letter – done.")).to_be_visible()
    assert len(story.view.proposals.waiting) == 1
