"""The checking page: what a receipt proves in words, one sentence for what is none, and nothing kept of what was dropped."""

import base64
import re
from hashlib import sha256
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from ledger.checking import VERIFIER, VERIFIER_PAGE
from ledger.keyring import Keyring, LogKey
from ledger.models import Checkpoint, Entry
from ledger.notes import log_key
from ledger.sync import seal_log
from tests.ledger.exported import signing
from tests.ledger.receipted import Given, case
from tests.ledger.records import draft, written
from tests.ledger.story import KEY, judged

__all__ = ["case"]
IN_PAGE = re.compile(r'href="data:text/plain;base64,([^"]*)" download="(\w+)"')
PROBLEMS = re.compile(r'<ul class="govuk-list govuk-error-summary__list">(.*?)</ul>', re.DOTALL)


def dropped(data: bytes | str, jar: Client | None = None) -> Any:
    """What the page answers to a file."""
    content = data.encode("utf-8") if isinstance(data, str) else data
    jar = jar or Client(enforce_csrf_checks=True)
    return jar.post(reverse("verify"), {"file": SimpleUploadedFile("report-R-2222.tlog-proof", content), "pasted": ""})


def words(answer: Any) -> str:
    """A page as text."""
    return " ".join(unescape(answer.content.decode()).split())


def command_on(page: str) -> str:
    """The command that the page says to type."""
    found = re.search(r"<pre[^>]*><code>(python.*?)</code>", page, re.DOTALL)
    assert found is not None
    return " ".join(unescape(re.sub(r"<[^>]*>", "", found[1])).split())


def problem(answer: Any) -> str:
    """The one sentence of the error summary."""
    found = PROBLEMS.search(unescape(answer.content.decode()))
    assert found is not None
    sentences = re.findall(r"<a[^>]*>(.*?)</a>", found[1])
    assert len(sentences) == 1
    return str(sentences[0])


def test_a_receipt_that_holds_is_told_in_words(case: Given) -> None:
    page = words(dropped(case.receipt()))
    assert "This receipt holds" in page
    assert (
        f'entry number <strong class="ob-figures">{case.entry.log_index}</strong> of the record is “Report received”'
        in page
    )
    assert "they are what was recorded then, letter for letter: What happened" in page
    assert "What I saw" not in page
    assert "It contains no text" in words(dropped(case.receipt(with_text=False)))


def test_the_files_on_the_page_prove_it_offline_up_to_today(case: Given, capsys: Any) -> None:
    receipt = case.receipt()
    written(draft(), draft(), draft())
    with signing(case.folder / "mirror") as socket:
        seal_log(socket)
    today = Checkpoint.objects.order_by("size").first()
    page = dropped(receipt).content.decode()
    kept = {name: base64.b64decode(text) for text, name in IN_PAGE.findall(page)}
    assert today is not None
    assert (set(kept), kept["today"].decode()) == ({"today", "proof"}, today.note)
    pin, proof = case.folder / "pin", case.folder / "proof"
    pin.write_bytes(kept["today"])
    proof.write_bytes(kept["proof"])
    options = ("--keyring", case.ring, "--pin", pin, "--consistency", proof)
    assert judged(capsys, "receipt", case.file(receipt), *options).rc == 0
    assert command_on(page) == (
        "python3 verify.py receipt report-R-2222.tlog-proof --keyring keyring.json --pin today --consistency proof"
    )


@pytest.mark.parametrize(
    ("name", "typed"),
    [("report (1).tlog-proof", '"report (1).tlog-proof"'), ("a;reboot.tlog-proof", "receipt.tlog-proof")],
)
def test_the_command_holds_no_name_that_a_terminal_would_read_otherwise(case: Given, name: str, typed: str) -> None:
    file = SimpleUploadedFile(name, case.receipt().encode())
    page = Client().post(reverse("verify"), {"file": file, "pasted": ""}).content.decode()
    assert f"receipt {typed} --keyring" in command_on(page)


def test_a_pasted_receipt_holds_whatever_the_box_does_to_its_line_ends(case: Given) -> None:
    pasted = "\r\n" + case.receipt().replace("\n", "\r\n") + "  "
    answer = Client(enforce_csrf_checks=True).post(reverse("verify"), {"pasted": pasted})
    assert answer.status_code == 200
    assert "This receipt holds" in words(answer)
    assert dict(answer.cookies) == {}


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda text: text[: len(text) // 2], "This receipt is cut off or changed: take the file as it was given to you."),
        (lambda text: text + "A" * 1_000_000, "This has more than 1 MB, and no receipt has: give us the file whose name"),
        (lambda text: text.encode("utf-16"), "This file is not text: give us the file as it was given to you, not a"),
        (lambda text: text.replace("\n", "\r\n"), "This is not a receipt: take the file as it was given to you."),
        (lambda text: text.split("\n\n", 1)[1], "This is a checkpoint and not a receipt: give us the file whose name"),
        (lambda text: "A letter of mine.", "This is not a receipt: take the file as it was given to you."),
        (lambda text: text.replace("index ", "index 1"), "What this receipt says does not hold: the entry is not number"),
        (lambda text: "", "This is not a receipt: take the file as it was given to you."),
    ],
)  # fmt: skip
def test_what_does_not_hold_is_said_in_one_sentence_with_what_to_do(case: Given, spoil: Any, said: str) -> None:
    answer = dropped(spoil(case.receipt()))
    assert answer.status_code == 422
    assert problem(answer)[: len(said)] == said
    assert problem(answer)[-1] == "."


def test_a_foreign_receipt_is_sent_to_its_own_installation(case: Given) -> None:
    case.ring.write_text(Keyring("elsewhere", [LogKey(log_key("elsewhere", KEY))]).json(), encoding="utf-8")
    assert problem(dropped(case.receipt())) == (
        "This receipt is of the record localhost, not of ours: have it checked there."
    )


@pytest.mark.parametrize("size", [1_500_000, 5_000_000])
def test_a_text_that_is_too_long_is_told_so(case: Given, size: int) -> None:
    answer = Client().post(reverse("verify"), {"pasted": "A" * size})
    assert (answer.status_code, problem(answer)[:25]) == (422, "This is too long to paste")


def test_nothing_handed_in_is_asked_for_again(case: Given) -> None:
    answer = Client().post(reverse("verify"), {"pasted": " \n "})
    assert (answer.status_code, problem(answer)) == (422, "Choose the file of a receipt, or paste its text.")


def test_a_dropped_file_is_stored_nowhere(case: Given, settings: Settings, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path / "files"
    settings.FILES_DIR.mkdir()
    before = Entry.objects.count()
    seen: list[int] = []
    jar = Client()
    jar.post(reverse("account_login"), {"login": "nobody@example.org", "password": "not the one"})
    for sent in (case.receipt(), "A" * 3_000_000):
        answer = dropped(sent, jar)
        seen.append(answer.status_code)
        assert list(settings.FILES_DIR.rglob("*")) == []
    assert (seen, Entry.objects.count()) == ([200, 422], before)


def test_another_website_cannot_have_a_browser_check(case: Given) -> None:
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert Client().post(reverse("verify"), {"pasted": "x"}, headers=headers).status_code == 403


def test_without_published_keys_the_page_says_where_to_check(case: Given, settings: Settings) -> None:
    settings.KEYRING_FILE = None
    assert problem(dropped(case.receipt())).startswith("This installation publishes no keys now")


@pytest.mark.parametrize("file", [VERIFIER, VERIFIER_PAGE], ids=lambda file: file.name)
def test_both_verifiers_are_offered_for_keeping_with_their_digests(case: Given, file: Path) -> None:
    page = words(Client().get(reverse("verify")))
    offered = Client().get(f"/ledger/{file.name}")
    assert f'<code class="ob-digest">{sha256(offered.content).hexdigest()}</code>' in page
    assert f'href="/ledger/{file.name}"' in page
    assert offered.content == file.read_bytes()
    assert offered["Content-Disposition"] == f'attachment; filename="{file.name}"'
