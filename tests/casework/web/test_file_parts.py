"""The parts of a file's safe view, as the pages that show the file ask for them."""

import io
import re
import time
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from django.test import Client
from django.urls import reverse
from PIL import Image

from casework.models import Case
from casework.recording import compartment_of
from casework.vocabulary import CaseCompartment
from converter.frames import make_frame
from ledger.models import Entry
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.viewing import add_file, book, make_waiting_views, picture
from tests.converter import recorded
from tests.responses import Response
from tests.scenario_fixtures import begins
from vault import views
from vault.compartments import Compartment
from vault.models import SealedFile

SHOWN = "investigation"
PAGES = 200
LONGEST = 0.3
"""Seconds until the first page of a view stands at an officer, once the view is made."""


def a_memo(browser: Client, story: Story) -> tuple[UUID, Compartment]:
    """A sound of a case, with its place; nothing is made of it yet."""
    key = add_file(browser, story.case, b"ID3\x04" + bytes(500), "memo.mp3")
    return key, compartment_of(Case.objects.get(reference=story.case), CaseCompartment.CASE)


def part(browser: Client, case: str, file: UUID, kind: str = "page", number: int = 1, **headers: str) -> Response:
    return browser.get(reverse("file_part", args=[case, file, kind, number]), headers=headers)


@begins(brought_to(SHOWN))
def test_a_page_goes_out_as_a_picture_that_no_browser_runs_or_keeps(town: Town, story: Story, converter: Path) -> None:
    browser = town.browser(story.investigator)
    key = add_file(browser, story.case, picture(), "photo.png")
    make_waiting_views()
    answer = part(browser, story.case, key)
    names = ("Content-Type", "X-Content-Type-Options", "Cache-Control", "Content-Security-Policy")
    assert [answer.headers[name] for name in names] == [
        "image/jpeg", "nosniff", "private, no-store", "default-src 'none'; sandbox",
    ]  # fmt: skip
    assert Image.open(io.BytesIO(answer.content)).size == (80, 60)


@begins(brought_to(SHOWN))
def test_a_part_is_not_there_without_the_right_to_the_file_as_if_it_did_not_exist(
    town: Town, story: Story, converter: Path
) -> None:
    browser = town.browser(story.investigator)
    key = add_file(browser, story.case, picture(), "photo.png")
    waits = part(browser, story.case, key).status_code
    make_waiting_views()
    strangers = [part(town.browser(first), story.case, key).status_code for first in ("ines", "rex", "bo", "adam")]
    other = part(browser, story.case, UUID(int=5)).status_code
    beyond = [part(browser, story.case, key, *one).status_code for one in (("page", 2), ("text", 1), ("found", 1))]
    assert (waits, strangers, other, beyond) == (404, [404] * 4, 404, [404] * 3)


@begins(brought_to(SHOWN))
def test_pages_of_one_file_are_one_opening_in_the_record_for_a_quarter_of_an_hour(
    town: Town, story: Story, converter: Path
) -> None:
    browser = town.browser(story.investigator)
    keys = [add_file(browser, story.case, content, "book.pdf") for content in (book(3), book(2))]
    make_waiting_views()
    since = Entry.objects.count()
    for number in (1, 2, 3, 1):
        assert part(browser, story.case, keys[0], "page", number).status_code == 200
    assert part(browser, story.case, keys[1]).status_code == 200
    town.clock.shift(timedelta(minutes=16))
    assert part(browser, story.case, keys[0]).status_code == 200
    opened = [entry.body["data"]["file"] for entry in Entry.objects.order_by("log_index")[since:]]
    assert opened == [str(keys[0]), str(keys[1]), str(keys[0])]


@begins(brought_to(SHOWN))
def test_a_sound_is_sent_whole_or_by_the_range_that_a_player_asks_for(town: Town, story: Story) -> None:
    browser = town.browser(story.investigator)
    key, place = a_memo(browser, story)
    sound = b"ID3\x04" + bytes(range(96))
    frames = [make_frame("sound", sound, number=1), make_frame("wave", b"<svg/>", number=1)]
    views.seal_view(SealedFile.objects.get(pk=key), place, views.keep_view(frames))
    whole = part(browser, story.case, key, "sound")
    assert (whole.status_code, whole.content, whole.headers["Content-Type"]) == (200, sound, "audio/mpeg")
    for asked, given, told in (
        ("bytes=10-19", sound[10:20], "bytes 10-19/100"),
        ("bytes=90-", sound[90:], "bytes 90-99/100"),
        ("bytes=90-500", sound[90:], "bytes 90-99/100"),
    ):
        answer = part(browser, story.case, key, "sound", Range=asked)
        assert (answer.status_code, answer.content, answer.headers["Content-Range"]) == (206, given, told)
    past = part(browser, story.case, key, "sound", Range="bytes=100-")
    assert (past.status_code, past.headers["Content-Range"]) == (416, "bytes */100")
    assert part(browser, story.case, key, "wave").status_code == 404


@begins(brought_to(SHOWN))
def test_what_is_no_sound_is_not_sent_as_one(town: Town, story: Story) -> None:
    browser = town.browser(story.investigator)
    key, place = a_memo(browser, story)
    frames = [make_frame("sound", b"<script>", number=1)]
    views.seal_view(SealedFile.objects.get(pk=key), place, views.keep_view(frames))
    assert part(browser, story.case, key, "sound").status_code == 404


@begins(brought_to(SHOWN))
def test_the_first_page_of_two_hundred_stands_within_a_third_of_a_second(
    town: Town, story: Story, converter: Path
) -> None:
    browser = town.browser(story.investigator)
    key = add_file(browser, story.case, book(PAGES), "book.pdf")
    make_waiting_views()
    taken = []
    for number in (1, 1, PAGES):
        began = time.perf_counter()
        assert part(browser, story.case, key, "page", number).status_code == 200
        taken.append(time.perf_counter() - began)
    assert min(taken) <= LONGEST, taken


@begins(brought_to(SHOWN))
def test_the_loudness_of_a_sound_is_drawn_above_its_player(town: Town, story: Story, converter: Path) -> None:
    browser = town.browser(story.investigator)
    key = add_file(browser, story.case, recorded.sound(), "memo.mp3")
    make_waiting_views()
    shown = browser.get(reverse("file", args=[story.case, key])).content.decode()
    line = shown.partition("ob-sound__wave")[2].partition("</svg>")[0]
    heights = [int(high) for high in re.findall(r"M\d+ \d+v(\d+)", line)]
    assert (0 < len(heights) <= 400, heights[0], max(heights) > 20) == (True, 2, True)
    assert f'src="{reverse("file_part", args=[story.case, key, "sound", 1])}"' in shown
