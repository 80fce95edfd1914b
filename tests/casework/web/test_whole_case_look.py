"""The page on which the secretary and other officers of the board read a whole case: its papers are folded."""

import re

from django.urls import reverse
from playwright.sync_api import Browser, expect

from tests.casework.web.conftest import Town
from tests.casework.web.reporting import text
from tests.casework.web.test_drafts_look import Window, _asked_from_the_loop_of_the_browser

__all__ = ["_asked_from_the_loop_of_the_browser"]
FOLD = re.compile(r'<details class="ob-fold"([^>]*)>')


def test_the_papers_of_a_whole_case_are_folded_but_for_the_first(town: Town) -> None:
    story = town.case_in("board_decision")
    page = text(town.browser("ada").get(reverse("board_case", args=[story.case])))
    folds = [more.strip() for more in FOLD.findall(page)]
    papers = page.partition('id="papers_title"')[2].partition("</section>")[0]
    assert len(folds) > 2
    assert folds == ["open", *[""] * (len(folds) - 1)]
    assert len(FOLD.findall(papers)) == papers.count('<h3 class="govuk-heading-s">')


def test_a_paper_unfolds_by_keys_and_without_script_and_the_page_remembers_nothing(
    browser: Browser, town: Town
) -> None:
    story = town.case_in("board_decision")
    context = browser.new_context(java_script_enabled=False)
    window = Window(context, town.browser("ada"))
    window.opens(reverse("board_case", args=[story.case]))
    papers = window.page.locator(".ob-fold dl")
    expect(papers.first).to_be_visible()
    expect(papers.nth(1)).to_be_hidden()
    window.page.locator(".ob-fold > summary").nth(1).press("Enter")
    expect(papers.nth(1)).to_be_visible()
    window.page.locator(".ob-fold > summary").first.press("Space")
    expect(papers.first).to_be_hidden()
    window.page.reload()
    expect(papers.first).to_be_visible()
    expect(papers.nth(1)).to_be_hidden()
    context.close()
