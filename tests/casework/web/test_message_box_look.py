"""Where one writes a message, in a real browser: the button that sends it stands on the screen, and files are folded."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Browser, expect

from local.demo.scenario import Story
from tests import axe
from tests.casework.web.conftest import Town, brought_to, town_begun
from tests.casework.web.drafting import keep
from tests.casework.web.reporting import text
from tests.casework.web.test_conversation_pages import FOLLOW, desk_page, member_page, reporter
from tests.casework.web.test_drafts_look import Window, _asked_from_the_loop_of_the_browser

__all__ = ["_asked_from_the_loop_of_the_browser"]
begun = town_begun(to=brought_to("awaiting_response"))
SCREENS = [{"width": 1280, "height": 720}, {"width": 360, "height": 740}]
FILES = re.compile(r'<details class="govuk-details"( open)?><summary[^>]*><span\s+class="[^"]*">Add files')
LINE = "She said so before all of us, and the minutes of that day have it, whimbrel.\n"


def door(who: str, town: Town, story: Story) -> tuple[Client, str]:
    """Return somebody's browser and the address at which they write to the other side."""
    doors: dict[str, Callable[[], tuple[Client, str]]] = {
        "officer": lambda: (town.browser(story.investigator), desk_page(story)),
        "reporter": lambda: (reporter(story), FOLLOW),
        "member": lambda: (town.browser("rex"), member_page(town)),
    }
    return doors[who]()


@pytest.mark.parametrize("screen", SCREENS, ids=lambda one: str(one["width"]))
@pytest.mark.parametrize("who", ["officer", "reporter", "member"])
def test_the_button_that_sends_stands_on_the_screen(
    browser: Browser, town: Town, story: Story, who: str, screen: dict[str, int]
) -> None:
    client, path = door(who, town, story)
    context = browser.new_context(viewport=screen)  # type: ignore[arg-type]
    window = Window(context, client, "textarea[name=message]")
    window.opens(f"{path}#write_title")
    page, place = window.page, window.page.locator("textarea[name=message]")
    expect(page.locator("#id_caption_1")).to_be_hidden()
    expect(page.get_by_role("button", name=re.compile("^Send"))).to_be_in_viewport(ratio=1)
    assert axe.wrong(page) == []
    low = place.evaluate("one => one.clientHeight")
    place.fill(LINE * 3)
    assert place.evaluate("one => one.clientHeight >= one.scrollHeight") is True
    assert place.evaluate("one => one.clientHeight") > low
    page.get_by_text("Add files").click()
    expect(page.locator("#id_caption_1")).to_be_visible()
    context.close()


@pytest.mark.parametrize("who", ["officer", "reporter", "member"])
def test_the_places_for_files_are_open_where_something_is_written_in_them(town: Town, story: Story, who: str) -> None:
    client, path = door(who, town, story)
    before = FILES.findall(text(client.get(path)))
    assert keep(client, path, {"message": "The plan.", "caption_1": "A plan, bittern."}).status_code == 200
    after = text(client.get(path))
    assert (before, FILES.findall(after), "A plan, bittern." in after) == ([""], [" open"], True)


def test_back_and_loading_again_lead_from_the_message_that_is_shown_to_its_form(
    browser: Browser, town: Town, story: Story
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    window = Window(context, town.browser(story.investigator), "textarea[name=message]")
    window.opens(desk_page(story))
    page, place = window.page, window.page.locator("textarea[name=message]")
    shown = page.locator("#preview")
    for words in ("The minutes have it, whimbrel.", "Only the minutes have it, whimbrel."):
        place.fill(words)
        page.get_by_role("button", name="See it first").click()
        expect(shown).to_contain_text(words)
        page.reload()
        expect(shown).to_contain_text(words)
        page.go_back()
        expect(shown).to_have_count(0)
        expect(place).to_have_value(words)
    context.close()
