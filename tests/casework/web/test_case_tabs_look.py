"""The tabs of a case and a step in a browser: nothing scrolls sideways, and axe finds nothing.

A file of its own: once a browser runs, tests have another database connection than the scenario of a file before it.
"""

from django.urls import reverse
from playwright.sync_api import Page

from casework.vocabulary import Verb
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import TABS_OF_CASE
from tests.casework.web.test_queue_look import SITE, Window
from tests.scenario_fixtures import begins


@begins(brought_to("deliberation"))
def test_axe_finds_nothing_on_any_tab_nor_on_a_step_and_nothing_scrolls_sideways(
    page: Page, town: Town, story: Story
) -> None:
    tabs = [reverse(name, args=[story.case]) for name in TABS_OF_CASE]
    step = reverse("step", args=[story.case, Verb.SEND_STATUS])
    for browser, paths in ((town.browser(story.investigator), tabs), (town.browser("ada"), [step])):
        window = Window(page, browser, *paths)
        assert window.look() == []
        window.leave()
    browser = town.browser(story.investigator)
    window = Window(page, browser, step)
    window.answers[step] = browser.post(step, {"next_step": "The panel decides.", "draft": "letters"}, follow=True)
    assert (window.answers[step].content.count(b"ob-letters__one"), window.look()) == (3, [])


@begins(brought_to("investigation"))
def test_the_reasons_for_a_date_cover_no_tab_and_escape_closes_them(page: Page, town: Town, story: Story) -> None:
    path = reverse("case", args=[story.case])
    window = Window(page, town.browser(story.investigator), path)
    page.goto(f"{SITE}{path}")
    page.locator(".ob-case__clock summary").click()
    reasons, tabs = (page.locator(one).bounding_box() for one in (".ob-case__clock details", ".ob-case__tabs"))
    assert reasons is not None and tabs is not None
    assert reasons["y"] + reasons["height"] <= tabs["y"]
    page.keyboard.press("Escape")
    assert page.locator(".ob-case__clock details[open]").count() == 0
    assert window.heard == []


@begins(brought_to("appeal_window"))
def test_folded_papers_stand_one_below_the_other(page: Page, town: Town, story: Story) -> None:
    path = reverse("case_evidence", args=[story.case])
    Window(page, town.browser(story.investigator), path)
    page.goto(f"{SITE}{path}")
    page.set_viewport_size({"width": 1280, "height": 900})
    boxes = [one.bounding_box() for one in page.locator(".ob-sides > .ob-fold").all()]
    places = [(box["x"], box["y"]) for box in boxes if box]
    assert (len(places) > 1, len({left for left, _top in places})) == (True, 1)
    assert [top for _left, top in places] == sorted({top for _left, top in places})


CUT = """() => {
  const width = document.documentElement.clientWidth, list = document.querySelector(".ob-case__tabs ul")
  const cut = [...list.querySelectorAll("a")].filter(one => {
    const box = one.getBoundingClientRect()
    return box.left < 0 || box.right > width || box.height < 24
  })
  return [...cut.map(one => one.textContent.trim()), ...(list.scrollWidth > list.clientWidth ? ["scrolls"] : [])]
}"""
"""The tabs of a case that are not whole in the window."""


@begins(brought_to("deliberation"))
def test_every_tab_of_a_case_is_whole_in_the_window_of_a_phone(page: Page, town: Town, story: Story) -> None:
    path = reverse("case_history", args=[story.case])
    Window(page, town.browser(story.investigator), path)
    page.goto(f"{SITE}{path}")
    found = {}
    for width in (320, 360, 390, 600, 820, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        found[width] = page.evaluate(CUT)
    assert (page.locator(".ob-case__tabs a").count(), {width: cut for width, cut in found.items() if cut}) == (6, {})
