"""The public report by keyboard alone, and in a browser that runs no script."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.reporting import LETTER, follows_up, reports
from tests.journeys.town import Town

FOCUSED = """() => {
  const e = document.activeElement, label = e.labels && e.labels.length ? e.labels[0].innerText : e.innerText;
  return e === document.body ? "" : (label || "").trim();
}"""
MOST_TABS = 80
TYPED = "typed"
PICKED = "picked"


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """A file to send."""
    file = tmp_path / "letter.txt"
    file.write_text(LETTER, encoding="utf-8")
    return file


def test_a_browser_without_script_reports_and_follows_up(shared_town: Town, letter: Path) -> None:
    somebody = shared_town.stranger(script=False)
    reference, code = reports(somebody, shared_town, letter)
    returning = shared_town.stranger(script=False)
    follows_up(returning, code)
    assert reference in returning.text


def test_a_report_is_written_with_the_keyboard_alone(shared_town: Town) -> None:
    page = shared_town.stranger().page
    page.goto("/report/")
    enters(page, "Start the full way")
    reach(page, "What happened?")
    types(page, "He denied a written promise.")
    enters(page, "Save and continue")
    enters(page, "Save and continue")
    expect(page.locator(":focus")).to_have_class("govuk-error-summary")
    enters(page, "Give a name, or tick “I do not know who it was” further down.")
    assert page.evaluate(FOCUSED) == "Their name"
    types(page, "Rex Respond")
    enters(page, "Save and continue")
    expect(page.locator("h1")).to_have_text("Keep these twelve words")
    enters(page, "I have kept them, continue")
    for answer in (
        picks("It is still going on"),
        picks("2. Ethical, fair and transparent practice"),
        (),
        picks("No"),
        picks("Anonymously, without my name"),
        (),
        picks("No"),
    ):
        gives(page, *answer)
        enters(page, "Save and continue")
    expect(page.locator("h1")).to_have_text("Check and send")
    gives(page, PICKED, "What I have written is true as far as I know")
    enters(page, "Send the report")
    expect(page.locator("h1")).to_have_text("Your report is in")
    code = " ".join(page.locator(".ob-code__words li").all_inner_texts())
    reach(page, "Hide them here")
    page.keyboard.press("Enter")
    reach(page, "Type the words from your note")
    types(page, code)
    enters(page, "I have my words")
    expect(page.locator(".ob-code")).to_have_count(0)


def picks(words: str) -> tuple[str, str]:
    """An answer that is chosen."""
    return PICKED, words


def writes(words: str) -> tuple[str, str]:
    """An answer that is written into the page's only field."""
    return TYPED, words


def gives(page: Page, how: str = "", words: str = "") -> None:
    """Give an answer by keys."""
    if how == TYPED:
        reach(page, page.locator("h1").inner_text())
        types(page, words)
    elif how == PICKED:
        reach(page, words)
        page.keyboard.press("Space")


def reach(page: Page, words: str) -> None:
    """Go forward, key by key, to what is called so; within a group of radios by the arrows."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        here = page.evaluate(FOCUSED)
        while here != words and page.evaluate("document.activeElement.type") == "radio":
            before = here
            page.keyboard.press("ArrowDown")
            here = page.evaluate(FOCUSED)
            if page.evaluate("[...document.querySelectorAll('input[type=radio]')].at(-1) === document.activeElement"):
                break
            assert here != before
        if here == words:
            return
    raise AssertionError(f"cannot be reached by keys: {words}")


def types(page: Page, words: str) -> None:
    """Type into what has the focus."""
    page.keyboard.type(words)


def enters(page: Page, words: str) -> None:
    """Go to a link or button and press Enter; a link within the page leads nowhere else."""
    reach(page, words)
    if page.evaluate("(document.activeElement.getAttribute('href') || '').startsWith('#')"):
        page.keyboard.press("Enter")
        return
    with page.expect_navigation():
        page.keyboard.press("Enter")
