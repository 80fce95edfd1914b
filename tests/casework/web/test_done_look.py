"""What was done is said in one line above the page."""

from django.urls import reverse
from playwright.sync_api import Page

from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.note_writing import tab_of, write
from tests.casework.web.test_queue_look import SITE, Window
from tests.scenario_fixtures import begins


@begins(brought_to("investigation"))
def test_done_takes_one_line_above_the_page_also_after_a_note(page: Page, town: Town, story: Story) -> None:
    officer = town.browser(story.investigator)
    window = Window(page, officer)
    assert write(officer, story, "Rang the bank, whimbrel.", "mine").status_code == 302
    window.answers[tab_of(story)] = officer.get(tab_of(story))
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{SITE}{tab_of(story)}")
    banner = page.locator(".govuk-notification-banner")
    said, box = banner.inner_text(), banner.bounding_box()
    window.leave()
    assert ("Your note is saved." in said, box is not None and box["height"] <= 60) == (True, True)


SIZES = """() => [".ob-todo caption", ".ob-today__done summary", ".ob-today__done li"].map(
  one => getComputedStyle(document.querySelector(one)).fontSize)"""


@begins(brought_to("investigation"))
def test_done_today_is_as_large_as_the_headings_of_today(page: Page, town: Town, story: Story) -> None:
    officer = town.browser(story.investigator)
    assert write(officer, story, "Rang the bank, whimbrel.", "mine").status_code == 302
    window = Window(page, officer, reverse("today"))
    page.goto(f"{SITE}{reverse('today')}")
    assert len(set(page.evaluate(SIZES))) == 1
    window.leave()
