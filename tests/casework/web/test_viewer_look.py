"""The page that shows a file, in a real browser: axe finds nothing, nothing scrolls sideways, keys turn the pages."""

from pathlib import Path

from django.urls import reverse
from playwright.sync_api import Page, expect

from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.test_queue_look import SITE, Window
from tests.casework.web.viewing import add_file, book, make_waiting_views, picture
from tests.scenario_fixtures import begins


@begins(brought_to("investigation"))
def test_a_file_is_looked_at_by_keys_and_at_both_widths(page: Page, town: Town, story: Story, converter: Path) -> None:
    browser = town.browser(story.investigator)
    long = add_file(browser, story.case, book(3), "book.pdf", "The contract of March, with its three annexes")
    wide = add_file(browser, story.case, picture(1600, 900), "photo.png", "Whiteboard")
    read = add_file(browser, story.case, b"She said no.\n" * 60, "note.txt", "A note")
    kept = add_file(browser, story.case, b"PK\x03\x04" + bytes(60), "all.zip", "Everything")
    make_waiting_views()
    late = add_file(browser, story.case, picture(), "late.png", "Sent this morning")
    pages = {key: reverse("file", args=[story.case, key]) for key in (long, wide, read, kept, late)}
    looks = [pages[long], f"{pages[long]}?page=2", f"{pages[long]}?page=2&zoom=150&turn=90&text=1"]
    parts = [f"{pages[long]}parts/page/{n}/" for n in (1, 2)] + [f"{pages[wide]}parts/page/1/"]
    window = Window(page, browser, *looks, *pages.values(), *parts, f"{pages[long]}?page=1")
    assert [found for path in (*looks, *pages.values()) for found in window.judged(path)] + window.heard == []
    page.goto(f"{SITE}{pages[long]}")
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**?page=2#paper", wait_until="load")
    expect(page.get_by_role("img", name="Page 2 of 3")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("img", name="Page 1 of 3")).to_be_visible()
