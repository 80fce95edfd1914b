"""What stands first on the page of a step, in a real browser, narrow and wide: a danger, and why a step cannot be signed."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from casework.vocabulary import Verb
from local.demo.scenario import Story
from local.demo.story import screener
from tests import axe
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.test_danger import in_danger
from tests.casework.web.test_drafts_look import _asked_from_the_loop_of_the_browser
from tests.casework.web.test_drawer_look import Opens, opens
from tests.casework.web.test_outdated_proposals import served_meanwhile
from tests.scenario_fixtures import begins, upon

__all__ = ["_asked_from_the_loop_of_the_browser", "opens"]


@upon(brought_to("response_review"))
def outdated(_town: Town, story: Story) -> Story:
    """A proof of service that waits, of a letter that the member has opened meanwhile."""
    served_meanwhile(story)
    return story


@pytest.mark.parametrize("width", [360, 1280])
@begins(in_danger)
def test_a_danger_is_in_sight_when_the_page_of_a_step_opens(opens: Opens, story: Story, width: int) -> None:
    window = opens(screener(story), reverse("step", args=[story.case, Verb.IDENTIFY_RESPONDENT]), width)
    page = window.page
    expect(page.get_by_role("heading", name="Somebody is in danger now")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert (axe.wrong(page), window.heard) == ([], [])


@pytest.mark.parametrize("width", [360, 1280])
@begins(outdated)
def test_a_step_that_can_no_longer_be_signed_says_so(opens: Opens, story: Story, width: int) -> None:
    window = opens("ines", reverse("step", args=[story.case, Verb.RECORD_SERVICE]), width)
    page = window.page
    expect(page.get_by_role("heading", name="Put forward, and can no longer be signed")).to_be_visible()
    expect(page.get_by_role("button", name="Send it back")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert (axe.wrong(page), window.heard) == ([], [])
