"""A press that sends a report or a message without a connection: the page stays, says so, and sends it once."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from casework.models import Case, WaitingMessage
from local.demo.scenario import Story
from tests import axe
from tests.browsing import until
from tests.casework.web.conftest import Town, brought_to, town_begun
from tests.casework.web.reporting import Reporter
from tests.casework.web.test_drafts_look import NARROW, Window, _asked_from_the_loop_of_the_browser
from tests.casework.web.test_message_box_look import door

__all__ = ["_asked_from_the_loop_of_the_browser"]
begun = town_begun(to=brought_to("awaiting_response"))
SEND = re.compile("^Send")
HELD = "No connection. Keep this page open"


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=NARROW)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


def presses(page: Page) -> list[str]:
    """What the page sends for good from now on."""
    sent: list[str] = []
    page.on(
        "request", lambda one: sent.append(one.url) if one.method == "POST" and one.is_navigation_request() else None
    )
    return sent


def hold_a_press(window: Window, sent: list[str]) -> None:
    """Press twice without a connection, and let it come back. The device itself notices nothing of it."""
    window.is_cut_off = True
    for _twice in range(2):
        window.page.get_by_role("button", name=SEND).last.click()
        window.page.wait_for_timeout(1_100)
    expect(window.page.get_by_text(HELD)).to_be_in_viewport()
    assert (axe.wrong(window.page, again=False), sent) == ([], [])
    window.is_cut_off = False


def test_the_check_of_a_report_holds_its_press_and_sends_the_report_once(books: None, phone: Page) -> None:
    reporter = Reporter(Client())
    reporter.answer()
    before, window = Case.objects.count(), Window(phone.context, reporter.jar)
    sent = presses(window.page)
    window.opens(f"{reporter.home}check/")
    window.page.get_by_role("checkbox").check()
    hold_a_press(window, sent)
    expect(window.page).to_have_url(re.compile("/check/$"))
    until(window.page, lambda: Case.objects.count() > before, "the report")
    expect(window.page.get_by_text(HELD)).to_have_count(0)
    assert (len(sent), Case.objects.count()) == (1, before + 1)


@pytest.mark.parametrize("who", ["officer", "reporter", "member"])
def test_a_message_holds_its_press_and_goes_out_once(phone: Page, town: Town, story: Story, who: str) -> None:
    client, path = door(who, town, story)
    window = Window(phone.context, client, "textarea[name=message]")
    sent = presses(window.page)
    window.opens(path)
    window.text.fill("The minutes have it, whimbrel.")
    expect(window.quiet).to_contain_text("Saved")
    hold_a_press(window, sent)
    until(window.page, WaitingMessage.objects.exists, "the message")
    expect(window.page.get_by_text(HELD)).to_have_count(0)
    assert (len(sent), WaitingMessage.objects.count()) == (1, 1)


def test_a_browser_that_cannot_wait_for_an_answer_sends_at_once_as_before(books: None, phone: Page) -> None:
    phone.context.add_init_script("delete AbortSignal.timeout")
    reporter = Reporter(Client())
    reporter.answer()
    before, window = Case.objects.count(), Window(phone.context, reporter.jar)
    sent = presses(window.page)
    window.opens(f"{reporter.home}check/")
    window.page.get_by_role("checkbox").check()
    window.page.get_by_role("button", name=SEND).last.click()
    until(window.page, lambda: Case.objects.count() > before, "the report")
    assert len(sent) == 1
