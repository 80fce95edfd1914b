"""Ways out of a drawer and on within it, in a real browser: Cancel, the letters, and rewriting what waits for a signature."""

from django.urls import reverse
from playwright.sync_api import expect

from casework.vocabulary import Verb
from local.demo.scenario import Story
from notifications.dispatch.dispatcher import place_letters
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


@begins(brought_to("awaiting_response"))
def test_letters_open_beside_a_proof_that_is_typed_in_the_drawer(opens: Opens, story: Story) -> None:
    place_letters()
    step, day = reverse("step", args=[story.case, Verb.RECORD_SERVICE]), story.view.today
    window = opens(story.investigator, f"{reverse('case_letters', args=[story.case])}?with=respondent")
    page, drawer = window.page, window.page.locator("#drawer")
    page.get_by_role("link", name="See these letters, or record that one was posted").click()
    expect(drawer).to_be_visible()
    expect(page).to_have_url(f"{SITE}{step}")
    drawer.locator('[name="letter"]').first.check()
    drawer.locator('[name="channel"]').first.check()
    for part, number in (("day", day.day), ("month", day.month), ("year", day.year)):
        drawer.locator(f'[name="posted_on_{part}"]').fill(str(number))
    window.text.fill(WORDS)
    for name in ("Read it as sent", "Print it: the PDF as sent"):
        with page.context.expect_page() as beside:
            drawer.get_by_role("link", name=name).first.click()
        beside.value.close()
        expect(drawer).to_be_visible()
        expect(window.text).to_have_value(WORDS)
    drawer.get_by_role("button", name="See which dates move").click()
    expect(page.locator("#drawer #letters")).to_be_visible()
    expect(window.text).to_have_value(WORDS)
    page.go_back()
    expect(page).to_have_url(f"{SITE}{step}")
    expect(window.text).to_have_value(WORDS)
    assert window.heard == []
