"""The drawer over a case in a real browser: a step opens over the case, and nothing else changes."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect

from casework.vocabulary import Verb
from local.demo import story as told
from local.demo.scenario import Story
from tests import axe
from tests.browsing import is_post
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.drafting import add_evidence
from tests.casework.web.test_drafts_look import Window, _asked_from_the_loop_of_the_browser
from tests.casework.web.test_queue_look import SITE
from tests.scenario_fixtures import begins, upon

__all__ = ["_asked_from_the_loop_of_the_browser"]
WIDE, WORDS = 1280, "The slide says so, whimbrel."
type Opens = Callable[..., "Desk"]


class Desk(Window):
    """A window on the desk. Its text is the first long one in the drawer; `heard` is what scripts complain of."""

    def __init__(self, context: BrowserContext, client: Client) -> None:
        super().__init__(context, client, "#drawer form[data-draft] textarea")
        self.heard: list[str] = []
        self.page.on("pageerror", lambda error: self.heard.append(str(error)))


@pytest.fixture
def opens(browser: Browser, town: Town) -> Iterator[Opens]:
    """Opens a page of the desk for somebody in a window of this width."""
    contexts: list[BrowserContext] = []

    def open_page(first: str, path: str, width: int = WIDE, *, script: bool = True) -> Desk:
        context = browser.new_context(java_script_enabled=script, viewport={"width": width, "height": 900})
        contexts.append(context)
        window = Desk(context, town.browser(first))
        window.opens(path)
        return window

    yield open_page
    for context in contexts:
        context.close()


@upon(brought_to("investigation"))
def notice_ready(_town: Town, story: Story) -> Story:
    """A case whose notice can be served."""
    told.prepare_notice(story)
    return story


@upon(brought_to("response_review"))
def commented(_town: Town, story: Story) -> Story:
    """A case whose draft report can be written."""
    story.by("reporter", Verb.COMMENT_ON_RESPONSE, comment="I still have the letter.")
    return story


def overview(story: Story) -> str:
    return reverse("case", args=[story.case])


def choose(page: Page, address: str) -> None:
    """Click the link of a step, in the menu of steps and its fold where it stands there."""
    link = page.locator(f'a[data-drawer][href="{address}"]').first
    for fold in ("details.ob-menu", ".ob-menu__shut"):
        shut = page.locator(f"{fold}:not([open]) > summary")
        if not link.is_visible() and shut.count():
            shut.click()
    link.click()


def drawn(window: Desk, address: str) -> Page:
    """Open a step in the drawer, and wait for it."""
    choose(window.page, address)
    expect(window.page.locator("#drawer")).to_be_visible()
    expect(window.page).to_have_url(f"{SITE}{address}")
    return window.page


def closed(page: Page, path: str) -> None:
    expect(page.locator("#drawer")).to_be_hidden()
    expect(page).to_have_url(f"{SITE}{path}")


@begins(brought_to("investigation"))
def test_a_step_opens_over_the_case_and_escape_leads_back_to_its_link(opens: Opens, story: Story) -> None:
    window, step = opens(story.investigator, overview(story)), add_evidence(story)
    title = window.page.title()
    page = drawn(window, step)
    expect(page.locator("#drawer h1")).to_have_text("Add evidence")
    expect(page.locator("#drawer h1")).to_be_focused()
    expect(page.locator(".ob-case__header")).to_be_visible()
    assert page.title().startswith("Add evidence")
    page.keyboard.press("Escape")
    closed(page, overview(story))
    expect(page.locator(f'a[href="{step}"]').first).to_be_focused()
    assert (page.title(), window.heard) == (title, [])


@begins(brought_to("investigation"))
def test_keys_alone_open_a_drawer_stay_in_it_and_close_it(opens: Opens, story: Story) -> None:
    window, step = opens(story.investigator, overview(story)), add_evidence(story)
    page = window.page
    page.locator("details.ob-menu > summary").press("Enter")
    page.locator(f'a[href="{step}"]').first.press("Enter")
    expect(page.locator("#drawer h1")).to_be_focused()
    for _ in range(60):
        page.keyboard.press("Tab")
        assert page.evaluate("!document.querySelector('.ob-case').contains(document.activeElement)")
    page.locator("[data-drawer-close]").press("Enter")
    closed(page, overview(story))
    expect(page.locator(f'a[href="{step}"]').first).to_be_focused()


@begins(brought_to("investigation"))
def test_the_menu_of_steps_is_as_long_as_its_steps_and_the_page_scrolls_to_the_last(opens: Opens, story: Story) -> None:
    page = opens(story.investigator, overview(story)).page
    page.set_viewport_size({"width": 1280, "height": 600})
    page.locator("details.ob-menu > summary").click()
    page.locator(".ob-menu__shut > summary").click()
    cut, bottom = page.evaluate(
        """() => {
        const menu = document.querySelector(".ob-menu__groups")
        return [menu.scrollHeight > menu.clientHeight, menu.getBoundingClientRect().bottom]
    }"""
    )
    whole = page.evaluate("document.documentElement.scrollHeight")
    assert (cut, bottom > 600, bottom <= 1 + whole) == (False, True, True)


@begins(brought_to("investigation"))
@pytest.mark.parametrize("width", [660, 820, 999, WIDE])
def test_the_menu_of_steps_lies_in_the_window_under_any_name(opens: Opens, story: Story, width: int) -> None:
    page = opens(story.investigator, overview(story), width).page
    page.locator("details.ob-menu > summary").click()
    for words in range(1, 12):
        page.locator(".ob-case__name").evaluate(
            "(name, words) => name.textContent = 'Wojciechow '.repeat(words)", words
        )
        box = page.locator(".ob-menu__groups").bounding_box()
        assert box is not None
        assert (words, box["x"] >= 0, box["x"] + box["width"] <= width) == (words, True, True)


@begins(brought_to("investigation"))
def test_back_closes_a_drawer_forward_opens_it_and_a_reload_shows_the_page(opens: Opens, story: Story) -> None:
    window, step = opens(story.investigator, overview(story)), add_evidence(story)
    page = drawn(window, step)
    page.go_back()
    closed(page, overview(story))
    page.go_forward()
    expect(page.locator("#drawer h1")).to_have_text("Add evidence")
    page.reload()
    expect(page.locator("main h1")).to_have_text("Add evidence")
    expect(page.locator("#drawer")).to_have_count(0)
    page.go_back()
    expect(page.locator(".ob-case__header")).to_be_visible()
    closed(page, overview(story))


@begins(brought_to("investigation"))
@pytest.mark.parametrize("way", ["Escape", "Back", "Open as a page"])
def test_what_is_typed_survives_each_way_out_of_a_drawer(opens: Opens, story: Story, way: str) -> None:
    window, step = opens(story.investigator, overview(story)), add_evidence(story)
    page = drawn(window, step)
    window.text.fill(WORDS)
    acts: dict[str, Callable[[], object]] = {
        "Escape": lambda: page.keyboard.press("Escape"),
        "Back": page.go_back,
    }
    acts.get(way, lambda: page.locator("#drawer").get_by_role("link", name=way).click())()
    if way == "Open as a page":
        expect(page.locator("main form[data-draft] textarea").first).to_have_value(WORDS)
        return
    closed(page, overview(story))
    drawn(window, step)
    expect(window.text).to_have_value(WORDS)
    assert WORDS in window.client.get(step).content.decode()


@begins(brought_to("investigation"))
def test_words_that_could_not_be_saved_and_chosen_files_stay_in_the_window(opens: Opens, story: Story) -> None:
    window, step = opens(story.investigator, overview(story)), add_evidence(story)
    page = drawn(window, step)
    window.text.fill(WORDS)
    page.locator("#drawer input[type=file]").first.set_input_files(
        {"name": "slide.txt", "mimeType": "text/plain", "buffer": b"4.9 of 5"}
    )
    window.fails = True
    with page.expect_response(is_post):
        page.keyboard.press("Escape")
    closed(page, overview(story))
    window.fails = False
    drawn(window, step)
    expect(window.text).to_have_value(WORDS)
    assert page.locator("#drawer input[type=file]").first.evaluate("field => field.files.length") == 1
    with page.expect_response(is_post):
        page.keyboard.press("Escape")
    closed(page, overview(story))
    assert WORDS in window.client.get(step).content.decode()


@begins(brought_to("investigation"))
def test_typed_words_are_saved_every_ten_seconds_to_the_step_and_the_own_note_to_its_case(
    opens: Opens, story: Story
) -> None:
    window, step = opens(story.investigator, overview(story)), add_evidence(story)
    page = window.page
    page.clock.install()
    page.locator("#own_note").fill("Mine, plover.")
    drawn(window, step)
    window.text.fill(WORDS)
    page.clock.run_for(11_000)
    for form in ("#drawer", ".ob-own"):
        expect(page.locator(f"{form} [data-draft-status]")).to_contain_text("Saved")
    assert WORDS in window.client.get(step).content.decode()
    assert "Mine, plover." in window.client.get(overview(story)).content.decode()


@begins(brought_to("investigation"))
def test_a_refused_form_is_shown_with_its_errors_and_what_was_typed(opens: Opens, story: Story) -> None:
    window, step = opens(story.investigator, overview(story)), add_evidence(story)
    page = drawn(window, step)
    window.text.fill(WORDS)
    page.locator("#drawer").get_by_role("button", name="Add evidence").click()
    expect(page.locator("#drawer .govuk-error-summary")).to_be_focused()
    expect(window.text).to_have_value(WORDS)


@begins(brought_to("investigation"))
def test_a_step_is_taken_from_a_drawer_and_leads_to_the_case(opens: Opens, story: Story) -> None:
    window, step = opens(story.investigator, overview(story)), add_evidence(story)
    page, before = drawn(window, step), len(story.view.evidence.all)
    page.locator('#drawer [name="title"]').fill("Slide of the board")
    window.text.fill(WORDS)
    page.locator("#drawer").get_by_role("button", name="Add evidence").click()
    expect(page.locator(".govuk-notification-banner")).to_contain_text("Done")
    assert len(story.view.evidence.all) == before + 1


@begins(notice_ready)
def test_a_case_that_changed_meanwhile_is_said_and_the_words_stay(opens: Opens, story: Story) -> None:
    step = reverse("step", args=[story.case, Verb.SERVE_NOTICE])
    window = opens(story.investigator, overview(story))
    page = drawn(window, step)
    window.text.fill(WORDS)
    evidence, copy = story.view.evidence.all[-1].id, {"title": "A second copy", "text": "The same letter."}
    story.by(story.investigator, Verb.DISCLOSE_EVIDENCE, evidence=evidence, **copy, one_holder="yes")
    page.locator("#drawer").get_by_role("button", name="Serve the notice").click()
    expect(page.locator("#drawer")).to_contain_text("Since you opened this page:")
    expect(window.text).to_have_value(WORDS)


@begins(brought_to("investigation"))
@pytest.mark.parametrize(("width", "script"), [(360, True), (999, True), (WIDE, False)])
def test_on_a_narrow_window_and_without_script_the_link_leads_to_the_page(
    opens: Opens, story: Story, width: int, script: bool
) -> None:
    window, step = opens(story.investigator, overview(story), width, script=script), add_evidence(story)
    choose(window.page, step)
    expect(window.page.locator("main h1")).to_have_text("Add evidence")
    expect(window.page.locator("#drawer")).to_have_count(0)


@begins(brought_to("investigation"))
def test_somebody_who_lost_the_seat_meanwhile_reads_the_refusal_of_the_page(opens: Opens, story: Story) -> None:
    window, step = opens(story.investigator, overview(story)), add_evidence(story)
    story.by(story.investigator, Verb.DECLARE_CONFLICT, confirmed="on")
    choose(window.page, step)
    page = window.client.get(step)
    assert page.status_code == 404
    expect(window.page.locator("#drawer")).to_have_count(0)
    expect(window.page.locator("h1")).to_have_text(re.findall(r"<h1[^>]*>([^<]+)", page.content.decode())[0].strip())


@begins(commented)
def test_every_step_of_a_case_opens_in_a_drawer_and_axe_finds_nothing(opens: Opens, story: Story) -> None:
    for tab in ("case", "case_allegations"):
        path = reverse(tab, args=[story.case])
        window = opens(story.investigator, path)
        page = window.page
        links = page.locator("a[data-drawer]").evaluate_all("links => links.map(one => one.getAttribute('href'))")
        assert len(links) > 5
        for address in dict.fromkeys(links):
            drawn(window, address)
            if tab == "case":
                assert (address, axe.wrong(page)) == (address, [])
            page.keyboard.press("Escape")
            closed(page, path)
        assert window.heard == []
