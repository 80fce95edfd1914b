"""Files of a report from a telephone to the member's bundle: looked at, covered, compared by a second person, numbered."""

import re
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pypdfium2
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests import live, stage
from tests.casework.procedure.evidence.covered import pictures, read_by_ocr
from tests.journeys import looking, road
from tests.journeys.decision import acts, reads
from tests.journeys.evidence_sent import (
    CAPTIONS,
    CHAT,
    FILES,
    MAIL,
    MINUTES,
    NAMES,
    ORDER,
    PICTURE,
    SAID,
    SECONDS,
    TALK,
    WORDS,
    hears_the_silence,
)
from tests.journeys.filing import Filing
from tests.journeys.looking import PHONE
from tests.journeys.reporting import NAME, kept
from tests.journeys.road import Road
from tests.journeys.somebody import Somebody, Typed
from tests.journeys.town import SETTLED, Town, until
from tests.typesetting.test_bundle import JAVA

STEP = "Cover up a copy for the respondent"
LOOKED = "I have looked at this page"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Town]:
    """A live installation where everybody has lived for 60 days."""
    with live.stack(stage.Services.start(), tmp_path_factory.mktemp("site"), __name__, SETTLED, files=True) as running:
        town = Town.around(running, browser)
        yield town
        town.leave()


def test_files_go_from_a_telephone_to_the_bundle_of_the_member(town: Town, tmp_path: Path) -> None:
    looking.forget()
    way = sent_by_phone(town, tmp_path)
    road.acknowledged(way)
    road.screened(way)
    looked_at_without_a_download(way)
    for _ in range(3):
        way.seat("Decider")
    words_and_a_face_are_covered(way)
    notice_is_served(way)
    bundle = the_member_reads_the_bundle(way)
    (tmp_path / "bundle.pdf").write_bytes(bundle)
    holds_no_covered_word(bundle)
    assert complaints_of(tmp_path / "bundle.pdf", tmp_path / "classes") == []
    assert looking.complaints() == {}


def sent_by_phone(town: Town, folder: Path) -> Road:
    """Wilma reports under her name at a telephone; the network is cut while the files are sent."""
    for name, content in FILES.items():
        (folder / name).write_bytes(content)
    context = town.browser.new_context(base_url=town.stack.url, viewport=PHONE)  # type: ignore[arg-type]
    wilma = Somebody(context.new_page())
    page, day = wilma.page, town.today - timedelta(days=21)
    wilma.opens("/report/")
    wilma.presses("Start the full way")
    home = urlsplit(page.url).path.removesuffix("what/")
    answers = {
        "who": {"people": "1", "name_1": "Rex Respond", "employer_1": "Northwind Service", "number_1": "M-1001"},
        "when": {"kind": "day", "first_day": str(day.day), "first_month": str(day.month), "first_year": str(day.year)},
        "keep-away": {"keep_away": "Ian Intake"},
        "you": {"choice": "open"},
        "contact": {"name": NAME, "email": "wilma@example.org"},
    }
    page.goto("about:blank")  # a page left open would load again by itself, with what is answered elsewhere
    Filing(context.request, home).answer(**answers)
    wilma.opens(f"{home}evidence/")
    with page.expect_response(lambda one: "/uploads/" in one.url and one.request.method == "POST"):
        page.locator("input[type=file]").set_input_files([folder / name for name in ORDER])
    context.set_offline(True)
    expect(page.get_by_text("The connection is lost.").first).to_be_visible()
    context.set_offline(False)
    expect(page.locator("#files h3")).to_have_text(list(ORDER), timeout=60_000)
    reads_what_was_found(page)
    wilma.looks()
    for name, caption in CAPTIONS.items():
        row(page, name).get_by_label("What it shows").fill(caption)
    wilma.presses("Save and continue")
    wilma.is_at("Check and send")
    wilma.opens(f"{home}check/")
    wilma.fills({"What I have written is true as far as I know": True})
    wilma.presses("Send the report")
    wilma.is_at("Your report is in")
    reference, code = kept(wilma)
    return Road(town=town, reporter=wilma, code=code, told=reference, day=day)


def reads_what_was_found(page: Page) -> None:
    """The page says what could tell who she is: the place of the picture, the author of the PDF, the title of the recording."""
    expect(row(page, PICTURE)).to_contain_text("51.5017\N{NO-BREAK SPACE}N, 0.1246\N{NO-BREAK SPACE}W")
    expect(row(page, MAIL)).to_contain_text(NAMES[0])
    expect(row(page, TALK)).to_contain_text("Found and left out of the copy: title")
    expect(row(page, CHAT)).to_contain_text("Checked for hidden data: none found.")


def row(page: Page, name: str) -> Locator:
    """Return the row of a file on the page of evidence."""
    return page.locator(".ob-file", has=page.get_by_role("heading", name=name))


def looked_at_without_a_download(way: Road) -> None:
    """The investigator looks at each file on its page, and nothing is downloaded."""
    one = way.town[way.holding("Investigator")[0]]
    asked: list[str] = []
    one.page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    one.opens(f"/desk/cases/{way.case}/evidence/")
    links = one.page.locator(f"a[href^='/desk/cases/{way.case}/files/']").all()
    addresses = [str(link.get_attribute("href")) for link in links]
    assert len(addresses) == len(FILES)
    for address in addresses:
        until(lambda at=address: is_shown(one, at), f"the safe view of {address}")  # type: ignore[misc]
    assert [path for path in asked if "download" in path] == []


def is_shown(one: Somebody, address: str) -> bool:
    """Whether the page of a file shows it: a picture that is drawn, a sound that plays, or a text."""
    one.opens(address)
    if "still being prepared" in one.text:
        return False
    page = one.page
    assert not page.get_by_role("heading", name="Not shown").count()
    if page.locator("audio").count():
        assert page.locator("audio").evaluate(SECONDS) == pytest.approx(MINUTES * 60, abs=2)
    elif page.locator("img.ob-sheet__page").count():
        expect(page.locator("img.ob-sheet__page")).not_to_have_js_property("naturalWidth", 0)
        assert any(caption in one.text for caption in CAPTIONS.values())
    else:
        assert "Who says that there was a promise?" in one.text
    return True


def words_and_a_face_are_covered(way: Road) -> None:
    """The investigator covers the letter by its words and the picture by a box, and silences five seconds of the memo; a
    decider compares and signs each.
    """
    one, two = way.town[way.holding("Investigator")[0]], way.town[way.holding("Decider")[0]]
    opens_copies(one, way)
    one.goes_by(link_to(one, MAIL))
    for name in NAMES:
        one.fills({"Everywhere this name": name})
        one.presses("Cover everywhere")
    goes_forward(one, pages=2, title="Letter of March")
    compared_and_signed(two, way, MAIL, pages=2)
    opens_copies(one, way)
    one.goes_by(link_to(one, PICTURE))
    draws_a_box(one.page)
    one.presses("Cover this box")
    goes_forward(one, pages=1, title="Whiteboard")
    compared_and_signed(two, way, PICTURE, pages=1)
    opens_copies(one, way)
    one.goes_by(link_to(one, TALK))
    one.fills({"From": "1:00", "To": "1:05", "Transcript": SAID})
    one.presses("Silence this part")
    goes_forward(one, pages=1, title="Voice memo", looked="I have listened to all of it")
    compared_and_signed(
        two, way, TALK, pages=1, looked="I have listened to the whole copy, and it matches the transcript"
    )


def opens_copies(one: Somebody, way: Road) -> None:
    """Come to the list of evidence to cover by the step on the page of the case."""
    one.finds(way.case)
    one.follows(STEP)
    one.is_at(STEP)


def link_to(one: Somebody, name: str) -> Locator:
    """Return the link of the list to the piece of evidence with a file."""
    return one.page.get_by_role("link", name=f"Evidence {ORDER.index(name) + 1}, from")


def draws_a_box(page: Page) -> None:
    """Draw over the left half of the page."""
    place = page.locator("svg[data-cover]").bounding_box()
    assert place is not None
    page.mouse.move(place["x"] + 5, place["y"] + 5)
    page.mouse.down()
    page.mouse.move(place["x"] + place["width"] / 2, place["y"] + place["height"] * 0.8)
    page.mouse.up()


def goes_forward(one: Somebody, *, pages: int, title: str, looked: str = LOOKED) -> None:
    """Look at every page, give the copy a title, and put it forward."""
    for _ in range(pages):
        one.presses(looked)
    one.fills({"Title of the copy": title})
    one.presses("Keep the title")
    for question in ("only one person", "handwriting"):
        one.page.get_by_role("group", name=question).get_by_role("radio", name="No", exact=True).check()
    one.presses("Put it forward for the second signature")
    one.proves("Put it forward for the second signature")
    assert one.told() == f"Not done yet: {STEP}. It waits for somebody else to sign.", one.text


def compared_and_signed(two: Somebody, way: Road, name: str, *, pages: int, looked: str = LOOKED) -> None:
    """Come to the comparison by the step on the page of the case, find every difference right on every page, and sign."""
    two.finds(way.case)
    two.follows(STEP)
    two.is_at(f"Check the copy of evidence {ORDER.index(name) + 1}")
    page = two.page
    for number in range(1, pages + 1):
        if number > 1:
            two.goes_by(page.get_by_role("link", name=str(number), exact=True))
        for answer in page.get_by_role("radio", name="Right", exact=True).all():
            answer.check()
        if page.locator("#pixels").count():
            page.locator("#pixels").check()
        two.presses(looked)
    page.locator("#sentence").check()
    two.presses("Sign")
    two.proves("Sign")
    assert two.told() == f"{STEP} – done.", two.text


def notice_is_served(way: Road) -> None:
    """The investigator decides about the name, and serves the notice, which relies on all copies."""
    one = way.holding("Investigator")[0]
    sealed: dict[str, Typed] = {
        "What happens to the reporter’s identity?": "It stays sealed",
        "The reporter was asked": True,
        "Reasons": "The reporter wants to stay unnamed.",
    }
    way.does(one, "Decide about the reporter’s identity", sealed)
    relied = [
        f"Letter of March (Copy 1, of evidence {ORDER.index(MAIL) + 1}, {way.town.today:%-d %B %Y})",
        f"Whiteboard (Copy 2, of evidence {ORDER.index(PICTURE) + 1}, {way.town.today:%-d %B %Y})",
        f"Voice memo (Copy 3, of evidence {ORDER.index(TALK) + 1}, {way.town.today:%-d %B %Y})",
    ]
    notice: dict[str, Typed] = {
        "Evidence relied on": relied,
        "Words to the respondent": "Please answer the allegation below.",
    }
    way.does(one, "Serve the notice", notice)


def the_member_reads_the_bundle(way: Road) -> bytes:
    """Rex opens the bundle, sees running numbers and the covered pages, hears the memo, and takes the PDF with him."""
    rex = way.town["rex"]
    reads(rex, "Notice of investigation")
    acts(way, "Acknowledge the notice", {"I have opened the notice": True})
    rex.follows(re.compile("^Evidence"))
    rex.follows("The bundle: everything with page numbers")
    page = rex.page
    lines = page.locator(".ob-bundle__lines li")
    expect(lines).to_have_count(4)
    for number in range(1, 7):
        rex.opens(f"{urlsplit(page.url).path}?page={number}")
        assert not any(name in rex.text for name in WORDS)
    assert SAID in rex.text
    hears_the_silence(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the bundle as a PDF").click()
    return Path(download.value.path()).read_bytes()


def holds_no_covered_word(bundle: bytes) -> None:
    """Neither text nor metadata nor what a program reads in the pixels has a part of the names."""
    document = pypdfium2.PdfDocument(bundle)
    texts = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    seen = "\n".join(read_by_ocr(picture) for picture in pictures(bundle))
    assert "asked twice for the promise" in texts
    assert SAID in " ".join(texts.split())
    assert "asked twice for the promise" in seen
    beside = str(document.get_metadata_dict())
    assert [
        (word, place) for word in WORDS for place in (texts, seen, beside) if word.casefold() in place.casefold()
    ] == []
    assert [word for word in WORDS if word.encode() in bundle] == []


def complaints_of(file: Path, classes: Path) -> list[str]:
    """Return what PDFBox Preflight has against a file as PDF/A-1b."""
    command = ["java", str(JAVA), str(classes), str(file)]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout.splitlines()
    assert said[-1] == f"{file}: looked at"
    return said[:-1]
