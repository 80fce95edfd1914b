"""An officer at a browser whose requests a test client answers, with a count of presses, of clicks and of pages."""

import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from django.contrib.staticfiles import finders
from django.db import connections
from django.test import Client
from playwright.sync_api import Browser, Locator, Page, Route

from tests.browsing import until
from tests.casework.web.test_queue_look import SITE

ON = '<!doctype html><title>…</title><meta http-equiv="refresh" content="0;url={}">'
"""What a redirect is answered with: a browser that is shown answers follows no redirect by itself. It counts as no page."""


@dataclass
class Spent:
    """What somebody spent on their part: `acts` are presses that took a step."""

    acts: int = 0
    pages: int = 0
    clicks: int = 0

    def within(self, most: "Spent") -> bool:
        return self.acts <= most.acts and self.pages <= most.pages and self.clicks <= most.clicks

    def __add__(self, other: "Spent") -> "Spent":
        return Spent(self.acts + other.acts, self.pages + other.pages, self.clicks + other.clicks)


@dataclass
class Officer:
    """One person at a window. Each choice, each field that is written in, each link and each button is a click."""

    browser: Browser
    client: Client
    spent: Spent = field(default_factory=Spent)

    def __post_init__(self) -> None:
        self.context = self.browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
        self.page, self.database = self.context.new_page(), connections["default"]
        self.sent = self.loaded = 0
        self.page.on("domcontentloaded", self.count)
        self.context.route("**/*", self.answer)

    def count(self, _page: Page) -> None:
        self.loaded += 1

    def answer(self, route: Route) -> None:
        connections["default"] = self.database  # The loop of the browser would open a connection of its own.
        asked, path = route.request, route.request.url.removeprefix(SITE)
        if path.startswith("/static/"):
            found = str(finders.find(path.removeprefix("/static/").partition("?")[0]))
            route.fulfill(path=found, content_type=mimetypes.guess_type(found)[0] or "")
            return
        kind, body = asked.headers.get("content-type", ""), asked.post_data_buffer or b""
        self.sent += 1
        answer = self.client.generic(asked.method, path, body, content_type=kind)
        if answer.status_code == 302:
            route.fulfill(body=ON.format(escape(SITE + answer.headers["Location"])), content_type="text/html")
            return
        assert answer.status_code == 200, (path, answer.status_code, answer.content.decode()[-3000:])
        self.spent.pages += 1
        sent = {name: value for name, value in answer.headers.items() if name != "Content-Length"}
        route.fulfill(status=answer.status_code, body=answer.content, headers=sent)

    def opens(self, path: str) -> None:
        self.page.goto(f"{SITE}{path}")

    def clicks(self, control: Locator) -> None:
        self.spent.clicks += 1
        control.click()

    def follows(self, words: str) -> None:
        """Follow the first link that begins with these words, and wait for its page."""
        self.goes_by(self.page.get_by_role("link", name=words).first)

    def presses(self, button: str | Locator) -> None:
        """Press a button that takes steps, given by the beginning of its words, and wait for the page that comes."""
        self.spent.acts += 1
        self.goes_by(self.page.get_by_role("button", name=button).first if isinstance(button, str) else button)

    def goes_by(self, control: Locator) -> None:
        """Click what leads to another page, and wait until that page has come."""
        seen = self.spent.pages
        self.clicks(control)
        until(self.page, lambda: self.spent.pages > seen and self.loaded >= self.sent, "the next page")

    def writes(self, texts: Mapping[str, str]) -> None:
        """Write into fields, each by its name. Going to a field is a click."""
        for name, words in texts.items():
            self.spent.clicks += 1
            self.page.locator(f'[name="{name}"]').fill(words)

    def chooses(self, *fields: str) -> None:
        """Choose values, each as `name=value`, and tick boxes by their name."""
        for one in fields:
            name, _, value = one.partition("=")
            self.clicks(self.page.locator(f'[name="{name}"]' + (f'[value="{value}"]' if value else "")))

    def takes(self, step: str) -> None:
        """Go to the page of a step from the page of a case: by its button, or by the menu of the others."""
        link = self.page.get_by_role("link", name=step, exact=True).first
        if not link.is_visible():
            self.clicks(self.page.locator("details.ob-menu > summary"))
        self.goes_by(link)

    def leaves(self) -> Spent:
        """Close the window; return what was spent."""
        self.context.close()
        return self.spent
