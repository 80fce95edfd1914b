"""A report in a real browser, without a script and with: every page judged at a phone's and a desk's width."""

import os
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.core.wsgi import get_wsgi_application
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django import Settings

from policy.actions import publish_editions
from tests import axe
from tests.browsing import follow, press
from tests.look.conftest import Silent
from tests.look.test_pages import WIDTHS
from tests.policy.books import ICSRM
from tests.vault.sent import PDF

REFUSED = "Failed to load resource: the server responded with a status of 422 (Unprocessable Content)"
SHOTS = os.environ.get("SHOTS")

MOST_WORDS = {
    "report": 140, "what": 57, "words": 90, "when": 105, "commitments": 150, "evidence": 115, "elsewhere": 75, "you": 90,
    "about-you": 75, "keep-away": 185, "risk": 53, "check": 165, "receipt": 135, "short": 190,
    "short-receipt": 142,
}  # fmt: skip
"""The most words that a page of a report may show before anything is unfolded."""
SHORT_WAY_WORDS = 470
"""The most words of the whole short way: the front page, the page of the report and the receipt."""
WORDS_SHOWN = """() => {
  const text = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT), range = document.createRange()
  let count = 0
  while (text.nextNode()) {
    const within = text.currentNode.parentElement
    range.selectNodeContents(text.currentNode)
    if (range.getBoundingClientRect().width < 2 || within.closest(".govuk-visually-hidden")) continue
    if (within.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true}))
      count += (text.currentNode.textContent.match(/[\\p{L}\\p{N}]\\S*/gu) || []).length
  }
  return count
}"""


@pytest.fixture
def closed_at_last() -> Iterator[None]:
    """While a browser's loop runs, a test has a database connection of its own, which nobody else closes."""
    yield
    connection.close()


@pytest.fixture
def address(
    closed_at_last: None, committed: None, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """Where the installation is, its books published; the browser's own loop must not keep the test from its database."""
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    settings.FILES_DIR = tmp_path
    publish_editions(folder=ICSRM)
    server = ThreadedWSGIServer(("127.0.0.1", 0), Silent)
    server.daemon_threads, server.block_on_close = True, False
    server.set_app(StaticFilesHandler(get_wsgi_application()))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def judge(page: Page, name: str) -> list[str]:
    """What is wrong with the page that is shown: what axe finds at each width, scrolling sideways, and too many words."""
    found = [f"{name}: {count} words" for count in [count_words(page)] if count > MOST_WORDS.get(name, count)]
    for number, (kind, width) in enumerate(WIDTHS.items()):
        page.set_viewport_size({"width": width, "height": 900})
        # The way out stays in view, so half a button can lie under it while one scrolls.
        page.evaluate("scrollTo(0, 0)")
        if SHOTS:
            page.screenshot(path=f"{SHOTS}/{name}-{kind}.png", full_page=True)
        found += [f"{name} {kind} {each}" for each in axe.wrong(page, again=number > 0)]
    return found


def count_words(page: Page) -> int:
    """Count the words that the main part of a page shows before anything is unfolded."""
    return int(page.locator("main").evaluate(WORDS_SHOWN))


def test_a_report_from_the_front_page_to_its_status(page: Page, address: str) -> None:
    wrong, heard = list[str](), list[str]()
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    for path in ("", "report", "code", "oath", "procedure", "register", "verify", "contact", "privacy", "follow-up"):
        page.goto(f"{address}/{path}/".replace("//", "/").replace(":/", "://"))
        wrong += judge(page, path or "home")
    page.goto(f"{address}/report/")
    press(page, "Start the full way")
    wrong += judge(page, "what")
    page.get_by_label("What happened?").fill("The tender was given to a friend.")
    press(page, "Save and continue")
    press(page, "Save and continue")
    expect(page).to_have_title("Error: Who is it about? – ICSRM")
    wrong += judge(page, "who-error")
    page.locator("[name=name_1]").fill("Rex Marlowe")
    press(page, "Add another person")
    wrong += judge(page, "who-two")
    press(page, "Take person 2 off")
    press(page, "Save and continue")
    expect(page).to_have_title("Keep these twelve words – ICSRM")
    wrong += judge(page, "words")
    press(page, "I have kept them, continue")
    wrong += judge(page, "when")
    page.get_by_label("It was one day").check()
    press(page, "Save and continue")
    wrong += judge(page, "when-error")
    page.get_by_label("When it happened or began").fill("2026")
    press(page, "Save and continue")
    wrong += judge(page, "commitments")
    page.get_by_label("1. Trust and relationships").check()
    press(page, "Save and continue")
    page.locator("input[type=file]").set_input_files(
        {"name": "offer.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    expect(page.get_by_text("1 file is with your report")).to_be_visible()
    wrong += judge(page, "evidence")
    press(page, "Save and continue")
    wrong += judge(page, "elsewhere")
    page.get_by_label("No", exact=True).check()
    press(page, "Save and continue")
    wrong += judge(page, "you")
    page.get_by_label("Confidentially").check()
    press(page, "Save and continue")
    wrong += judge(page, "about-you")
    page.get_by_label("Your name").fill("Pia Sandgrouse")
    press(page, "Save and continue")
    wrong += judge(page, "keep-away")
    press(page, "Save and continue")
    wrong += judge(page, "risk")
    page.get_by_label("No", exact=True).check()
    press(page, "Save and continue")
    wrong += judge(page, "check")
    press(page, "Send the report")
    wrong += judge(page, "check-error")
    page.get_by_label("What I have written is true").check()
    press(page, "Send the report")
    expect(page).to_have_title("Your report is in – ICSRM")
    wrong += judge(page, "receipt")
    words = page.locator(".ob-code__words li").all_inner_texts()
    page.get_by_text("Hide them here").click()
    page.get_by_label("Type the words from your note").fill(" ".join(words))
    press(page, "I have my words")
    wrong += judge(page, "receipt-after")
    page.get_by_role("link", name="Follow up with your words").click()
    page.get_by_label("Your twelve words").fill("one two three")
    press(page, "Continue")
    wrong += judge(page, "follow-error")
    page.get_by_label("Your twelve words").fill(" ".join(words))
    press(page, "Continue")
    expect(page).to_have_title("Your report – ICSRM")
    wrong += judge(page, "status")
    follow(page.get_by_role("link", name="Receipt to print"))
    wrong += judge(page, "follow-receipt")
    assert wrong == []
    assert heard == [REFUSED] * 4


def test_a_report_without_javascript_and_the_way_out_of_it(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(f"{address}/report/")
        assert context.cookies() == []
        press(page, "Start the full way")
        page.get_by_label("What happened?").fill("The tender was given to a friend.")
        press(page, "Save and continue")
        page.get_by_label("I do not know who it was").check()
        press(page, "Back")
        expect(page.get_by_label("What happened?")).to_have_value("The tender was given to a friend.")
        page.get_by_label("What happened?").fill("The tender was given to a cousin.")
        press(page, "Back")
        press(page, "Go on with your report")
        press(page, "Back")
        expect(page.get_by_label("I do not know who it was")).to_be_checked()
        press(page, "Back")
        expect(page.get_by_label("What happened?")).to_have_value("The tender was given to a cousin.")
        context.clear_cookies(name="csrftoken")
        page.get_by_label("What happened?").fill("The tender was given to a brother.")
        press(page, "Save and continue")
        expect(page.get_by_role("heading", level=1)).to_have_text("Send it from this page")
        press(page, "Send")
        press(page, "I have kept them, continue")
        press(page, "Back")
        press(page, "Back")
        expect(page.get_by_label("What happened?")).to_have_value("The tender was given to a brother.")
        assert [each["expires"] for each in context.cookies()] == [-1, -1, -1]
        page.get_by_role("link", name="Leave this site").click()
        expect(page).to_have_title("Units of measure")
        assert context.cookies() == []
    finally:
        context.close()


def test_the_short_way_is_three_screens_of_few_words(page: Page, address: str) -> None:
    wrong: list[str] = []
    page.goto(f"{address}/report/")
    shown = [count_words(page)]
    press(page, "Start the short way")
    wrong.extend(judge(page, "short"))
    shown.append(count_words(page))
    press(page, "Send the report")
    wrong.extend(judge(page, "short-error"))
    page.get_by_label("What happened?").fill("The tender was given to a friend.")
    page.locator("[name=name_1]").fill("Rex Marlowe")
    expect(page.get_by_label("Your name")).to_be_hidden()
    page.get_by_label("Openly").check()
    expect(page.get_by_label("Your name")).to_be_visible()
    wrong.extend(judge(page, "short-named"))
    page.get_by_label("Anonymously").check()
    page.get_by_label("What I have written is true").check()
    press(page, "Send the report")
    wrong.extend(judge(page, "short-receipt"))
    shown.append(count_words(page))
    expect(page).to_have_title("Your report is in – ICSRM")
    assert (wrong, sum(shown) <= SHORT_WAY_WORDS, shown) == ([], True, shown)


def enter(context: BrowserContext, address: str, words: str) -> Page:
    """Type the twelve words into a browser that has never been here."""
    page = context.new_page()
    page.goto(f"{address}/follow-up/")
    page.get_by_label("Your twelve words").fill(words)
    press(page, "Continue")
    return page


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_no_interruption_loses_a_saved_page_and_the_words_are_the_code(
    browser: Browser, address: str, script: bool
) -> None:
    context = browser.new_context(java_script_enabled=script)
    page = context.new_page()
    page.goto(f"{address}/report/")
    press(page, "Start the short way")
    story, what = "The tender was given to a friend.", page.url

    def holds(shown: Page) -> None:
        expect(shown.get_by_label("What happened?")).to_have_value(story)

    page.get_by_label("What happened?").fill(story)
    page.locator("[name=name_1]").fill("Rex Marlowe")
    press(page, "Stop, and go on later")
    words = " ".join(page.locator(".ob-code__words li").all_inner_texts())
    page.goto(what)
    page.reload()
    holds(page)
    page.goto(f"{address}/accessibility/")
    page.go_back()
    holds(page)
    tab = context.new_page()
    tab.goto(what)
    holds(tab)
    tab.close()
    context.set_offline(True)
    page.get_by_role("button", name="Send the report").click()
    if script:
        expect(page.get_by_text("No connection. Keep this page open")).to_be_in_viewport()
    else:
        expect(page.get_by_label("What happened?")).to_have_count(0)  # the browser’s own page says that it is offline
    context.set_offline(False)
    expect(page.get_by_text("There is a problem")).to_have_count(int(script))  # the press has gone out
    page.goto(what)
    holds(page)
    with time_machine.travel(datetime.now(UTC) + timedelta(days=29), tick=True):
        page.reload()
        holds(page)
    page.goto(f"data:text/html,<a href='{address}/report/'>a link on another site</a>")
    page.get_by_role("link").click()
    press(page, "Go on with your report")
    page.goto(what)
    holds(page)
    context.close()
    opened_again = browser.new_context(java_script_enabled=script)
    page = enter(opened_again, address, words)
    page.goto(what)
    holds(page)
    device = browser.new_context(java_script_enabled=script)
    other = enter(device, address, words)
    other.get_by_label("Anonymously").check()
    other.get_by_label("What I have written is true").check()
    press(other, "Send the report")
    expect(other).to_have_title("Your report is in – ICSRM")
    expect(enter(opened_again, address, words)).to_have_title("Your report – ICSRM")
    opened_again.close()
    device.close()
