"""A step opens in a real browser over another one that is in the drawer."""

from django.urls import reverse
from playwright.sync_api import expect

from casework.vocabulary import Verb
from local.demo.scenario import Story
from tests.casework.web.conftest import brought_to
from tests.casework.web.test_drafts_look import _asked_from_the_loop_of_the_browser
from tests.casework.web.test_drawer_look import WORDS, Opens, closed, drawn, opens, overview
from tests.casework.web.test_queue_look import SITE
from tests.scenario_fixtures import begins

__all__ = ["_asked_from_the_loop_of_the_browser", "opens"]


@begins(brought_to("investigation"))
def test_a_step_that_comes_first_opens_over_the_other_and_back_leads_there(opens: Opens, story: Story) -> None:
    window, copy = (
        opens(story.investigator, overview(story)),
        reverse("step", args=[story.case, Verb.DISCLOSE_EVIDENCE]),
    )
    page = drawn(window, copy)
    first = page.locator("#drawer .ob-panel--stop a")
    address, heading = first.get_attribute("href"), page.locator("#drawer h1")
    before = heading.inner_text()
    first.click()
    expect(page).to_have_url(f"{SITE}{address}")
    expect(heading).not_to_have_text(before)
    window.text.fill(WORDS)
    page.go_back()
    expect(page).to_have_url(f"{SITE}{copy}")
    expect(heading).to_have_text(before)
    page.go_forward()
    expect(window.text).to_have_value(WORDS)
    page.keyboard.press("Escape")
    closed(page, overview(story))
    assert (WORDS in window.client.get(str(address)).content.decode(), window.heard) == (True, [])
