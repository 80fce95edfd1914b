"""Quoting a paper into a text, in a real browser: in the drawer, on a phone, with the keyboard, without script."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from local.demo.scenario import Story
from tests import axe
from tests.casework.web.test_drafts_look import _asked_from_the_loop_of_the_browser
from tests.casework.web.test_drawer_look import Opens, closed, drawn, opens
from tests.casework.web.test_papers_beside import with_letter, writing
from tests.casework.web.test_word_search_look import tab_to
from tests.scenario_fixtures import begins

__all__ = ["_asked_from_the_loop_of_the_browser", "opens"]
MARK = """text => {
  const range = document.createRange(), at = text.firstChild.data.indexOf("dotterel");
  range.setStart(text.firstChild, at);
  range.setEnd(text.firstChild, at + 8);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""
LEFT = "#beside_left"


def cells(story: Story) -> str:
    return reverse("case_allegations", args=[story.case])


def unfold(page: Page, name: str) -> None:
    page.locator(f"{LEFT} .ob-facing__paper").filter(has_text=name).click()
    expect(page.locator(f"{LEFT} [aria-current]")).to_contain_text(name)


@begins(with_letter)
def test_marked_words_and_a_page_are_put_where_somebody_writes_and_outlive_the_drawer(
    opens: Opens, story: Story
) -> None:
    window = opens(story.investigator, cells(story))
    page = drawn(window, writing(story))
    window.text.fill("Before. After.")
    window.text.evaluate("field => field.setSelectionRange(7, 7)")
    unfold(page, "Evidence 1")
    page.locator(f"{LEFT} [data-stays=after]").click()
    expect(page.locator(f"{LEFT} .ob-facing__turn")).to_contain_text("Page 2 of 3")
    expect(page.locator(f"{LEFT} [data-stays=after]")).to_be_focused()
    page.locator(f"{LEFT} .ob-facing__file .ob-typed").evaluate(MARK)
    page.locator(f"{LEFT} .ob-facing__file").get_by_role("button", name="Quote").click()
    expect(window.text).to_have_value("Before. “dotterel” (Evidence 1, page 2) After.")
    expect(window.text).to_be_focused()
    page.locator("#beside_right").get_by_role("button", name=re.compile("Quote.*Reasons")).click()
    answer = "“I did not write that letter.” (Answer of the respondent, 25 April 2026)"
    expect(window.text).to_have_value(f"Before. “dotterel” (Evidence 1, page 2) {answer} After.")
    page.keyboard.press("Control+z")
    page.locator(LEFT).get_by_role("button", name="Cite this page").click()
    written = "Before. “dotterel” (Evidence 1, page 2) (Evidence 1, page 2) After."
    expect(window.text).to_have_value(written)
    assert axe.wrong(page) == []
    page.keyboard.press("Escape")
    closed(page, cells(story))
    drawn(window, writing(story))
    expect(window.text).to_have_value(written)
    assert written in window.client.get(writing(story)).content.decode()
    assert window.heard == []


@begins(with_letter)
@pytest.mark.parametrize("width", [1280, 360])
def test_a_whole_passage_is_quoted_by_keys_alone_and_undone(opens: Opens, story: Story, width: int) -> None:
    window = opens(story.investigator, writing(story), width)
    page, field = window.page, window.page.locator("form[data-draft] textarea").first
    before = field.input_value()
    page.locator(f"{LEFT} [aria-current]").press("Enter")
    expect(page.locator(f"{LEFT} .ob-facing__turn")).to_contain_text("Page 1 of 3")
    tab_to(page, "Quote: text of this page")
    page.keyboard.press("Enter")
    expect(field).to_have_value(re.compile(r"“Dear Denise,” \(Evidence 1, page 1\)$"))
    expect(field).to_be_focused()
    assert field.evaluate("field => field.selectionEnd === field.value.length")
    assert axe.wrong(page) == []
    page.keyboard.press("Control+z")
    expect(field).to_have_value(before)
    assert window.heard == []


@begins(with_letter)
def test_without_script_the_page_stands_above_the_field_and_no_button_is_shown(opens: Opens, story: Story) -> None:
    window = opens(story.investigator, writing(story), script=False)
    page = window.page
    page.locator(f"{LEFT} .ob-facing__paper").filter(has_text="Evidence 1").click()
    page.locator(f"{LEFT} [data-stays=after]").click()
    expect(page.locator(f"{LEFT} .ob-facing__turn")).to_contain_text("Page 2 of 3")
    expect(page.locator("form[data-draft] textarea").first).to_be_visible()
    expect(page.locator("[data-quote]").first).to_be_hidden()
