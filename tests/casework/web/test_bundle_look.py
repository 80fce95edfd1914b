"""The bundle of a panel in a real browser: the page that a link leads to is in view, with script and without it."""

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, expect

from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.test_queue_look import SITE, Window
from tests.scenario_fixtures import begins

WIDTHS = (1280, 360)


@begins(brought_to("deliberation"))
@pytest.mark.parametrize("script", [True, False])
def test_the_page_of_the_bundle_that_was_opened_is_in_view(
    browser: Browser, town: Town, story: Story, script: bool
) -> None:
    page = browser.new_page(java_script_enabled=script)
    bundle = reverse("panel_bundle", args=[story.case])
    Window(page, town.browser("petra"), bundle, *(f"{bundle}?page={n}" for n in (2, 3)))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{SITE}{bundle}")
        page.locator(".ob-bundle__lines a").first.click()
        page.wait_for_url("**?page=2#paper")
        expect(page.locator("#page_title")).to_be_in_viewport()
        page.get_by_role("link", name="Next page").click()
        page.wait_for_url("**?page=3#paper")
        expect(page.locator("#page_title")).to_be_in_viewport()
    page.close()
