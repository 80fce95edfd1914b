"""A member's pages in a real browser: judged by axe at a phone's and a desk's width, and used without a script."""

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import time_machine
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.core.wsgi import get_wsgi_application
from django.db import connection
from playwright.sync_api import Browser, FilePayload, Page, expect
from pytest_django import Settings

from accounts.models import User
from accounts.second_factor import enrol_totp, totp_now
from casework.models import Case
from casework.vocabulary import Seat
from notifications.dispatch.dispatcher import place_letters
from notifications.member.pages import CASE_PAGES
from notifications.models import Message
from tests.browsing import follow, press
from tests.casework.answer_cast import Inquiry
from tests.casework.desk_cast import MONDAY
from tests.casework.web.test_public_look import judge
from tests.look.conftest import Silent
from tests.notifications.test_pages import signed_in

PASSWORD = "four unrelated words here"
NUMBERED = "Opened the tender to one supplier.\nGave it the contract.\nTook money for it."
CHOSEN: FilePayload = {"name": "renewals.txt", "mimeType": "text/plain", "buffer": b"One was renewed a week earlier."}
FIRST_SCREEN = 780
LOWEST = """() => {
  const main = document.querySelector('.ob-beside__main') || document.querySelector('main')
  const ask = main.querySelector('.ob-ask__do a')
  const shown = [...main.querySelectorAll('p, li, dd, td, blockquote')]
  const first = ask || shown.find(one => one.offsetParent && one.innerText.trim())
  const lines = document.createRange()
  lines.selectNodeContents(first)
  return Math.round(lines.getClientRects()[0].bottom + scrollY)
}"""
"""Where the ask ends or, on a page without one, the first line of its content."""


class OneAnswer(Silent):
    """A server that ends a connection with its answer, so that nothing waits for a browser that keeps one open."""

    protocol_version = "HTTP/1.0"


@pytest.fixture
def closed_at_last() -> Iterator[None]:
    """While a browser's loop runs, a test has a database connection of its own, which nobody else closes."""
    yield
    connection.close()


@pytest.fixture
def address(
    closed_at_last: None, committed: None, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """Where the installation is; the browser's own loop must not keep the test from its database."""
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    settings.FILES_DIR = tmp_path
    server = ThreadedWSGIServer(("127.0.0.1", 0), OneAnswer)
    server.daemon_threads = False
    server.set_app(StaticFilesHandler(get_wsgi_application()))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    with time_machine.travel(MONDAY, tick=True):
        yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def noticed(address: str) -> tuple[Inquiry, Case]:
    """The people, and a case whose notice lies in Rex's inbox."""
    with time_machine.travel(MONDAY, tick=True) as clock:
        inquiry = Inquiry(clock)
        case = inquiry.disclosed()
        case = inquiry.serve(case, particulars={inquiry.the_one(case): NUMBERED})
        place_letters()
    inquiry["rex"].set_password(PASSWORD)
    inquiry["rex"].save()
    return inquiry, case


def let_in(page: Page, user: User, address: str) -> None:
    """Give a browser the session of a person who has signed in."""
    cookie = signed_in(user).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": address}])


def too_low(page: Page, name: str) -> list[str]:
    """Say how far down the ask or the first sentence of a page lies on a phone, if not within its first screen."""
    page.set_viewport_size({"width": 360, "height": FIRST_SCREEN})
    lowest = page.evaluate(LOWEST)
    return [f"{name} begins at {lowest}"] if lowest > FIRST_SCREEN else []


def test_a_member_reads_a_notice_and_answers_it(page: Page, address: str, noticed: tuple[Inquiry, Case]) -> None:
    inquiry, case = noticed
    let_in(page, inquiry["rex"], address)
    page.goto(f"{address}/member/")
    wrong = judge(page, "inbox")
    follow(page.get_by_role("link", name="Notice of investigation"))
    wrong += judge(page, "notice")
    follow(page.get_by_role("link", name="Open your case"))
    expect(page.get_by_role("heading", name="The Society asks for your answer")).to_be_visible()
    page.get_by_text("Why this date").first.click()
    wrong += judge(page, "member_case") + too_low(page, "member_case")
    page.get_by_text("In this case: Now").click()
    follow(page.get_by_role("link", name="Allegations"))
    expect(page.get_by_role("heading", name="Allegations")).to_be_visible()
    for name, label in (*CASE_PAGES.items(), ("now", CASE_PAGES["now"])):
        page.set_viewport_size({"width": 1280, "height": 900})
        page.get_by_role("link", name=str(label), exact=False).first.click()
        expect(page.locator("[aria-current=page]").first).to_contain_text(str(label))
        wrong += judge(page, f"member_{name}") + too_low(page, f"member_{name}")
    answers(page, inquiry["rex"], lambda name: wrong.extend(judge(page, name) + too_low(page, name)))
    wrong += judge(page, "answered")
    follow(page.get_by_role("link", name="Keep a receipt that proves it"))
    expect(page.get_by_role("heading", name="What you sent")).to_be_visible()
    expect(page.get_by_text(CHOSEN["name"]).first).to_be_visible()
    wrong += judge(page, "sent")
    page.goto(f"{address}/member/oath/")
    wrong += judge(page, "oath")
    assert (wrong, Message.objects.get(case=case, seat=Seat.RESPONDENT).opened_at is not None) == ([], True)


def test_without_a_script_a_member_gets_as_far(browser: Browser, address: str, noticed: tuple[Inquiry, Case]) -> None:
    inquiry, _ = noticed
    page = browser.new_context(java_script_enabled=False).new_page()
    let_in(page, inquiry["rex"], address)
    page.goto(f"{address}/member/")
    follow(page.get_by_role("link", name="Notice of investigation"))
    follow(page.get_by_role("link", name="Open your case"))
    answers(page, inquiry["rex"])
    follow(page.get_by_role("link", name="Allegations"))
    expect(page.get_by_text("Admitted in part")).to_be_visible()
    page.context.close()


def answers(page: Page, rex: User, look: Callable[[str], object] = str) -> None:
    """Write the answer page by page and send it; `look` is told each page that is shown."""
    page.set_viewport_size({"width": 1280, "height": 900})
    follow(page.get_by_role("link", name="Answer", exact=True).first)
    look("answer_list")
    follow(page.get_by_role("link", name="Begin my answer"))
    look("answer_page")
    page.get_by_label("Some of it").check()
    for place, said in enumerate(("I admit it", "I deny it", "No comment"), 1):
        page.get_by_role("group", name=f"1.{place} ").get_by_label(said).check()
    press(page, "Save and go on")
    page.get_by_label("What the person who reported may read").fill("Most of it is wrong.")
    look("answer_reporter")
    press(page, "Save and see the list")
    expect(page.get_by_text("Cannot start yet")).to_be_visible()
    look("answer_begun")
    follow(page.get_by_role("link", name="Go on with my answer"))
    page.get_by_label("Why, in your words: 1.2").fill("Another did.")
    press(page, "Save and go on")
    page.set_viewport_size({"width": 1280, "height": 900})
    follow(page.get_by_role("link", name="Answer", exact=True).first)
    follow(page.get_by_role("link", name="Check my answer"))
    page.locator("input[type=file]").set_input_files(CHOSEN)
    look("answer_check")
    press(page, "Send my answer")
    expect(page.get_by_text("You have no authenticator app yet.")).to_be_visible()
    expect(page.get_by_text(CHOSEN["name"])).to_be_visible()
    look("answer_proof")
    secret = enrol_totp(rex)
    page.goto(page.url)
    expect(page.get_by_text(CHOSEN["name"]).first).to_be_visible()
    press(page, "Send my answer")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("Code").fill(totp_now(secret))
    press(page, "Answer")
