"""A page that is left while an older save is on its way: the newest words go out by themselves, and stay."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, Dialog, Page, Route, expect

from local.demo.scenario import Story
from tests.browsing import until
from tests.casework.web.conftest import Town, brought_to, town_begun
from tests.casework.web.reporting import Reporter, text
from tests.casework.web.test_conversation_pages import desk_page
from tests.casework.web.test_drafts_look import ELSEWHERE, Window, _asked_from_the_loop_of_the_browser
from tests.casework.web.test_queue_look import SITE

__all__ = ["_asked_from_the_loop_of_the_browser"]
begun = town_begun(to=brought_to("awaiting_response"))
NEWEST = "First, whimbrel. Then a plover."


class SlowWindow(Window):
    """A window whose first save is on its way for as long as the test says."""

    late: Route | None = None
    is_slow, sent = True, 0

    def answer(self, route: Route) -> None:
        if not self.is_slow or "draft=keep" not in (route.request.post_data or ""):
            return super().answer(route)
        self.sent += 1
        if self.sent == 1:
            self.late = route
            return None
        return super().answer(route)

    def let_the_first_arrive(self) -> None:
        """Let it reach the server now. Its answer finds nobody."""
        assert self.late is not None
        asked = self.late.request
        self.client.generic(
            "POST",
            asked.url.removeprefix(SITE),
            asked.post_data_buffer or b"",
            content_type=asked.headers["content-type"],
            headers={"X-Draft": asked.headers["x-draft"]},
        )


def leaves(page: Page) -> None:
    page.goto(f"{SITE}{ELSEWHERE}")


def closes(page: Page) -> None:
    """Tell the page what a browser tells one that is closed. Requests of a page that is gone reach the test only by chance."""
    page.evaluate("""() => {
        window.dispatchEvent(new Event('beforeunload', { cancelable: true }))
        window.dispatchEvent(new PageTransitionEvent('pagehide'))
    }""")


def locks(page: Page) -> None:
    """Hide the page, as a phone does that is locked; it does not come back."""
    page.evaluate("""() => {
        Object.defineProperty(document, 'hidden', { get: () => true })
        document.dispatchEvent(new Event('visibilitychange'))
    }""")


@pytest.fixture
def windows(browser: Browser) -> Iterator[Callable[[Client, str], SlowWindow]]:
    """Opens a page in a new window whose clock the test moves."""
    contexts = []

    def opened(client: Client, path: str) -> SlowWindow:
        contexts.append(browser.new_context())
        window = SlowWindow(contexts[-1], client)
        window.page.clock.install()
        window.opens(path)
        return window

    yield opened
    for one in contexts:
        one.close()


def type_and_leave(window: SlowWindow, leave: Callable[[Page], None], first_arrives: str) -> None:
    """Type, wait until a save is on its way, type more, and leave the page."""
    window.text.fill("First, whimbrel.")
    window.page.clock.run_for(10_000)
    until(window.page, lambda: window.late, "the first save")
    if first_arrives == "before":
        window.let_the_first_arrive()
    window.text.press_sequentially(" Then a plover.")
    other = window.page.context.new_page()
    leave(window.page)
    until(other, lambda: window.sent > 1, "the newest words")
    other.wait_for_timeout(200)
    if first_arrives == "after":
        window.let_the_first_arrive()


@pytest.mark.parametrize("first_arrives", ["before", "after", "never"])
@pytest.mark.parametrize("leave", [leaves, closes, locks])
def test_a_reporter_who_leaves_during_a_save_finds_what_was_typed_last(
    books: None, windows: Callable[[Client, str], SlowWindow], leave: Callable[[Page], None], first_arrives: str
) -> None:
    reporter = Reporter(Client())
    type_and_leave(windows(reporter.jar, f"{reporter.home}what/"), leave, first_arrives)
    assert NEWEST in reporter.page("what")


@pytest.mark.parametrize("first_arrives", ["before", "after", "never"])
def test_an_officer_who_leaves_during_a_save_finds_what_was_typed_last(
    town: Town,
    story: Story,
    windows: Callable[[Client, str], SlowWindow],
    first_arrives: str,
) -> None:
    client = town.browser(story.investigator)
    type_and_leave(windows(client, desk_page(story)), leaves, first_arrives)
    assert NEWEST in text(client.get(desk_page(story)))


@pytest.mark.parametrize("letter", ["ش", "文"], ids=["arabic", "chinese"])
def test_a_whole_message_in_any_script_goes_out_after_its_page_is_closed(
    books: None, windows: Callable[[Client, str], SlowWindow], letter: str
) -> None:
    reporter = Reporter(Client())
    window = windows(reporter.jar, f"{reporter.home}what/")
    window.is_slow = False
    asked: list[str] = []
    window.page.on("dialog", lambda dialog: asked.append(dialog.type))
    window.page.on("request", lambda sent: asked.append("sent") if sent.method == "POST" else None)
    words = letter * 19_990
    window.text.press_sequentially(letter)
    window.text.fill(words)
    other = window.page.context.new_page()
    closes(window.page)
    until(other, lambda: asked, "the words")
    other.wait_for_timeout(300)
    assert asked == ["sent"]
    assert words in reporter.page("what")


@pytest.mark.parametrize("why", ["no connection", "too long"])
def test_the_browser_asks_before_it_leaves_words_that_cannot_go_out(
    books: None, windows: Callable[[Client, str], SlowWindow], why: str
) -> None:
    reporter = Reporter(Client())
    window = windows(reporter.jar, f"{reporter.home}what/")
    page, asked = window.page, list[str]()

    def stay(question: Dialog) -> None:
        asked.append(question.type)
        question.dismiss()

    page.on("dialog", stay)
    window.is_slow, window.is_cut_off = False, True
    window.text.press_sequentially("First, whimbrel.")
    if why == "too long":
        window.text.fill("x" * 64_000)
    else:
        page.clock.run_for(2_000)
        expect(window.status).to_contain_text("Not saved yet")
    page.evaluate(f"window.location.href = '{ELSEWHERE}'")
    until(page, lambda: asked, "the question")
    assert (asked, page.url) == (["beforeunload"], f"{SITE}{reporter.home}what/")
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    page.locator("[data-leave]").click(no_wait_after=True)
    expect(page.locator("[data-leave]")).to_have_count(0)
    assert asked == ["beforeunload"]
