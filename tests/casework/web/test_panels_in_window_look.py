"""What opens over a page stays in the window, whatever its width and however long the names on the page are."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from casework.models import SavedView
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.drafting import add_evidence
from tests.casework.web.test_drafts_look import _asked_from_the_loop_of_the_browser
from tests.casework.web.test_drawer_look import Opens, drawn, opens, overview
from tests.casework.web.test_queue import listed
from tests.casework.web.test_queue_look import SITE, Window
from tests.scenario_fixtures import begins

__all__ = ["_asked_from_the_loop_of_the_browser", "opens"]
BETWEEN = (360, 641, 700, 768, 820, 900, 959, 961, 1000, 1060, 1100, 1200, 1280)
LONG = "Wolverhampton-Featherstonehaugh"
MANY = "state=screening&state=hearing&severity=3&severity=4&commitment=2&turn=screener&due=week&whose=late"
LEAVES = """panel => {
  const box = panel.getBoundingClientRect(), width = document.documentElement.clientWidth
  const found = []
  if (box.left < -0.5 || box.right > width + 0.5) found.push(`${Math.round(box.left)} to ${Math.round(box.right)}`)
  if (panel.scrollWidth > panel.clientWidth + 1) found.push("cut inside")
  if (document.documentElement.scrollWidth > width) found.push("page scrolls sideways")
  return found
}"""
"""How an open panel leaves the window, or what it holds leaves the panel."""
LENGTHEN = """long => {
  const name = document.querySelector(".ob-case__name"), tags = document.querySelector(".ob-case__tags")
  name.textContent = `${long} ${long}`
  for (let n = 0; n < 6; n += 1) {
    const mark = document.createElement("span")
    mark.className = "ob-case__mark"
    mark.textContent = "On my list for the meeting"
    tags.append(mark)
  }
  for (const strong of document.querySelectorAll(".ob-case__facts strong")) strong.textContent = `${long} ${long} (M-1001)`
  const first = document.querySelector(".ob-case__first")
  if (first) first.textContent = `Decide about the reporter’s identity: ${long}`
}"""
"""Makes what stands in the header of a case as long as it gets."""


APPEND = "([which, long]) => document.querySelectorAll(which).forEach(one => one.append(` ${long}`))"


def kept_inside(page: Page, summary: Locator, panel: Locator) -> dict[int, Any]:
    """By width, how a panel leaves the window while it is open."""
    found = {}
    for width in BETWEEN:
        page.set_viewport_size({"width": width, "height": 900})
        summary.click()
        expect(panel).to_be_visible()
        found[width] = panel.evaluate(LEAVES)
        summary.click()
    return {width: leaves for width, leaves in found.items() if leaves}


@pytest.mark.parametrize("asked", ["", f"?{MANY}"])
def test_each_filter_of_the_queue_opens_inside_the_window(page: Page, town: Town, asked: str) -> None:
    ines = town.people["ines"]
    listed(ines, 3, severity=3)
    for number in range(6):
        SavedView.objects.create(user=ines, name=f"{LONG} {number}"[:40], asked="state=hearing")
    path = f"{reverse('queue')}{asked}"
    window = Window(page, town.browser("ines"), path)
    page.goto(f"{SITE}{path}")
    page.evaluate(APPEND, [".ob-queue__choices :is(label, option)", LONG])
    drops = page.locator(".ob-queue__drop").all()
    found = [kept_inside(page, one.locator("> summary"), one.locator("> .ob-queue__choices")) for one in drops]
    assert (len(drops) > 3, [leaves for leaves in found if leaves], window.heard) == (True, [], [])


UNDER = """drop => {
  const button = drop.querySelector("summary").getBoundingClientRect()
  const panel = drop.querySelector(".ob-queue__choices").getBoundingClientRect()
  const found = []
  if (Math.abs(panel.left - button.left) > 1 && Math.abs(panel.right - button.right) > 1) found.push("beside its button")
  if (panel.top < button.bottom - 1 || panel.top > button.bottom + 8) found.push("not right below its button")
  if (panel.width > 20 * 16) found.push(`${Math.round(panel.width)} wide`)
  return found
}"""
"""How an open list of choices does not stand below its own button."""


@pytest.mark.parametrize("asked", ["", f"?{MANY}"])
def test_each_filter_of_the_queue_opens_below_its_own_button_on_a_desk(page: Page, town: Town, asked: str) -> None:
    listed(town.people["ines"], 3, severity=3)
    path = f"{reverse('queue')}{asked}"
    Window(page, town.browser("ines"), path)
    page.goto(f"{SITE}{path}")
    found = {}
    for width in (961, 1060, 1280, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        for at, drop in enumerate(page.locator(".ob-queue__drop").all()):
            drop.locator("> summary").click()
            found[width, at] = drop.evaluate(UNDER)
            drop.locator("> summary").click()
    assert (len(found) > 12, {where: wrong for where, wrong in found.items() if wrong}) == (True, {})


def test_the_warning_under_the_field_of_the_queue_stays_inside_the_window(page: Page, town: Town) -> None:
    listed(town.people["ines"], 1)
    path = reverse("queue")
    Window(page, town.browser("ines"), path)
    page.goto(f"{SITE}{path}")
    page.locator("input[name=words]").focus()
    found = {}
    for width in BETWEEN:
        page.set_viewport_size({"width": width, "height": 900})
        found[width] = page.locator("#find_warning").evaluate(LEAVES)
    assert {width: leaves for width, leaves in found.items() if leaves} == {}


@begins(brought_to("response_review"))
@pytest.mark.parametrize("panel", ["menu", "why"])
def test_the_menu_and_the_reasons_for_a_date_stay_inside_the_window(
    page: Page, town: Town, story: Story, panel: str
) -> None:
    summary, shown = {
        "menu": ("details.ob-menu > summary", ".ob-menu__groups"),
        "why": (".ob-case__clock summary", ".ob-case__clock .govuk-details__text"),
    }[panel]
    path = overview(story)
    window = Window(page, town.browser(story.investigator), path)
    page.goto(f"{SITE}{path}")
    short = kept_inside(page, page.locator(summary), page.locator(shown))
    page.evaluate(LENGTHEN, LONG)
    long = kept_inside(page, page.locator(summary), page.locator(shown))
    assert (short, long, window.heard) == ({}, {}, [])


@begins(brought_to("investigation"))
def test_a_drawer_and_what_it_holds_stay_inside_the_window(opens: Opens, story: Story) -> None:
    window = opens(story.investigator, overview(story))
    page = drawn(window, add_evidence(story))
    page.evaluate(APPEND, ["#drawer :is(label, h1)", LONG])
    found = {}
    for width in (1000, 1020, 1060, 1100, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        found[width] = [
            leaves for one in ("#drawer", "#drawer [data-drawer-body]") for leaves in page.locator(one).evaluate(LEAVES)
        ]
    assert {width: leaves for width, leaves in found.items() if leaves} == {}
