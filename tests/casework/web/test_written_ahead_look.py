"""A report that is written before it can be sent, in a real browser: in the drawer, and without script."""

from django.urls import reverse
from playwright.sync_api import expect

from casework.vocabulary import Verb
from local.demo.scenario import Story
from tests import axe
from tests.casework.web.conftest import brought_to
from tests.casework.web.test_drafts_look import _asked_from_the_loop_of_the_browser
from tests.casework.web.test_drawer_look import WORDS, Opens, closed, opens, overview
from tests.scenario_fixtures import begins

__all__ = ["_asked_from_the_loop_of_the_browser", "opens"]


@begins(brought_to("response_review"))
def test_a_report_begun_in_the_drawer_of_the_case_goes_on_without_script_on_a_phone(opens: Opens, story: Story) -> None:
    window = opens(story.investigator, overview(story))
    page = window.page
    page.locator(".ob-case__facts a", has_text="Share the draft report").click()
    expect(page.locator("#drawer")).to_contain_text("You can write this now")
    assert axe.wrong(page) == []
    window.text.fill(WORDS)
    page.keyboard.press("Escape")
    closed(page, overview(story))
    there = reverse("step", args=[story.case, Verb.SHARE_DRAFT_REPORT])
    phone = opens(story.investigator, there, 360, script=False).page
    expect(phone.locator("textarea[name=draft_text]")).to_have_value(WORDS)
    expect(phone.get_by_role("button", name="Share the draft report")).to_have_count(0)
    phone.get_by_role("button", name="Save as a draft").click()
    expect(phone.locator("main")).to_contain_text("Your draft is saved.")
    assert window.heard == []
