"""A step that is sent back, as both signers see it in a browser, wide and narrow."""

import os

from django.urls import reverse
from playwright.sync_api import Page

from local.demo.scenario import Story
from tests.casework.web.conftest import Town
from tests.casework.web.test_queue_look import SITE, Window
from tests.casework.web.test_send_back import WHY, address, come_back, decider, investigator, proposed
from tests.scenario_fixtures import begins

SHOTS = os.environ.get("SHOTS", "")


def shoot(window: Window, name: str) -> None:
    """Keep pictures of the page that is open, where the environment says where."""
    for width in (1280, 360) if SHOTS else ():
        window.page.set_viewport_size({"width": width, "height": 900})
        window.page.screenshot(path=f"{SHOTS}/{name}-{width}.png", full_page=True)


@begins(proposed)
def test_sending_back_and_what_came_back_read_well_at_both_widths(page: Page, town: Town, story: Story) -> None:
    one, two, step = investigator(story), decider(story), address(story)
    window = Window(page, town.browser(two), step)
    assert window.look() == []
    page.get_by_text("Send it back instead").click()
    page.get_by_label("What has to change?").fill(WHY)
    assert window.page.get_by_role("button", name="Send it back").is_visible()
    shoot(window, "second")
    window.leave()
    case, today = reverse("case", args=[story.case]), reverse("today")
    window = Window(page, town.browser(one), step, case)
    assert window.look() == []
    shoot(window, "first-waits-case")
    page.goto(f"{SITE}{step}")
    shoot(window, "first-waits")
    window.leave()
    come_back(town, story)
    window = Window(page, town.browser(one), step, case, today)
    assert window.look() == []
    shoot(window, "today")
    page.goto(f"{SITE}{step}")
    shoot(window, "first-back")
    page.goto(f"{SITE}{case}")
    shoot(window, "first-back-case")
    window.leave()
