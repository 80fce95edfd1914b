"""A page of the public report saves itself by script, and what was typed is there after each way of losing the page."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from playwright.sync_api import Browser, expect
from structlog.testing import capture_logs

from tests import axe
from tests.browsing import press
from tests.casework.web.reporting import ANSWERS, SEEN, TOKEN, Reporter, first, text
from tests.casework.web.test_drafts_look import NARROW, Window
from tests.casework.web.test_twelve_words import come_back, two_pages, words_of
from vault.models import Draft

WORDS = "It was tendered openly, whimbrel."
EVIDENCE = "Do you have anything that shows it?"
ELSEWHERE = reverse("accessibility")


def keep(reporter: Reporter, name: str, typed: dict[str, Any], *, asked: str = "keep", seen: str | None = None) -> Any:
    """Send a page as its script does."""
    page = reporter.page(name)
    hidden = {"csrfmiddlewaretoken": first(TOKEN, page), "seen": seen or first(SEEN, page), "draft": asked}
    return reporter.jar.post(f"{reporter.home}{name}/", {**hidden, **typed}, headers={"X-Draft": "1"})


def test_a_page_that_was_saved_by_script_holds_its_words_and_counts_as_not_answered(jar: Client) -> None:
    reporter = Reporter(jar)
    before = reporter.page("check").count("Not answered yet")
    assert keep(reporter, "what", {"narrative": WORDS}).json()["version"] == 1
    assert WORDS in reporter.page("what")
    assert reporter.page("check").count("Not answered yet") == before


def test_a_page_left_blank_or_unchanged_is_not_saved_again(jar: Client) -> None:
    reporter = Reporter(jar)
    reporter.post("what", ANSWERS["what"])
    before = Draft.objects.values_list("seen", "saved_at").get()
    assert keep(reporter, "what", ANSWERS["what"]).json() == {"version": before[0]}
    assert keep(reporter, "who", {"people": "1"}).status_code == 200
    assert Draft.objects.values_list("seen", "saved_at").get() == before
    assert "Not answered yet" in reporter.page("check")


def test_the_press_after_a_save_by_script_finds_no_other_tab_and_gives_the_words(jar: Client) -> None:
    reporter = Reporter(jar)
    reporter.post("what", ANSWERS["what"])
    answer = keep(reporter, "who", ANSWERS["who"])
    assert "My twelve words" not in reporter.page("who")
    sent = reporter.send("who", reporter.page("who"), ANSWERS["who"], seen=str(answer.json()["version"]))
    assert sent.headers["Location"] == f"{reporter.home}words/"


def test_a_save_by_script_of_an_older_page_is_refused_and_loses_nothing(jar: Client) -> None:
    reporter = Reporter(jar)
    stale = first(SEEN, reporter.page("what"))
    reporter.post("what", {"narrative": "From the other tab."})
    answer = keep(reporter, "what", {"narrative": WORDS}, seen=stale)
    assert (answer.status_code, answer.json()) == (409, {"typing": ""})
    assert "From the other tab." in reporter.page("what")
    assert keep(reporter, "what", {}, asked="look", seen=stale).json() == {"version": 1, "own": True, "typing": ""}


def test_a_page_of_more_than_is_kept_is_answered_as_not_saved(jar: Client) -> None:
    answer = keep(Reporter(jar), "what", {"narrative": "x" * 40_001})
    assert (answer.status_code, answer.json()) == (422, {})


def test_saving_by_script_takes_two_statements_and_leaves_no_word_in_clear(jar: Client) -> None:
    reporter = Reporter(jar)
    keep(reporter, "what", {"narrative": "Before."})
    page = reporter.page("what")
    hidden = {"csrfmiddlewaretoken": first(TOKEN, page), "seen": first(SEEN, page), "draft": "keep"}
    with CaptureQueriesContext(connection) as statements, capture_logs() as logs:
        answer = jar.post(f"{reporter.home}what/", {**hidden, "narrative": WORDS}, headers={"X-Draft": "1"})
    assert (answer.status_code, len(statements)) == (200, 2)
    assert "whimbrel" not in str(logs) + str(list(statements))
    assert b"whimbrel" not in bytes(Draft.objects.get().blob)


def test_a_report_that_was_sent_from_another_tab_takes_no_more(jar: Client) -> None:
    reporter = Reporter(jar)
    reporter.answer()
    page = reporter.page("what")
    reporter.declare()
    hidden = {"csrfmiddlewaretoken": first(TOKEN, page), "seen": first(SEEN, page), "draft": "keep"}
    answer = jar.post(f"{reporter.home}what/", {**hidden, "narrative": WORDS}, headers={"X-Draft": "1"})
    assert (answer.status_code, WORDS in text(answer)) == (409, True)


def test_words_saved_by_script_come_back_on_another_device(books: None, jar: Client) -> None:
    reporter = two_pages(jar)
    words = words_of(reporter)
    keep(reporter, "what", {"narrative": WORDS})
    other, _ = come_back(words)
    assert WORDS in text(other.get(f"{reporter.home}what/"))


@pytest.fixture(autouse=True)
def _asked_from_the_loop_of_the_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def test_with_script_words_outlive_reload_back_and_a_closed_tab(browser: Browser, books: None) -> None:
    client = Client()
    reporter = Reporter(client)
    context = browser.new_context(viewport=NARROW)  # type: ignore[arg-type]
    window = Window(context, client)
    window.page.clock.install()
    window.opens(f"{reporter.home}what/")
    window.text.fill("First, whimbrel.")
    window.page.clock.run_for(2_000)
    expect(window.quiet).to_contain_text("What you typed is saved")
    expect(window.status).to_have_text("")
    assert axe.wrong(window.page, again=False) == []
    window.page.reload()
    expect(window.text).to_have_value("First, whimbrel.")
    window.text.fill("Second, plover.")
    window.opens(ELSEWHERE)
    window.page.go_back()
    expect(window.text).to_have_value("Second, plover.")
    window.text.fill("Third, dunlin.")
    window.page.clock.run_for(2_000)
    expect(window.quiet).to_contain_text("What you typed is saved")
    window.page.close()
    again = Window(context, client)
    again.opens(f"{reporter.home}what/")
    expect(again.text).to_have_value("Third, dunlin.")
    again.fails = True
    again.page.clock.install()
    again.text.fill("Fourth, turnstone.")
    again.page.clock.run_for(2_000)
    expect(again.status).to_contain_text("Not saved yet. What you typed stays on this page")
    again.fails = False
    again.page.clock.run_for(11_000)
    expect(again.quiet).to_contain_text("What you typed is saved")
    expect(again.status).to_have_text("")
    context.close()
    assert "Fourth, turnstone." in reporter.page("what")


@pytest.fixture
def first_page(browser: Browser, books: None) -> Iterator[tuple[Window, Reporter]]:
    """The first page of a report in a browser whose clock the test moves."""
    client = Client()
    reporter, context = Reporter(client), browser.new_context()
    window = Window(context, client)
    window.page.clock.install()
    window.opens(f"{reporter.home}what/")
    yield window, reporter
    context.close()


def test_somebody_who_types_without_a_pause_is_saved_every_ten_seconds(first_page: tuple[Window, Reporter]) -> None:
    window, _ = first_page
    for _second in range(11):
        window.text.press_sequentially("w")
        window.page.clock.run_for(1_000)
    expect(window.quiet).to_contain_text("What you typed is saved")


@pytest.mark.parametrize("page", ["what", "evidence"])
def test_a_press_in_a_tunnel_stays_on_the_page_and_goes_out_with_the_connection(
    browser: Browser, books: None, page: str
) -> None:
    client = Client()
    reporter = Reporter(client)
    reporter.post("what", ANSWERS["what"])
    context = browser.new_context(viewport=NARROW)  # type: ignore[arg-type]
    window = Window(context, client)
    window.opens(f"{reporter.home}{page}/")
    if page == "what":
        window.text.fill("In a tunnel, whimbrel.")
    context.set_offline(True)
    window.is_cut_off = True
    said = window.page.get_by_text("No connection. Keep this page open")
    window.page.get_by_role("button", name="Save and continue").click()
    expect(said).to_be_in_viewport()
    if page == "what":
        expect(window.text).to_have_value("In a tunnel, whimbrel.")
        window.text.press_sequentially(" And a plover.")
        assert axe.wrong(window.page, again=False) == []
    assert window.page.evaluate("localStorage.length + sessionStorage.length") == 0
    window.is_cut_off = False
    context.set_offline(False)
    expect(said).to_have_count(0)
    expect(window.page.locator("h1")).not_to_have_text({"what": "What happened?", "evidence": EVIDENCE}[page])
    context.close()
    assert page != "what" or "In a tunnel, whimbrel. And a plover." in reporter.page("what")


def test_words_whose_answer_was_lost_are_not_taken_for_those_of_another_tab(
    first_page: tuple[Window, Reporter],
) -> None:
    window, reporter = first_page
    window.text.fill("First, whimbrel.")
    window.loses_answers = True
    window.page.clock.run_for(2_000)
    expect(window.status).to_contain_text("Not saved yet")
    window.loses_answers = False
    window.text.press_sequentially(" Then a plover.")
    window.page.clock.run_for(2_000)
    expect(window.quiet).to_contain_text("What you typed is saved")
    assert "First, whimbrel. Then a plover." in reporter.page("what")


def test_without_script_each_press_saves_as_before(browser: Browser, books: None) -> None:
    client = Client()
    reporter = Reporter(client)
    context = browser.new_context(java_script_enabled=False)
    window = Window(context, client)
    window.opens(f"{reporter.home}what/")
    window.text.fill(WORDS)
    press(window.page, "Save and continue")
    context.close()
    assert WORDS in reporter.page("what")
