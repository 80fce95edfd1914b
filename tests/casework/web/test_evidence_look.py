"""The page of evidence in a real browser on a telephone: with a script, without one, and with the network cut in the middle."""

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from random import Random
from uuid import UUID

import pytest
from playwright.sync_api import APIResponse, Browser, BrowserContext, FilePayload, Locator, Page, Route, expect

from tests.browsing import press, until
from tests.casework.web.test_public_look import address, closed_at_last, judge
from tests.vault.by_phone import taken_by_phone
from vault import drafts
from vault.attached import AttachedFile

__all__ = ["address", "closed_at_last"]

PHONE = {"width": 360, "height": 780}
UPLOADS = "**/uploads/**"
LONG = Random(7).randbytes(24 * 1024 * 1024)
PICTURE: FilePayload = {"name": "IMG_2291.JPG", "mimeType": "image/jpeg", "buffer": taken_by_phone()}
CHAT: FilePayload = {"name": "chat.txt", "mimeType": "text/plain", "buffer": b"Not before Friday."}
NOTHING: FilePayload = {"name": "nothing.txt", "mimeType": "text/plain", "buffer": b""}
TALK: FilePayload = {"name": "Team meeting.m4a", "mimeType": "audio/mp4", "buffer": LONG}


@pytest.fixture
def phone(browser: Browser, address: str, converter: Path) -> Iterator[Page]:
    """A telephone at the page of evidence of a report that was just begun."""
    yield from _opened(browser.new_context(viewport=PHONE, base_url=address))  # type: ignore[arg-type]


@pytest.fixture
def plain_phone(browser: Browser, address: str, converter: Path) -> Iterator[Page]:
    """The same without scripts."""
    yield from _opened(browser.new_context(viewport=PHONE, base_url=address, java_script_enabled=False))  # type: ignore[arg-type]


def _opened(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    page.goto("/report/")
    press(page, "Start the full way")
    page.goto(page.url.replace("/what/", "/evidence/"))
    yield page
    context.close()


def _choose(page: Page, *files: FilePayload) -> None:
    page.locator("input[type=file]").set_input_files(list(files))


def _row(page: Page, name: str) -> Locator:
    return page.locator(".ob-file", has=page.get_by_role("heading", name=name))


def _names(page: Page) -> list[str]:
    return page.locator("#files h3").all_inner_texts()


def _kept(page: Page) -> list[AttachedFile]:
    (cookie,) = [one for one in page.context.cookies() if one.get("name") == "draft"]
    handle = page.url.split("/")[4]
    return drafts.attached_files(drafts.read(UUID(handle), str(cookie.get("value"))))


def _held_after_the_first(page: Page) -> list[Route]:
    """Let the first piece of a file through, and hold each that follows: a file is never all there before a test goes on."""
    pieces: list[Route] = []

    def hold(route: Route) -> None:
        is_piece = route.request.method == "POST" and b'name="stop"' not in (route.request.post_data_buffer or b"")
        if is_piece:
            pieces.append(route)
        if not is_piece or len(pieces) == 1:
            route.continue_()

    page.route(UPLOADS, hold)
    return pieces


def test_a_telephone_reads_what_was_found_and_says_what_each_file_shows(phone: Page) -> None:
    heard: list[str] = []
    phone.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    _choose(phone, CHAT, NOTHING, PICTURE)
    picture = _row(phone, "IMG_2291.JPG")
    expect(picture.get_by_text("This could show who you are.")).to_be_visible()
    expect(picture.locator("dd").first).to_have_text("53.7965\N{NO-BREAK SPACE}N, 1.5478\N{NO-BREAK SPACE}W")
    expect(_row(phone, "nothing.txt").get_by_text("Not added. The file is empty.")).to_be_visible()
    picture.get_by_label("What it shows").fill("The whiteboard, Friday evening")
    picture.get_by_label("Keep the place: it is my evidence").check()
    expect(phone.locator("#arriving_status")).to_contain_text("Order and captions saved at")
    phone.get_by_role("button", name="Move up IMG_2291.JPG").click()
    expect(phone.locator("#files h3").first).to_have_text("IMG_2291.JPG")
    assert judge(phone, "evidence-found") == []
    phone.set_viewport_size(PHONE)  # type: ignore[arg-type]
    phone.reload()
    assert _names(phone) == ["IMG_2291.JPG", "chat.txt"]
    expect(picture.get_by_label("What it shows")).to_have_value("The whiteboard, Friday evening")
    picture.get_by_role("link", name="See the copy").click()
    expect(phone.locator("h1")).to_have_text("The copy that readers see")
    expect(phone.locator(".ob-copy")).to_have_js_property("naturalWidth", 64)
    assert judge(phone, "evidence-copy") == []
    phone.get_by_role("link", name="Back").click()
    phone.get_by_role("button", name="Remove chat.txt").click()
    expect(phone.locator("#files h3")).to_have_count(1)
    press(phone, "Save and continue")
    expect(phone.locator("h1")).to_have_text("What was done about it, and what would put it right?")
    assert heard == []


def test_the_network_is_cut_in_the_middle_and_the_file_goes_on_where_it_stopped(phone: Page) -> None:
    asked: list[str] = []
    phone.on("request", lambda one: asked.append(one.method) if "/uploads/" in one.url else None)
    pieces = _held_after_the_first(phone)
    _choose(phone, TALK, PICTURE)
    until(phone, lambda: len(pieces) > 1, "the second piece")
    phone.context.set_offline(True)
    pieces[-1].continue_()
    talk = _row(phone, "Team meeting.m4a")
    expect(talk.get_by_text("The connection is lost. It goes on by itself where it stopped.")).to_be_visible()
    before = asked.count("POST")
    phone.get_by_role("button", name="Save and continue").click()
    expect(phone.locator("#arriving_status")).to_have_text(
        "The next page comes once the files have arrived. Press Stop to go on without one."
    )
    phone.unroute(UPLOADS)
    phone.context.set_offline(False)
    expect(phone.locator("h1")).to_have_text("What was done about it, and what would put it right?")
    assert "GET" in asked
    sent_again = asked.count("POST") - before - 1  # one is the picture
    assert sent_again < len(LONG) // (2 * 1024 * 1024)
    files = _kept(phone)
    assert [file.description.name for file in files] == ["Team meeting.m4a", "IMG_2291.JPG"]
    assert files[0].description.sha256 == sha256(LONG).hexdigest()


def test_a_file_that_was_chosen_before_the_script_came_is_sent_too(phone: Page) -> None:
    late: list[Route] = []

    def hold(route: Route) -> None:
        late.append(route)

    phone.route("**/evidence*.js", hold)
    phone.goto(phone.url, wait_until="commit")
    _choose(phone, CHAT)
    until(phone, lambda: late, "the script")
    late[0].continue_()
    expect(phone.get_by_text("1 file is with your report")).to_be_visible()
    assert _names(phone) == ["chat.txt"]


def test_the_next_page_waits_until_a_caption_is_saved(phone: Page) -> None:
    _choose(phone, CHAT, PICTURE)
    held: list[tuple[Route, APIResponse]] = []

    def hold_the_first(route: Route) -> None:
        if not held and b'name="save"' in (route.request.post_data_buffer or b""):
            held.append((route, route.fetch()))
        else:
            route.continue_()

    phone.route("**/evidence/", hold_the_first)
    for name in ("chat.txt", "IMG_2291.JPG"):
        _row(phone, name).get_by_label("What it shows").fill("What he wrote")
    until(phone, lambda: held, "the first save")
    phone.get_by_role("button", name="Save and continue").click(no_wait_after=True)
    phone.wait_for_timeout(500)
    ((route, answer),) = held
    route.fulfill(response=answer)
    expect(phone.locator("h1")).to_have_text("What was done about it, and what would put it right?")


def test_a_look_at_what_is_saved_does_not_stop_the_way_to_the_next_page(phone: Page) -> None:
    _choose(phone, CHAT)
    expect(phone.get_by_text("1 file is with your report")).to_be_visible()
    looks, presses = list[Route](), list[Route]()

    def hold(route: Route) -> None:
        if route.request.method != "POST":
            return route.continue_()
        return (looks if "draft=look" in (route.request.post_data or "") else presses).append(route)

    phone.route("**/evidence/", hold)
    phone.evaluate("window.dispatchEvent(new Event('pageshow'))")
    until(phone, lambda: looks, "the look")
    phone.get_by_role("button", name="Save and continue").click(no_wait_after=True)
    until(phone, lambda: presses, "the form")
    saved = presses[0].fetch(max_redirects=0)
    looks[0].fulfill(response=looks[0].fetch())
    phone.wait_for_timeout(500)
    presses[0].fulfill(response=saved)
    expect(phone.locator("h1")).to_have_text("What was done about it, and what would put it right?")


def test_a_file_is_stopped_and_one_that_broke_off_is_chosen_again(phone: Page, tmp_path: Path) -> None:
    talk = tmp_path / "Team meeting.m4a"
    talk.write_bytes(LONG)
    pieces = _held_after_the_first(phone)
    phone.locator("input[type=file]").set_input_files(talk)
    until(phone, lambda: len(pieces) > 1, "the second piece")
    phone.reload()
    expect(
        _row(phone, talk.name).get_by_text("Choose the same file again, and it goes on where it stopped.")
    ).to_be_visible()
    with phone.expect_request(lambda one: "/uploads/" in one.url) as first:
        phone.locator("input[type=file]").set_input_files(talk)
    assert first.value.method == "GET"
    with phone.expect_response(lambda one: b'name="stop"' in (one.request.post_data_buffer or b"")):
        phone.get_by_role("button", name="Stop Team meeting.m4a").click()
    expect(phone.locator(".ob-file")).to_have_count(0)
    phone.reload()
    expect(phone.locator(".ob-file")).to_have_count(0)


def test_without_a_script_the_page_does_the_same_by_its_buttons(plain_phone: Page) -> None:
    page = plain_phone
    _choose(page, CHAT, PICTURE, NOTHING)
    press(page, "Add these files")
    expect(_row(page, "nothing.txt").get_by_text("Not added. The file is empty.")).to_be_visible()
    picture = _row(page, "IMG_2291.JPG")
    expect(picture.get_by_text("This could show who you are.")).to_be_visible()
    picture.get_by_label("What it shows").fill("The whiteboard, Friday evening")
    press(page, "Move up IMG_2291.JPG")
    assert _names(page) == ["IMG_2291.JPG", "chat.txt"]
    expect(picture.get_by_label("What it shows")).to_have_value("The whiteboard, Friday evening")
    press(page, "Save and continue")
    expect(page.locator("h1")).to_have_text("What was done about it, and what would put it right?")


def test_a_caption_saves_itself_while_it_is_typed_and_when_the_page_is_left(phone: Page) -> None:
    _choose(phone, CHAT)
    caption = _row(phone, "chat.txt").get_by_label("What it shows")
    expect(caption).to_be_visible()
    phone.clock.install()
    caption.focus()
    phone.keyboard.type("They met on")
    phone.clock.run_for(11_000)
    expect(phone.locator("#arriving_status")).to_contain_text("Order and captions saved at")
    phone.keyboard.type(" Friday")
    written = phone.url
    phone.goto("/accessibility/")
    phone.clock.run_for(2_000)
    phone.goto(written)
    expect(caption).to_have_value("They met on Friday")
    phone.reload()
    expect(caption).to_have_value("They met on Friday")
    press(phone, "Save and continue")
    expect(phone).not_to_have_url(re.compile("/evidence/"))


def test_a_caption_that_was_changed_in_another_tab_is_not_written_over(phone: Page) -> None:
    _choose(phone, CHAT)
    expect(_row(phone, "chat.txt").get_by_label("What it shows")).to_be_visible()
    phone.clock.install()
    phone.get_by_label("What it shows").focus()
    phone.keyboard.type("From here")
    other = phone.context.new_page()
    other.goto(phone.url)
    other.get_by_label("What it shows").fill("From the other tab")
    other.get_by_label("What it shows").blur()
    expect(other.locator("#arriving_status")).to_contain_text("Order and captions saved at")
    phone.clock.run_for(11_000)
    expect(phone.locator("#arriving_status")).to_contain_text("changed in another tab")
    other.reload()
    expect(other.get_by_label("What it shows")).to_have_value("From the other tab")


def test_a_caption_typed_while_an_older_save_is_on_its_way_outlives_the_page(phone: Page) -> None:
    _choose(phone, CHAT)
    caption, written, late = phone.get_by_label("What it shows"), phone.url, list[Route]()
    expect(caption).to_be_visible()

    def hold_the_first(route: Route) -> None:
        if "draft=keep" not in (route.request.post_data or "") or late:
            return route.continue_()
        return late.append(route)

    phone.route("**/evidence/", hold_the_first)
    caption.press_sequentially("They met on")
    until(phone, lambda: late, "the first save")
    late[0].fetch()
    caption.press_sequentially(" Friday")
    phone.goto("/accessibility/")
    phone.goto(written)
    expect(caption).to_have_value("They met on Friday")


def test_captions_are_saved_again_after_a_save_that_failed(phone: Page) -> None:
    _choose(phone, CHAT)
    caption, said = phone.get_by_label("What it shows"), phone.locator("#arriving_status")
    expect(caption).to_be_visible()
    phone.route("**/evidence/", lambda route: route.abort(), times=1)
    caption.fill("They met on Friday")
    caption.blur()
    expect(said).to_contain_text("Not saved")
    expect(said).to_contain_text("Order and captions saved at")
