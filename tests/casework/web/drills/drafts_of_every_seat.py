"""Every seat that types, in Chromium: what it types outlives each way of losing a page, with script and without.

For `make long`. `test_drafts_look` takes three seats through some of it in every run.
"""

import re
from collections.abc import Callable, Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, expect

from tests.casework.web import seats
from tests.casework.web.conftest import Town
from tests.casework.web.drafting import leave_idle, text_fields
from tests.casework.web.reporting import text
from tests.casework.web.seats import Door, Somebody
from tests.casework.web.test_drafts_look import ELSEWHERE, Window
from tests.casework.web.test_drafts_of_every_form import WHO_TYPES

TEXT = 'form[data-draft] textarea, form[data-draft] input[type="text"]'


@pytest.fixture(autouse=True)
def _asked_from_the_loop_of_the_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


class Desk:
    """A person at the page of one step, in a window that may be lost."""

    def __init__(self, browser: Browser, door: Door, *, script: bool) -> None:
        self.browser, self.door, self.script = browser, door, script
        self.context = browser.new_context(java_script_enabled=script)
        self.window = Window(self.context, door.somebody.device, TEXT)
        self.window.page.clock.install()
        self.opens()

    @property
    def somebody(self) -> Somebody:
        return self.door.somebody

    def opens(self) -> None:
        self.window.opens(self.door.path)

    def types(self, words: str) -> None:
        """Type; without script, press "Save as a draft" too, since nothing else sends what is typed."""
        self.window.text.fill(words)
        if not self.script:
            self.presses_save()

    def presses_save(self) -> None:
        self.window.page.get_by_role("button", name="Save as a draft").click()

    def waits(self) -> None:
        """Wait until the script has saved."""
        if self.script:
            self.window.page.clock.run_for(10_000)
            expect(self.window.status).to_contain_text("Saved")

    def comes_back(self) -> None:
        """Sign in again at the same device, or type the code, and open the page."""
        self.somebody.comes_in(self.somebody.device)
        self.opens()


def reload(desk: Desk, words: str) -> None:
    desk.types(words)
    desk.waits()
    if desk.script:
        desk.window.page.reload()
    else:
        desk.opens()


def go_back(desk: Desk, words: str) -> None:
    desk.types(words)
    desk.window.opens(ELSEWHERE)
    desk.window.page.go_back()
    if not desk.script:
        desk.opens()


def second_tab(desk: Desk, words: str) -> None:
    desk.types(words)
    desk.waits()
    desk.window.page.close()
    desk.window = Window(desk.context, desk.somebody.device, TEXT)
    desk.window.page.clock.install()
    desk.opens()


def error(desk: Desk, words: str) -> None:
    """The service fails when the step is sent."""
    desk.types(words)
    desk.waits()
    if not desk.script:
        desk.opens()
    desk.window.fails = True
    desk.window.page.locator("form[data-draft]").evaluate(
        "form => form.submit()"
    ) if desk.script else desk.presses_save()
    expect(desk.window.page.locator("body")).to_contain_text("fault")
    desk.window.fails = False
    desk.opens()


def idle(desk: Desk, words: str) -> None:
    """The session ends while they type."""
    if desk.somebody.has_account:
        leave_idle(desk.somebody.device)
    desk.types(words)
    if desk.script and desk.somebody.has_account:
        desk.window.page.clock.run_for(12_000)
        expect(desk.window.status).to_contain_text("What you typed is saved. Sign in again")
    else:
        desk.waits()
    desk.comes_back()


def sign_out(desk: Desk, words: str) -> None:
    """They press "Sign out" right after the last word; a reporter closes the report."""
    desk.types(words)
    if not desk.script:
        desk.opens()
    if not desk.somebody.has_account:
        desk.window.opens(reverse("follow_up"))
    desk.window.page.get_by_role("button", name=re.compile("Sign out|Leave this page")).first.click()
    desk.window.page.wait_for_url(lambda url: not url.endswith((desk.door.path, reverse("follow_up"))))
    desk.comes_back()


def another_device(desk: Desk, words: str) -> None:
    desk.types(words)
    desk.waits()
    desk.context.close()
    desk.context = desk.browser.new_context(java_script_enabled=desk.script)
    desk.window = Window(desk.context, desk.somebody.other, TEXT)
    desk.opens()


INTERRUPTIONS: tuple[Callable[[Desk, str], None], ...] = (
    reload, go_back, second_tab, error, idle, sign_out, another_device,
)  # fmt: skip


def one_page_of_each_seat(town: Town) -> Iterator[Door]:
    """One page with a text for each seat that types."""
    met: set[seats.Place] = set()
    for door in seats.doors(town):
        if door.seat in WHO_TYPES - met and text_fields(text(door.somebody.device.get(door.path))):
            met.add(door.seat)
            yield door
    assert met == WHO_TYPES


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_what_each_seat_types_outlives_each_interruption(browser: Browser, town: Town, script: bool) -> None:
    lost = []
    for door in one_page_of_each_seat(town):
        desk = Desk(browser, door, script=script)
        for number, interrupt in enumerate(INTERRUPTIONS):
            words = f"{number}, whimbrel and plover."
            interrupt(desk, words)
            if desk.window.text.input_value() != words:
                lost.append((door.seat, door.path, interrupt.__name__, desk.window.text.input_value()))
        desk.context.close()
    assert lost == []
