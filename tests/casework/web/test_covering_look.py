"""Covering and comparing in a real browser: axe finds nothing, nothing scrolls sideways, a box is drawn by hand or by keys."""

from pathlib import Path

from django.urls import reverse
from playwright.sync_api import Page

from casework.vocabulary import Seat
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.covering import Desk, all_covered, desk, desk_with, with_letter
from tests.casework.web.test_covering_sounds import MEMO, forward, silence
from tests.casework.web.test_queue_look import SITE, Window
from tests.scenario_fixtures import begins

__all__ = ["desk"]


@begins(all_covered())
def test_axe_finds_nothing_where_copies_are_covered_and_compared(page: Page, town: Town, desk: Desk) -> None:
    desk.press(do="box", left="10", top="900", right="200", bottom="1000", reason="O")
    pictures = [reverse("cover_picture", args=[desk.case, desk.evidence, 1, side]) for side in ("sent", "preview")]
    window = Window(page, desk.browser, reverse("copies", args=[desk.case]), f"{desk.path}?page=1")
    window.answers |= {path: desk.browser.get(path) for path in pictures}
    for path in (reverse("copies", args=[desk.case]), f"{desk.path}?page=1"):
        assert window.judged(path) == []
    assert window.heard == []
    window.leave()
    desk.forward()
    second, compare = town.browser(desk.story.holding(Seat.DECIDER)[0]), reverse("compare", args=[desk.case])
    window = Window(page, second, compare)
    pictures = [reverse("compare_part", args=[desk.case, 1, side]) for side in ("sent", "copy")]
    window.answers |= {path: second.get(path) for path in pictures}
    assert window.judged(compare) == []
    assert window.heard == []


@begins(brought_to("awaiting_response"))
def test_axe_finds_nothing_where_a_sound_is_silenced_and_heard(
    page: Page, town: Town, story: Story, converter: Path
) -> None:
    desk = desk_with(town, story, MEMO, "memo.wav")
    silence(desk)
    window = Window(page, desk.browser, desk.path)
    assert (window.judged(desk.path), window.heard) == ([], [])
    window.leave()
    forward(desk)
    second, compare = town.browser(story.holding(Seat.DECIDER)[0]), reverse("compare", args=[desk.case])
    window = Window(page, second, compare)
    assert (window.judged(compare), window.heard) == ([], [])


@begins(with_letter())
def test_a_box_is_drawn_by_pointer_and_moved_by_keys(page: Page, desk: Desk) -> None:
    window = Window(page, desk.browser, desk.path)
    pictures = [reverse("cover_picture", args=[desk.case, desk.evidence, 1, side]) for side in ("sent", "preview")]
    window.answers |= {path: desk.browser.get(path) for path in pictures}
    page.set_viewport_size({"width": 1280, "height": 1400})
    page.goto(f"{SITE}{desk.path}")
    sheet = page.locator("svg[data-cover]")
    place = sheet.bounding_box()
    assert place is not None
    page.mouse.move(place["x"] + 50, place["y"] + 60)
    page.mouse.down()
    page.mouse.move(place["x"] + 150, place["y"] + 90)
    page.mouse.up()
    scale = 1240 / place["width"]
    edges = {name: int(page.input_value(f"input[name={name}]")) for name in ("left", "top", "right", "bottom")}
    wanted = {"left": 50, "top": 60, "right": 150, "bottom": 90}
    assert all(abs(edges[name] - at * scale) <= 3 for name, at in wanted.items())
    sheet.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    moved = {name: int(page.input_value(f"input[name={name}]")) for name in edges}
    assert moved == edges | {"left": edges["left"] + 8, "right": edges["right"] + 8, "bottom": edges["bottom"] + 8}
    page.get_by_label("Title of the copy").fill("Letter of 9 March")
    along = "new FormData(document.querySelector('form[data-cover-form]')).get('title')"
    assert page.evaluate(along) == "Letter of 9 March"
    assert window.heard == []
