"""The receipt, files, and that one report is one report."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from casework import tasks
from casework.models import Case
from ledger import clock
from tests.casework.web.reporting import ANSWERS, SEEN, TOKEN, WORDS, Reporter, first, text
from tests.casework.web.test_follow import enter
from tests.vault.sent import PDF
from vault import drafts
from vault.codes import parse
from vault.models import Draft, DraftFile, SealedFile


@pytest.fixture
def sent(jar: Client) -> Reporter:
    """A report that has just been sent."""
    reporter = Reporter(jar)
    reporter.answer()
    reporter.declare()
    return reporter


def test_the_receipt_shows_reference_and_code_in_words_and_digits(sent: Reporter) -> None:
    page, code = sent.page("receipt"), parse(sent.code())
    assert User.objects.reporter_with(lookup_id=code.lookup_id) == User.objects.get(kind="reporter")
    assert (code.digits in page, "R-" in page, Case.objects.get().reference in page) == (True, True, False)
    assert tuple(WORDS.findall(sent.page("receipt"))) == code.words
    assert ("We send you no mail." in page, "that day comes sooner" in page) == (True, True)


def test_the_code_is_typed_back_in_digits_or_words_and_then_shown_no_more(sent: Reporter) -> None:
    code = parse(sent.code())
    wrong = sent.post("receipt", {"code": "one two three"})
    assert (wrong.status_code, "This is not the code on this page." in text(wrong)) == (422, True)
    assert " ".join(code.words[:2]) not in text(wrong).replace("</li><li>", "|")
    assert sent.post("receipt", {"code": code.digits.replace(" ", "-")}).status_code == 302
    page = sent.page("receipt")
    assert ("You have your twelve words" in page, code.digits in page, "ob-code" in page, "R-" in page) == (
        True, False, False, True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("choice", "told"),
    [("confidential", (True, False)), ("open", (True, False)), ("anonymous", (False, True))],
)
def test_the_receipt_promises_what_holds_for_this_way_of_reporting(
    jar: Client, choice: str, told: tuple[bool, bool]
) -> None:
    reporter = Reporter(jar)
    reporter.answer(you={"choice": choice}, contact=None if choice == "anonymous" else ANSWERS["contact"])
    reporter.declare()
    page = " ".join(reporter.page("receipt").split())
    assert ("we say whether it can be looked into" in page, "As you gave no name, you see only" in page) == told
    assert ("Somebody who reports without a name" in page, "You hear from us at least" in page) == (False, False)
    assert "Once it is taken up, you hear from us at least every 30 days." in page


def test_a_code_that_was_used_elsewhere_is_shown_no_more(sent: Reporter) -> None:
    code = parse(sent.code())
    assert code.digits in sent.page("receipt")
    jar, _ = enter(" ".join(code.words))
    page = sent.page("receipt")
    # A word alone may be one of the page's own: "page" is one of the 2,048.
    assert ("You have your twelve words" in page, code.digits in page, WORDS.findall(page)) == (True, False, [])
    sent_page = text(jar.get(reverse("follow_up_sent")))
    assert ("2. Ethical, fair and transparent practice" in sent_page, "10. Integrity" in sent_page) == (True, True)


def test_the_same_post_again_is_one_report_and_another_browser_finds_nothing(jar: Client) -> None:
    reporter = Reporter(jar)
    reporter.answer()
    page = reporter.page("check")
    again = [reporter.send("check", page, {"declared": "on"}) for _ in range(3)]
    assert [answer.headers["Location"] for answer in again] == [f"{reporter.home}receipt/"] * 3
    other = Client()
    assert other.post(f"{reporter.home}check/", {"declared": "on"}).status_code == 404
    assert other.get(f"{reporter.home}receipt/").status_code == 404
    assert (Case.objects.count(), User.objects.filter(kind="reporter").count()) == (1, 1)
    parse(reporter.code())
    assert jar.get(f"{reporter.home}who/").headers["Location"] == f"{reporter.home}receipt/"


def test_after_a_day_the_receipt_is_gone(sent: Reporter) -> None:
    with time_machine.travel(clock.now() + timedelta(hours=25), tick=False):
        tasks.purge_drafts()
    assert (Draft.objects.count(), sent.jar.get(f"{sent.home}receipt/").status_code) == (0, 404)


def test_a_member_and_an_invention_get_the_same_pages(books: None) -> None:
    pages: list[list[tuple[int, str]]] = []
    for name in ("Rex Marlowe", "Xxx Xxxxxxx"):
        reporter = Reporter(Client(enforce_csrf_checks=True))
        reporter.answer(who={"people": "1", "name_1": name})
        reporter.declare()
        seen = reporter.page("receipt")
        code, reference = parse(reporter.code()), seen.partition("R-")[2][:9]
        for shown, masked in [(first(TOKEN, seen), "t"), (code.digits, "d"), (reference, "r")]:
            seen = seen.replace(shown, masked)
        for word in code.words:
            seen = seen.replace(f"<li>{word}</li>", "w")
        pages.append([(200, seen)])
    assert pages[0] == pages[1]


def uploaded(name: str, content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def with_files(reporter: Reporter, *files: SimpleUploadedFile, **more: Any) -> Any:
    """Send files from the page of evidence."""
    return reporter.post("evidence", {"added": list(files), **more})


@pytest.mark.parametrize("name", [b"\xe9t\xe9.txt", b""], ids=["a name that is no UTF-8", "no file"])
def test_where_no_file_arrived_the_page_says_so(jar: Client, name: bytes) -> None:
    """Of a file whose name cannot be read nothing was kept, and the page went on as if it had been."""
    reporter = Reporter(jar)
    page = reporter.page("evidence")
    fields = {"csrfmiddlewaretoken": first(TOKEN, page), "seen": first(SEEN, page), "add": "1"}
    parts = [f'name="{key}"\r\n\r\n{value}'.encode() for key, value in fields.items()]
    parts.append(b'name="added"; filename="' + name + b'"\r\nContent-Type: text/plain\r\n\r\nwords')
    body = b"".join(b"--b\r\nContent-Disposition: form-data; " + part + b"\r\n" for part in parts) + b"--b--\r\n"
    answer = jar.generic("POST", f"{reporter.home}evidence/", body, "multipart/form-data; boundary=b")
    assert (answer.status_code, "No file arrived" in text(answer)) == (422, True)


def test_files_are_taken_listed_removed_and_come_with_the_report(jar: Client) -> None:
    reporter = Reporter(jar)
    reporter.answer(evidence=None)
    answer = with_files(reporter, uploaded("offer.pdf"), uploaded("minutes.pdf"), add="1")
    assert answer.headers["Location"] == f"{reporter.home}evidence/"
    page = reporter.page("evidence")
    assert ("offer.pdf" in page, "minutes.pdf" in page, "2 files are with your report" in page) == (True, True, True)
    first_file = drafts.attached_files(drafts.read(reporter.handle, jar.cookies["draft"].value))[0]
    reporter.post("evidence", {"remove": str(first_file.id)})
    assert "1 file is with your report" in reporter.page("evidence")
    assert reporter.post("evidence", {"remove": "nothing"}).status_code == 302
    assert with_files(reporter).headers["Location"] == f"{reporter.home}check/"
    reporter.declare()
    assert (SealedFile.objects.count(), DraftFile.objects.count()) == (1, 0)


def test_a_file_that_cannot_be_taken_is_named_and_costs_no_other(jar: Client) -> None:
    reporter = Reporter(jar)
    answer = with_files(reporter, uploaded("none.pdf", b""), uploaded("offer.pdf"), add="1")
    page = text(answer)
    assert (answer.status_code, "“none.pdf”: The file is empty." in page, "1 file is with your report" in page) == (
        422, True, True,
    )  # fmt: skip
