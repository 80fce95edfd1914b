"""The narrow tables of a case and of the board on a phone: no word of ours is broken in its middle, none leaves the window."""

from django.urls import reverse
from playwright.sync_api import Page

from local.demo import story as told
from local.demo.scenario import Story
from local.demo.story import BOARD, declare
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.long_case import before_the_board
from tests.casework.web.test_pack_look import screens
from tests.casework.web.test_queue_look import SITE, Window
from tests.scenario_fixtures import begins

PHONES = (320, 360, 390)
BROKEN = """() => {
  const found = []
  for (const cell of document.querySelectorAll(":is(.ob-pack__table, table.ob-short) :is(th, td)")) {
    if (cell.closest("thead")?.getBoundingClientRect().height <= 1) continue
    const words = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
    while (words.nextNode()) {
      for (const { 0: word, index } of words.currentNode.data.matchAll(/[^\\s–—/-]+/gu)) {
        const range = document.createRange()
        range.setStart(words.currentNode, index)
        range.setEnd(words.currentNode, index + word.length)
        const lines = new Set([...range.getClientRects()].filter(one => one.width > 1).map(one => Math.round(one.top)))
        if (lines.size > 1) found.push(word)
      }
    }
  }
  const wide = document.documentElement.scrollWidth > document.documentElement.clientWidth
  return wide ? [...found, "page scrolls sideways"] : found
}"""
"""The words of the tables that stand on two lines."""
TABLES = ":is(.ob-pack__table, table.ob-short)"


def broken(page: Page, town: Town, first: str, *paths: str) -> tuple[dict[tuple[str, int], list[str]], int]:
    """The words that are broken, by page and width, and how many of the pages have such a table."""
    window, found, tables = Window(page, town.browser(first), *paths), {}, 0
    for path in paths:
        page.goto(f"{SITE}{path}")
        tables += bool(page.locator(TABLES).count())
        for width in PHONES:
            page.set_viewport_size({"width": width, "height": 900})
            found[path, width] = page.evaluate(BROKEN)
    window.leave()
    return {where: words for where, words in found.items() if words}, tables


def test_no_word_is_broken_on_the_screens_of_the_pack(page: Page, town: Town) -> None:
    story = before_the_board(town)
    declare(story, *BOARD)
    assert broken(page, town, "bo", *screens(story.case)) == ({}, 3)


@begins(brought_to("appeal_window"))
def test_no_word_is_broken_in_a_result_on_the_docket_and_in_the_allegations(
    page: Page, town: Town, story: Story
) -> None:
    assert broken(page, town, "bo", reverse("board_result", args=[story.case]), reverse("docket")) == ({}, 2)
    assert broken(page, town, "ines", reverse("case", args=[story.case])) == ({}, 1)


def test_no_word_is_broken_in_what_is_decided_on_the_screening_sheet(page: Page, town: Town) -> None:
    story = town.story()
    told.frame(story, told.GRAVE, notes="A promise was denied.", act="Denied a written promise.")
    assert broken(page, town, told.screener(story), reverse("screening_sheet", args=[story.case])) == ({}, 1)
