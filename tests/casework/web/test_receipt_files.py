"""Receipts as files: in two forms, for reporter, respondent and member, complete once the signer is back, proven offline."""

import base64
import json
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from casework.models import Case
from ledger import queries as ledger
from ledger.models import Entry
from notifications.models import Message
from notifications.post_room import place_letters
from tests.casework.web.conftest import Town
from tests.casework.web.reporting import ANSWERS, Reporter, text
from tests.ledger.sealing import Seals, seals
from tests.ledger.story import judged
from vault.codes import parse

__all__ = ["seals"]
SEALING = "Your receipt is being sealed"


@pytest.fixture
def sent(jar: Client, seals: Seals) -> Reporter:
    """A report that was sent, the code not typed back yet."""
    reporter = Reporter(jar)
    reporter.answer()
    reporter.declare()
    return reporter


def texts(file: Any) -> dict[str, Any]:
    """What a receipt opens, by field."""
    extra = json.loads(base64.b64decode(text(file).split("\n")[1].removeprefix("extra ")))
    return {each["field"]: each["value"] for each in extra["openings"]}


def readings() -> int:
    """How often the record says that something was opened."""
    return Entry.objects.filter(type="content.opened").count()


def proven(seals: Seals, file: Any, capsys: Any) -> int:
    """The exit code of the verifier for a file that was handed out, pinned to the checkpoint of this moment."""
    path, pin = seals.folder / "a.tlog-proof", seals.folder / "pin"
    path.write_bytes(file.content)
    pin.write_text(text(file).partition("\n\n")[2], encoding="utf-8")
    return judged(capsys, "receipt", path, "--keyring", seals.ring, "--pin", pin).rc


def test_while_the_signer_is_down_a_receipt_is_being_sealed_and_on_its_return_it_is_there(
    sent: Reporter, seals: Seals, capsys: Any
) -> None:
    file = f"{sent.home}receipt/0/without-text/"
    waiting = sent.jar.get(file)
    assert (SEALING in sent.page("receipt"), waiting.status_code, SEALING in text(waiting)) == (True, 202, True)
    seals.sign()
    assert (SEALING in sent.page("receipt"), file in sent.page("receipt")) == (False, True)
    answer = sent.jar.get(file)
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="report-R-')
    assert (answer.status_code, texts(answer), proven(seals, answer, capsys)) == (200, {}, 0)


def test_with_the_text_it_holds_every_word_and_that_it_was_opened_is_in_the_record(
    sent: Reporter, seals: Seals, capsys: Any
) -> None:
    seals.sign()
    before = readings()
    answer = sent.jar.get(f"{sent.home}receipt/0/with-text/")
    assert answer.headers["Content-Disposition"].endswith('-with-text.tlog-proof"')
    held = texts(answer)
    assert (held["narrative"], held["reference"][:2]) == (ANSWERS["what"]["narrative"], "R-")
    assert set(held) == {"reference", "accused", "narrative", "particulars", "keep_away", "identity", "notify"}
    assert (readings() - before, proven(seals, answer, capsys)) == (4, 0)


def test_once_the_code_was_typed_back_the_words_need_it(sent: Reporter, seals: Seals) -> None:
    seals.sign()
    code = sent.code()
    page = sent.page("receipt")
    token = page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    sent.jar.post(f"{sent.home}receipt/", {"csrfmiddlewaretoken": token, "code": code})
    forms = [sent.jar.get(f"{sent.home}receipt/0/{form}/").status_code for form in ("without-text", "with-text")]
    assert (forms, "follow up with your code to download it" in sent.page("receipt")) == ([200, 404], True)
    follow = Client()
    follow.post("/follow-up/", {"code": " ".join(parse(code).words)})
    page = text(follow.get("/follow-up/receipt/"))
    assert [f'href="/follow-up/receipt/{form}/"' in page for form in ("without-text", "with-text")] == [True, True]
    assert texts(follow.get("/follow-up/receipt/with-text/"))["narrative"] == ANSWERS["what"]["narrative"]
    assert texts(follow.get("/follow-up/receipt/without-text/")) == {}


@pytest.mark.parametrize("path", ["receipt/1/without-text/", "receipt/0/otherwise/", "receipt/7/with-text/"])
def test_a_receipt_that_does_not_exist_is_not_found(sent: Reporter, seals: Seals, path: str) -> None:
    seals.sign()
    assert sent.jar.get(f"{sent.home}{path}").status_code == 404


def test_nobody_else_gets_it(sent: Reporter, seals: Seals) -> None:
    seals.sign()
    paths = [f"{sent.home}receipt/0/without-text/", "/follow-up/receipt/without-text/"]
    assert [Client().get(path).status_code for path in paths] == [404, 404]


def test_a_report_about_two_people_has_a_receipt_for_each(jar: Client, seals: Seals) -> None:
    reporter = Reporter(jar)
    reporter.answer(who={"people": "2", "name_1": "Rex Marlowe", "name_2": "Rita Marlowe"})
    reporter.declare()
    seals.sign()
    named = [texts(jar.get(f"{reporter.home}receipt/{n}/with-text/"))["accused"]["name"] for n in (0, 1)]
    assert named == ["Rex Marlowe", "Rita Marlowe"]
    assert jar.get(f"{reporter.home}receipt/1/without-text/").headers["Content-Disposition"].endswith('-2.tlog-proof"')


@pytest.fixture
def decided(town: Town, seals: Seals) -> tuple[Case, Client, str]:
    """A decided case, its respondent's browser, and where its page is."""
    case = Case.objects.get(reference=town.case_in("final").case)
    while place_letters():
        pass
    seals.sign()
    message = Message.objects.get(case=case, template="notice_of_investigation")
    return case, town.browser("rex"), f"/member/cases/{message.reference}/"


def test_the_respondent_has_receipts_of_notice_answer_findings_and_decision(
    decided: tuple[Case, Client, str], seals: Seals, capsys: Any
) -> None:
    case, rex, home = decided
    page = text(rex.get(home))
    kinds = {"case.notice_served", "case.response_filed", "finding.made", "case.board_decided", "sanction.imposed"}
    entries = {entry.id: entry.type for entry in ledger.stream(case.stream) if entry.type in kinds}
    assert set(entries.values()) == kinds
    for entry, kind in entries.items():
        assert f'href="{home}receipts/{entry}/without-text/"' in page
        whole, bare = (rex.get(f"{home}receipts/{entry}/{form}/") for form in ("with-text", "without-text"))
        assert (kind, proven(seals, whole, capsys), proven(seals, bare, capsys), texts(bare)) == (kind, 0, 0, {})
        assert (set(texts(whole)) != set()) == (kind != "sanction.imposed")


def test_the_respondent_gets_no_receipt_of_what_is_not_theirs(decided: tuple[Case, Client, str], town: Town) -> None:
    case, rex, home = decided
    others = [entry.id for entry in ledger.stream(case.stream) if entry.type in ("report.received", "case.vote_cast")]
    assert len(others) > 1
    answers = [rex.get(f"{home}receipts/{entry}/without-text/").status_code for entry in [*others, uuid4()]]
    assert answers == [404] * len(answers)
    notice = next(entry.id for entry in ledger.stream(case.stream) if entry.type == "case.notice_served")
    assert rex.get(f"{home}receipts/{notice}/otherwise/").status_code == 404
    assert town.browser("remy").get(f"{home}receipts/{notice}/with-text/").status_code == 404


def test_a_member_has_a_receipt_of_each_signature_and_of_nobody_elses(town: Town, seals: Seals, capsys: Any) -> None:
    seals.sign()
    rex, remy = town.browser("rex"), town.browser("remy")
    path = next(
        part.partition('"')[0]
        for part in text(rex.get("/member/oath/")).split('href="')
        if part.startswith("/member/oath/") and "/receipt/without-text/" in part
    )
    answer = rex.get(path)
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="oath-')
    assert (proven(seals, answer, capsys), remy.get(path).status_code) == (0, 404)
