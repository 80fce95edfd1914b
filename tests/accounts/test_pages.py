"""An office holder's first day in a real browser: every account page, judged by axe and under the strict policy."""

import os
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.db import connection
from playwright.sync_api import ConsoleMessage, Page

from accounts.models import User
from accounts.offices import Office, appoint
from accounts.second_factor import totp_now
from tests import axe
from tests.accounts.conftest import LONG_AGO, PASSWORD
from tests.browsing import follow

WIDTHS = 1280, 360


class Silent(WSGIRequestHandler):
    """A server that says nothing of what it serves."""

    def log_message(self, format: str, *args: Any) -> None:
        """Keep quiet."""


@pytest.fixture
def closed_at_last() -> Iterator[None]:
    """While a browser's loop runs, a test has a database connection of its own, which nobody else closes."""
    yield
    connection.close()


@pytest.fixture
def address(closed_at_last: None, committed: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The installation with one investigator in it; the browser's own loop must not keep the test from its database."""
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    ola = User.objects.create_person(email="ola@example.org", name="Ola Officer", password=PASSWORD)
    appoint(user=ola, office=Office.INVESTIGATOR, since=LONG_AGO)
    server = ThreadedWSGIServer(("127.0.0.1", 0), Silent)
    server.daemon_threads = False
    server.set_app(StaticFilesHandler(get_wsgi_application()))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


class Visit:
    """A browser that is judged at every page it comes to."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.found: list[str] = []
        page.on("console", self.hear)
        page.on("pageerror", lambda error: self.found.append(str(error)))

    def hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.found.append(message.text)

    def go(self, path: str) -> None:
        self.page.goto(f"{self.address}/accounts/{path}")
        self.look()

    def press(self, name: str) -> None:
        follow(self.page.get_by_role("button", name=name, exact=True))
        self.look()

    def look(self) -> None:
        for again, width in enumerate(WIDTHS):
            self.page.set_viewport_size({"width": width, "height": 900})
            self.found += [f"{self.page.url} {width} {each}" for each in axe.wrong(self.page, again=bool(again))]

    @property
    def heading(self) -> str:
        return self.page.locator("h1").inner_text()


def test_a_first_day_in_office(address: str, page: Page) -> None:
    visit = Visit(page, address)
    visit.go("reset/")
    visit.go("reset/sent/")
    visit.go("reset/00000000000000000000000000000000/no-such-key/")
    assert visit.heading == "This link has ended"
    visit.go("login/?next=/accounts/")
    page.get_by_label("E-mail address").fill("ola@example.org")
    page.get_by_label("Password").fill("not the password")
    visit.press("Sign in")
    assert page.title().startswith("Error: ")
    page.get_by_label("Password").fill(PASSWORD)
    visit.press("Sign in")
    assert visit.heading == "Set up a second factor"
    visit.press("Continue")
    secret = page.locator("p.ob-code__digits").inner_text()
    page.get_by_label("Code from the app").fill(totp_now(secret))
    visit.press("Continue")
    assert (visit.heading, page.locator(".ob-code__words li").count()) == ("Your recovery codes", 10)
    for path, heading in (
        ("", "Your account"),
        ("recovery/", "Your recovery codes"),
        ("recovery/new/", "Make new recovery codes"),
        ("password/", "Change your password"),
        ("app/remove/", "Use another app or phone"),
        ("again/", "Your password again"),
        ("code/again/", "Your second factor"),
        ("logout/", "Sign out?"),
    ):
        visit.go(path)
        assert visit.heading == heading
    follow(page.locator("main").get_by_role("button", name="Sign out"))
    visit.go("login/?next=/accounts/")
    page.get_by_label("E-mail address").fill("ola@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    visit.press("Sign in")
    assert visit.heading == "Your second factor"
    assert visit.found == []
