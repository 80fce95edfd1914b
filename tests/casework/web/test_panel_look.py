"""The pages of a panel in a real browser: axe finds nothing at both widths, and the sheet is short enough to be seen whole."""

from django.urls import reverse
from playwright.sync_api import Page

from casework.vocabulary import Verb
from local.demo import story as told
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.test_declaring import named
from tests.casework.web.test_panel_pages import SECTIONS, address, offered
from tests.casework.web.test_queue_look import SITE, Window
from tests.casework.web.test_sanction_sheet import sheet_of, weighing
from tests.scenario_fixtures import begins

HIGHEST = 2_000
"""The most pixels that the sheet may be high on a desk."""
BELOW_THE_RANGE = """() => {
  const panel = document.querySelector(".ob-range");
  return [...document.querySelectorAll("main :is(input:not([type=hidden]), textarea)[id]")].filter(
    (one) => one.getClientRects().length && panel.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING
      && !panel.contains(one)).map((one) => one.id);
}"""
IS_HIDDEN = """(id) => {
  const one = document.getElementById(id);
  scrollTo({ top: document.documentElement.scrollHeight, behavior: "instant" });
  one.scrollIntoView({ behavior: "instant" });
  return one.getBoundingClientRect().top < document.querySelector(".ob-range").getBoundingClientRect().bottom;
}"""


@begins(named)
def test_axe_finds_nothing_at_the_door_of_a_panel(page: Page, town: Town, story: Story) -> None:
    assert Window(page, town.browser("petra"), address("door", story)).look() == []


@begins(brought_to("deliberation"))
def test_axe_finds_nothing_on_the_pages_of_a_panel(page: Page, town: Town, story: Story) -> None:
    paths = [address(section, story) for section in SECTIONS]
    assert Window(page, town.browser("petra"), *paths).look() == []


@begins(brought_to("panel_forming"))
def test_axe_finds_nothing_on_the_days_that_are_asked_about(page: Page, town: Town, story: Story) -> None:
    told.hearing_set(story)
    offered(story)
    asked = reverse("panel_step", args=[story.case, Verb.ANSWER_HEARING_DAYS.value])
    offers = reverse("panel_step", args=[story.case, Verb.OFFER_HEARING_DAYS.value])
    window = Window(page, town.browser("paul"), address("days", story), asked, offers)
    assert window.look() == []


def test_the_sheet_is_at_most_two_screens_high_and_axe_finds_nothing(page: Page, town: Town) -> None:
    story = weighing(town, factors=17, alleged=((2, 3), (3, 2)))
    window = Window(page, town.browser("paul"), sheet_of(story))
    assert window.look() == []
    page.set_viewport_size({"width": 1280, "height": 900})
    assert page.evaluate("document.documentElement.scrollHeight") <= HIGHEST


def test_no_field_hides_under_the_panel_with_the_range(page: Page, town: Town) -> None:
    story = weighing(town)
    Window(page, town.browser("paul"), sheet_of(story))
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{SITE}{sheet_of(story)}")
    fields = page.evaluate(BELOW_THE_RANGE)
    assert len(fields) > 10
    assert [one for one in fields if page.evaluate(IS_HIDDEN, one)] == []
