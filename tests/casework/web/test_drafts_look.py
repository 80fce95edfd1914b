"""Drafts in a real browser, with script and without: what somebody types outlives each way of losing the page."""

import mimetypes
from collections.abc import Iterator

import pytest
from django.contrib.staticfiles import finders
from django.db import connections
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Locator, Request, Route, expect

from local.demo.scenario import Story
from tests import axe
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.drafting import leave_idle
from tests.casework.web.test_drafts_of_every_form import REPORTER, doors
from tests.casework.web.test_queue_look import SITE
from tests.scenario_fixtures import begins

ELSEWHERE = reverse("accessibility")
NARROW = {"width": 360, "height": 900}


@pytest.fixture(autouse=True)
def _asked_from_the_loop_of_the_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


class Window:
    """A window whose requests a test client answers. What is typed goes into the first long text of a page."""

    def __init__(self, context: BrowserContext, client: Client, texts: str = "form[data-draft] textarea") -> None:
        self.client, self.page, self.database = client, context.new_page(), connections["default"]
        self.texts, self.path, self.fails = texts, "", False
        self.is_cut_off = self.loses_answers = False
        context.route("**/*", self.answer)

    def answer(self, route: Route) -> None:
        """Answer one request; a redirect by the page that it leads to."""
        connections["default"] = self.database  # The loop of the browser would open a connection of its own.
        asked = route.request
        path = asked.url.removeprefix(SITE)
        if path.startswith("/static/"):
            found = str(finders.find(path.removeprefix("/static/").partition("?")[0]))
            route.fulfill(path=found, content_type=mimetypes.guess_type(found)[0] or "")
            return
        if self.is_cut_off:
            route.abort("internetdisconnected")
            return
        if self.fails:
            route.fulfill(status=500, body="A fault.", content_type="text/plain")
            return
        kind, headers = (
            asked.headers.get("content-type", ""),
            {name: asked.headers[name.lower()] for name in ("X-Draft", "X-Drawer") if name.lower() in asked.headers},
        )
        body = asked.post_data_buffer or b""
        answer = self.client.generic(asked.method, path, body, content_type=kind, headers=headers)
        while answer.status_code == 302:
            answer = self.client.get(answer.headers["Location"])
        if self.loses_answers:
            route.abort("connectionreset")
            return
        sent = {name: value for name, value in answer.headers.items() if name != "Content-Length"}
        route.fulfill(status=answer.status_code, body=answer.content, headers=sent)

    def opens(self, path: str) -> None:
        self.path = path
        self.page.goto(f"{SITE}{path}")

    @property
    def text(self) -> Locator:
        return self.page.locator(self.texts).first

    @property
    def status(self) -> Locator:
        return self.page.locator("[data-draft-status]")

    @property
    def quiet(self) -> Locator:
        """The line that says what was saved, on a page where it is not read out."""
        return self.page.locator("[data-draft-saved]")


def forms_of_each_seat(town: Town, story: Story) -> Iterator[tuple[str, Client, Client, str]]:
    """One page with a long text for each person who may take a step of the case."""
    seen: set[str] = set()
    for first, browser, other, path in doors(town, story):
        if first not in seen and b"<textarea" in browser.get(path).content:
            seen.add(first)
            yield first, browser, other, path


def what_goes_out_at_sign_out(window: Window, words: str) -> list[str]:
    """Type, and press "Sign out" at once; return the posts in their order, and when the first was answered."""
    order: list[str] = []

    def is_counted(sent: Request) -> bool:
        """What the page asks by itself, a moment after it came, is not counted."""
        return sent.method == "POST" and "draft=look" not in (sent.post_data or "")

    window.page.on("request", lambda sent: order.append(sent.url.removeprefix(SITE)) if is_counted(sent) else None)
    window.page.on("requestfinished", lambda sent: order.append("answered") if is_counted(sent) else None)
    window.text.fill(words)
    window.page.get_by_role("button", name="Sign out").first.click()
    window.page.wait_for_url(lambda url: url != f"{SITE}{window.path}")
    return order[:3]


@begins(brought_to("response_review"))
def test_with_script_typed_text_survives_back_reload_idle_and_another_browser(
    browser: Browser, town: Town, story: Story
) -> None:
    people = list(forms_of_each_seat(town, story))
    assert {REPORTER, "rex", story.investigator} <= {first for first, *_ in people}
    for first, client, other, path in people:
        context, second = browser.new_context(), browser.new_context()
        window = Window(context, client)
        window.page.clock.install()
        window.opens(path)
        window.text.fill("First, whimbrel.")
        window.page.clock.run_for(10_000)
        expect(window.status).to_contain_text("Saved")
        window.page.reload()
        expect(window.text).to_have_value("First, whimbrel.")
        window.text.fill("Second, plover.")
        window.opens(ELSEWHERE)
        window.page.go_back()
        expect(window.text).to_have_value("Second, plover.")
        if first != REPORTER:
            leave_idle(client)
            window.text.fill("Third, dunlin.")
            window.page.clock.run_for(12_000)
            expect(window.status).to_contain_text("What you typed is saved. Sign in again")
        elsewhere = Window(second, other)
        elsewhere.opens(path)
        expect(elsewhere.text).to_have_value("Second, plover." if first == REPORTER else "Third, dunlin.")
        if first == "rex":
            elsewhere.page.set_viewport_size(NARROW)  # type: ignore[arg-type]
            assert axe.wrong(elsewhere.page, again=False) == []
            assert what_goes_out_at_sign_out(elsewhere, "Fourth, turnstone.") == [
                path,
                "answered",
                reverse("account_logout"),
            ]
            assert "Fourth, turnstone." in town.browser(first).get(path).content.decode()
        for one in (context, second):
            one.close()


@begins(brought_to("response_review"))
def test_without_script_each_press_keeps_what_is_typed(browser: Browser, town: Town, story: Story) -> None:
    for first, client, other, path in forms_of_each_seat(town, story):
        context, second = (browser.new_context(java_script_enabled=False) for _ in range(2))
        window = Window(context, client)
        window.opens(path)
        window.text.fill("First, whimbrel.")
        window.page.get_by_role("button", name="Save as a draft").click()
        expect(window.page.locator("body")).to_contain_text("Your draft is saved.")
        window.opens(path)
        expect(window.text).to_have_value("First, whimbrel.")
        if first != REPORTER:
            leave_idle(client)
            window.text.fill("Second, plover.")
            window.page.get_by_role("button", name="Save as a draft").click()
            expect(window.page.locator("h1")).to_have_text("You were signed out")
        elsewhere = Window(second, other)
        elsewhere.opens(path)
        expect(elsewhere.text).to_have_value("First, whimbrel." if first == REPORTER else "Second, plover.")
        for one in (context, second):
            one.close()
