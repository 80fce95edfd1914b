"""A form sent from a drawer after the session timed out, in a real browser: its words are shown, and kept as a draft."""

from playwright.sync_api import expect

from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.drafting import add_evidence, leave_idle
from tests.casework.web.test_drafts_look import _asked_from_the_loop_of_the_browser
from tests.casework.web.test_drawer_look import WORDS, Opens, drawn, opens, overview
from tests.scenario_fixtures import begins

__all__ = ["_asked_from_the_loop_of_the_browser", "opens"]


@begins(brought_to("investigation"))
def test_words_that_a_drawer_sends_after_the_idle_time_are_shown_and_kept(
    opens: Opens, story: Story, town: Town
) -> None:
    window, step = opens(story.investigator, overview(story)), add_evidence(story)
    page = drawn(window, step)
    window.text.fill(WORDS)
    leave_idle(window.client)
    page.locator("#drawer").get_by_role("button", name="Add evidence").click()
    expect(page.locator("h1").last).to_have_text("You were signed out")
    expect(page.get_by_text(WORDS)).to_be_visible()
    expect(page.get_by_text("in your draft")).to_be_visible()
    assert WORDS in town.browser(story.investigator).get(step).content.decode()
