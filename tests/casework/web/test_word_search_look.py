"""A word search in a real browser: typed, and followed to the page of a file, with the keyboard alone, also on a phone."""

import pytest
from playwright.sync_api import Page, expect

from casework import tasks
from local.demo.scenario import Story
from tests import axe
from tests.casework.web.conftest import Town, brought_to, town_begun
from tests.casework.web.test_drafts_look import _asked_from_the_loop_of_the_browser
from tests.casework.web.test_drawer_look import Opens, opens
from tests.casework.web.test_word_search import PAPERS
from tests.casework.web.test_word_search_files import letter
from tests.casework.web.viewing import add_file

__all__ = ["_asked_from_the_loop_of_the_browser", "opens"]
begun = town_begun(to=brought_to("investigation"))


def tab_to(page: Page, words: str) -> None:
    """Press Tab until what has the focus says `words`."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").strip() == words:
            return
    raise AssertionError(f"no key leads to {words}")


@pytest.mark.parametrize(("width", "script"), [(1280, True), (360, True), (1280, False)])
def test_words_are_looked_for_and_their_page_is_reached_by_keys_alone(
    opens: Opens, town: Town, story: Story, width: int, script: bool
) -> None:
    letter(town, story)
    add_file(town.browser(story.investigator), story.case, b"%PDF-1.7\nwaits", "waits.pdf")
    window = opens(story.investigator, PAPERS, width, script=script)
    page = window.page
    page.get_by_label("Words in the papers").press_sequentially("dotterel")
    page.keyboard.press("Enter")
    expect(page.locator("#found_title")).to_have_text("“dotterel”")
    tasks.look_for_words()
    tab_to(page, "Look now")
    page.keyboard.press("Enter")
    expect(page.locator(".ob-results")).to_contain_text("page 4")
    if script:
        assert axe.wrong(page) == []
    tab_to(page, "page 2")
    page.keyboard.press("Enter")
    expect(page.locator(".ob-sheet__beside")).to_contain_text("So did a Dotterel.")
    if script:
        assert axe.wrong(page) == []
    assert window.heard == []
