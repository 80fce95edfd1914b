"""The tab of notes on a wide screen: what names its reader is in sight, and the form stands beside the notes."""

from playwright.sync_api import Page, expect

from local.demo.story import screener
from tests.casework.web.conftest import Town, town_begun
from tests.casework.web.note_writing import in_screening, tab_of, write
from tests.casework.web.test_queue_look import SITE, Window

begun = town_begun()
MANY = 8


def test_the_note_that_names_its_reader_is_in_sight(page: Page, town: Town) -> None:
    story = in_screening(town)
    writer = town.browser(screener(story))
    write(writer, story, named=str(town.people["ines"].pk))
    for number in range(MANY):
        write(writer, story, words=f"Line {number}.\n" * 6)
    window = Window(page, town.browser("ines"), tab_of(story))
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{SITE}{tab_of(story)}")
    form = page.locator("#write_title").bounding_box()
    notes = page.locator("#notes_title").bounding_box()
    page.goto(f"{SITE}{tab_of(story)}#named")
    expect(page.locator("#named")).to_be_in_viewport()
    named = page.locator("#named").bounding_box()
    window.leave()
    assert (form is not None and notes is not None and abs(form["y"] - notes["y"]) < 4) is True
    assert (named is not None and 0 < named["y"] < 700) is True


def test_no_empty_lines_stand_above_the_button_that_makes_a_task_of_a_note(page: Page, town: Town) -> None:
    story = in_screening(town)
    officer = town.browser(screener(story))
    write(officer, story, words="Ask the bank.\nRing Petra.")
    window = Window(page, officer, tab_of(story))
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{SITE}{tab_of(story)}")
    form, button, above = (
        page.locator(one).bounding_box()
        for one in (".ob-line-buttons", ".ob-line-buttons button", ".ob-case-note__foot")
    )
    window.leave()
    assert form and button and above
    assert (button["y"] - (above["y"] + above["height"]) <= 12, form["height"] <= 40) == (True, True)
