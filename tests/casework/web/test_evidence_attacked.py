"""Evidence as people look at it who may not: no address tells what exists, and nothing that was sent runs in a browser."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse

from casework.vocabulary import Seat, Verb
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.covering import Desk, copy_waits, desk, with_letter
from tests.casework.web.reporting import TABS_OF_CASE, text
from tests.casework.web.viewing import add_file, make_waiting_views, picture
from tests.scenario_fixtures import begins

__all__ = ["desk"]
SCRIPT = "<script>alert(1)</script>"
RIGHT_TO_LEFT = "\N{RIGHT-TO-LEFT OVERRIDE}"


def addresses(case: str, file: UUID, evidence: UUID) -> Iterator[str]:
    """Every address of the evidence of a case."""
    for name in ("file", "board_file"):
        yield reverse(name, args=[case, file])
        yield reverse(f"{name}_download", args=[case, file])
        for part, number in (("page", 1), ("page", 9), ("text", 1), ("found", 1), ("sound", 0)):
            yield reverse(f"{name}_part", args=[case, file, part, number])
    yield reverse("copies", args=[case])
    yield reverse("compare", args=[case])
    yield reverse("cover", args=[case, evidence])
    for side in ("sent", "preview", "copy"):
        yield reverse("compare_part", args=[case, 1, side])
        yield reverse("cover_picture", args=[case, evidence, 1, side])
    yield reverse("step", args=[case, "disclose_redacted_copy"])


def answers(browser: Client, case: str, file: UUID, evidence: UUID) -> Mapping[str, tuple[int, str]]:
    """What each address answers, without what differs in every answer."""
    found = {}
    for address in addresses(case, file, evidence):
        answer = browser.get(address)
        body = text(answer).replace(case, "CASE").replace(str(file), "FILE").replace(str(evidence), "EVIDENCE")
        plain = re.sub(r'(value|nonce)="[A-Za-z0-9+/=_-]{16,}"', "", body)
        found[address.replace(case, "CASE").replace(str(file), "FILE").replace(str(evidence), "EVIDENCE")] = (
            answer.status_code,
            plain,
        )
    return found


@begins(copy_waits())
def test_no_address_of_evidence_tells_a_stranger_what_exists(town: Town, desk: Desk) -> None:
    real = (desk.story.view.evidence.all[-1].file, desk.evidence)
    assert real[0] is not None
    for first in ("rex", "bo", "adam"):
        browser = town.browser(first)
        there = answers(browser, desk.case, real[0], real[1])
        assert there == answers(browser, desk.case, uuid4(), uuid4())
        assert there == answers(browser, "OB-2222-2222", uuid4(), uuid4())
        assert {status for status, _ in there.values()} == {404}


@begins(copy_waits())
def test_an_officer_who_declares_a_conflict_finds_no_evidence_any_more(town: Town, desk: Desk) -> None:
    first, file = desk.story.holding(Seat.DECIDER)[0], desk.story.view.evidence.all[-1].file
    assert file is not None
    assert town.browser(first).get(reverse("compare", args=[desk.case])).status_code == 200
    desk.story.by(first, Verb.DECLARE_CONFLICT, confirmed="on")
    there = answers(town.browser(first), desk.case, file, desk.evidence)
    assert there == answers(town.browser(first), "OB-2222-2222", uuid4(), uuid4())
    asked = {"evidence": str(desk.evidence), "reasons": "I want to see it."}
    released = town.browser(first).post(reverse("step", args=[desk.case, "release_original"]), asked)
    assert (released.status_code, desk.story.view.proposals.of(Verb.RELEASE_ORIGINAL)) == (404, None)


@begins(with_letter())
def test_who_sees_the_case_and_not_its_evidence_does_not_learn_which_exists(town: Town, desk: Desk) -> None:
    browser, file = town.browser("ines"), desk.story.view.evidence.all[-1].file
    assert file is not None
    there = answers(browser, desk.case, file, desk.evidence)
    assert there == answers(browser, desk.case, uuid4(), uuid4())
    assert {status for status, _ in there.values()} <= {403, 404}


@begins(with_letter())
def test_a_file_of_another_case_is_not_there_in_ones_own(town: Town, desk: Desk) -> None:
    other = town.case_in("investigation", "rosa")
    file, stranger = desk.story.view.evidence.all[-1].file, town.browser(other.investigator)
    assert file is not None
    there = answers(stranger, other.case, file, desk.evidence)
    assert there == answers(stranger, other.case, uuid4(), uuid4())


@begins(brought_to("investigation"))
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("photo.jpg", b'<svg xmlns="http://www.w3.org/2000/svg">' + SCRIPT.encode() + b"</svg>"),
        ("photo.png", b"<!doctype html><html><body>" + SCRIPT.encode() + b"</body></html>"),
        ("note.txt", f"{SCRIPT} {RIGHT_TO_LEFT}txt.exe".encode()),
        ("page.hta", b"<html><hta:application>" + SCRIPT.encode()),
        (f"{RIGHT_TO_LEFT}gpj.{SCRIPT}.html", SCRIPT.encode()),
        ("both.gif", b"GIF89a/*" + b"\0" * 20 + b"*/=alert(1);" + SCRIPT.encode()),
        ("script.pdf", b""),
        ("names.zip", b""),
    ],
)
def test_nothing_that_was_sent_runs_in_a_browser(
    town: Town, story: Story, converter: Path, name: str, content: bytes
) -> None:
    browser = town.browser(story.investigator)
    made = {"script.pdf": pdf_with_script, "names.zip": zip_with_names}
    key = add_file(browser, story.case, made[name]() if name in made else content, name, title=SCRIPT)
    make_waiting_views()
    page = reverse("file", args=[story.case, key])
    for address in (page, f"{page}?text=1", *(reverse(tab, args=[story.case]) for tab in TABS_OF_CASE)):
        answer = browser.get(address)
        assert (answer.status_code, SCRIPT in text(answer), RIGHT_TO_LEFT in text(answer)) == (200, False, False)
        assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    sent = browser.get(f"{page}download/")
    assert sent.headers["Content-Type"] == "application/octet-stream"
    assert sent.headers["Content-Disposition"].startswith("attachment")
    assert_is_inert(sent)
    for kind in ("page", "text", "sound", "wave", "poster", "found", "attached"):
        part = browser.get(f"{page}parts/{kind}/1/")
        assert part.status_code == 404 or part.headers["Content-Type"] in {"image/jpeg", "image/png"}
        if part.status_code == 200:
            assert_is_inert(part)


def assert_is_inert(answer: Any) -> None:
    """Check the headers by which a browser neither runs nor guesses anything."""
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer.headers["Cache-Control"]


def pdf_with_script() -> bytes:
    body = io.BytesIO()
    with pikepdf.new() as file:
        file.add_blank_page()
        file.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=f"app.alert('{SCRIPT}')")
        file.docinfo["/Author"] = f"{SCRIPT}{RIGHT_TO_LEFT}"
        file.save(body)
    return body.getvalue()


def zip_with_names() -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as file:
        file.writestr(f"../../{SCRIPT}", b"x")
        file.writestr(f"{RIGHT_TO_LEFT}gpj.exe", b"x")
    return body.getvalue()


@begins(brought_to("investigation"))
@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("bytes=0-", 206),
        ("bytes=999999999999-", 416),
        ("bytes=5-2", 416),
        ("bytes=-5", 200),
        ("bytes=0-1,3-4", 200),
        ("bytes=" + "9" * 5000 + "-", 200),
        ("lines=0-1", 200),
    ],
)
def test_a_range_gives_no_byte_beyond_the_part(
    town: Town, story: Story, converter: Path, asked: str, status: int
) -> None:
    browser = town.browser(story.investigator)
    key = add_file(browser, story.case, picture(), "photo.png")
    make_waiting_views()
    part = reverse("file_part", args=[story.case, key, "page", 1])
    whole = browser.get(part).content
    answer = browser.get(part, headers={"range": asked})
    assert (answer.status_code, answer.content) == (status, b"" if status == 416 else whole)


@begins(copy_waits())
def test_neither_the_first_again_nor_a_second_for_another_proposal_signs(town: Town, desk: Desk) -> None:
    before = desk.story.view.evidence.copies
    path = reverse("compare", args=[desk.case])
    hidden = dict(re.findall(r'name="(version|signs|step_version)"\s+value="([^"]+)"', text(desk.browser.get(path))))
    answer = desk.browser.post(path, {"do": "sign", "sentence": "on", **hidden})
    assert (answer.status_code, desk.story.view.evidence.copies) == (409, before)
    second = town.browser(desk.story.holding(Seat.DECIDER)[0])
    forged = second.post(path, {"do": "sign", "sentence": "on", "signs": str(uuid4())})
    assert (forged.status_code, desk.story.view.evidence.copies) == (409, before)
