"""The question about names in a message to the member, in a real browser: narrow and wide, by keyboard, without script."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from casework.models import WaitingMessage
from local.demo.scenario import Story
from tests import axe
from tests.casework.web.test_drafts_look import _asked_from_the_loop_of_the_browser
from tests.casework.web.test_drawer_look import Opens, opens
from tests.casework.web.test_names_in_message import ASKS, reported_openly
from tests.scenario_fixtures import begins

__all__ = ["_asked_from_the_loop_of_the_browser", "opens"]
WORDS = "What did Wanda Finch and Mrs Quill see?"


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("width", [360, 1280])
@begins(reported_openly)
def test_the_question_about_names_is_answered_by_keyboard(opens: Opens, story: Story, width: int, script: bool) -> None:
    window = opens(story.investigator, reverse("conversation", args=[story.case, "respondent"]), width, script=script)
    page = window.page
    page.locator("textarea[name=message]").fill(WORDS)
    page.get_by_role("button", name="Send to the member", exact=True).press("Enter")
    expect(page.locator("body.js-enabled")).to_have_count(int(script))  # the script focuses the errors once more
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.get_by_role("alert").get_by_role("link", name=ASKS).press("Enter")
    expect(page.locator("[name=names_meant]").first).to_be_focused()
    expect(page.locator("textarea[name=message]")).to_have_value(WORDS)
    if script:
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert axe.wrong(page) == []
    for box in page.locator("[name=names_meant]").all():
        box.press("Space")
    page.get_by_role("button", name="Send to the member", exact=True).press("Enter")
    expect(page.get_by_text(ASKS)).to_have_count(0)
    assert WaitingMessage.objects.count() == 1
