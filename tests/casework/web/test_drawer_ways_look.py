"""Ways out of a drawer and on within it, in a real browser: Cancel, the letters, and rewriting what waits for a signature."""

from django.urls import reverse
from playwright.sync_api import expect

from casework.vocabulary import Verb
from local.demo.scenario import Story
from tests.casework.web.conftest import brought_to
from tests.casework.web.drafting import add_evidence
from tests.casework.web.test_drawer_look import (
    WORDS,
    Opens,
    _asked_from_the_loop_of_the_browser,
    closed,
    commented,
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


@begins(commented)
def test_letters_are_seen_from_a_drawer_with_what_was_typed(opens: Opens, story: Story) -> None:
    step = reverse("step", args=[story.case, Verb.SHARE_DRAFT_REPORT])
    window = opens(story.investigator, overview(story))
    page = drawn(window, step)
    window.text.fill(WORDS)
    page.locator('#drawer [name="no_sanction"]').check()
    page.locator("#drawer").get_by_role("button", name="See the letters").click()
    expect(page.locator("#drawer #letters")).to_be_visible()
    expect(window.text).to_have_value(WORDS)
    expect(page.locator("#drawer [data-open-case]")).to_be_hidden()
    page.go_back()
    expect(page).to_have_url(f"{SITE}{step}")
    expect(page.locator("#drawer #letters")).to_have_count(0)
    expect(window.text).to_have_value(WORDS)
    page.go_back()
    closed(page, overview(story))
    assert window.heard == []
