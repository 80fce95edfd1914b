"""The pack in a real browser: each screen is short, axe finds nothing, and nothing names a key."""

import re

from django.urls import reverse
from playwright.sync_api import Page

from local.demo import story as told
from local.demo.scenario import Story
from local.demo.story import BOARD, declare
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.long_case import before_the_board
from tests.casework.web.test_queue_look import SITE, WIDTHS, Window
from tests.scenario_fixtures import begins

MOST = {1280: 900, 360: 1560}
END = "Math.ceil(document.querySelector('main').getBoundingClientRect().bottom + scrollY)"
KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-")


def screens(reference: str) -> list[str]:
    """The addresses of the six screens."""
    names = ("allegations", "sanction", "said", "fairness", "letter")
    return [reverse("board_case", args=[reference]), *(reverse(f"pack_{one}", args=[reference]) for one in names)]


def test_each_screen_is_short_and_axe_finds_nothing(page: Page, town: Town) -> None:
    story = before_the_board(town)
    declare(story, *BOARD)
    paths = screens(story.case)
    window = Window(page, town.browser("bo"), *paths)
    assert window.look() == []
    assert [path for path in paths if KEY.search(visible(page, path))] == []
    assert {where: height for where, height in heights(page, paths).items() if height > MOST[where[1]]} == {}


@begins(brought_to("board_decision"))
def test_a_vote_says_what_it_counts_for_while_one_chooses(page: Page, town: Town, story: Story) -> None:
    told.open_ballot(story, "Ninety days.")
    path = reverse("board_step", args=[story.case, "cast_vote"])
    assert Window(page, town.browser("bo"), path).judged(path) == []
    assert page.get_by_label("Suspension (level 6), 90 days, condition 1 – recommended", exact=True).count() == 1
    brought = page.locator(".ob-vote-brought").inner_text()
    assert "The panel recommends: suspension, 90 days. Vote by " in brought
    assert page.locator(".ob-count__for:visible, .ob-count__not:visible").count() == 0
    assert page.get_by_label("The hearing was not fair").is_visible() is False
    page.locator("label[for=id_outcome_2]").click()
    chosen = page.locator("input[name=outcome]:checked").get_attribute("value")
    counted = [row.inner_text() for row in page.locator("tbody tr", has=page.locator(".ob-count__for:visible")).all()]
    assert (chosen, ["Public reprimand" in counted[0], len(counted)]) == ("L4", [True, 3])
    page.locator("input[name=dismiss_on_law][value=yes]").check(force=True)
    assert page.get_by_label("No oath was in force").is_visible()
    assert page.evaluate(END) <= 2200
    page.locator("input[name=dismiss_on_law][value=no]").check(force=True)
    assert page.evaluate("document.documentElement.scrollHeight") <= 2200


def visible(page: Page, path: str) -> str:
    page.goto(f"{SITE}{path}")
    return page.locator("body").inner_text()


def heights(page: Page, paths: list[str]) -> dict[tuple[str, int], int]:
    """Where the content of each page ends, at each width."""
    found = {}
    for path in paths:
        page.goto(f"{SITE}{path}")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            found[path, width] = int(page.evaluate(END))
    return found
