"""Ways out of a drawer and on within it, in a real browser: Cancel, and rewriting what waits for a signature."""

from playwright.sync_api import expect

from local.demo.scenario import Story
from tests.casework.web.conftest import brought_to
from tests.casework.web.drafting import add_evidence
from tests.casework.web.test_drawer_look import (
    WORDS,
    Opens,
    _asked_from_the_loop_of_the_browser,
    closed,
    drawn,
    opens,
    overview,
)
from tests.casework.web.test_queue_look import SITE
from tests.casework.web.test_send_back import WORDS as PUT_FORWARD
from tests.casework.web.test_send_back import address, decider, proposed
from tests.scenario_fixtures import begins

__all__ = ["_asked_from_the_loop_of_the_browser", "opens"]


@begins(brought_to("investigation"))
def test_cancel_in_a_drawer_says_that_a_draft_is_kept_and_closes_what_was_not_touched(
    opens: Opens, story: Story
) -> None:
    window, step = opens(story.investigator, overview(story)), add_evidence(story)
    page, kept = drawn(window, step), window.page.get_by_text("Kept as a draft. Nothing was sent.")
    page.locator("#drawer").get_by_role("button", name="Cancel").click()
    closed(page, overview(story))
    expect(kept).to_have_count(0)
    drawn(window, step)
    window.text.fill(WORDS)
    page.locator("#drawer").get_by_role("button", name="Cancel").click()
    expect(kept).to_be_visible()
    leads = page.get_by_role("link", name="Go on with it, or throw it away").get_attribute("href")
    window.opens(overview(story))
    window.opens(leads or "")
    expect(page.locator("main form[data-draft] textarea").first).to_have_value(WORDS)
    page.get_by_role("button", name="Throw away: Add evidence").click()
    expect(page.get_by_text("The draft was thrown away.")).to_be_visible()
    assert window.heard == []


@begins(proposed)
def test_rewriting_what_waits_goes_on_in_the_drawer_with_its_words(opens: Opens, story: Story) -> None:
    window, step = opens(decider(story), overview(story)), address(story)
    page = drawn(window, step)
    page.locator("#drawer").get_by_role("link", name="Rewrite it").click()
    expect(page.locator("#drawer")).to_be_visible()
    expect(page).to_have_url(f"{SITE}{step}?replace_waiting")
    expect(page.locator("#drawer").get_by_text("What you write here takes the place of what waits.")).to_be_visible()
    expect(window.text).to_have_value(PUT_FORWARD)
    page.keyboard.press("Escape")
    closed(page, overview(story))
    assert window.heard == []
