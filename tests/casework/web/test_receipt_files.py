"""A reporter's receipts as files: in two forms, complete once the signer is back, proven offline."""

from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ledger.models import Entry
from tests.casework.web.conftest import Town, town_begun
from tests.casework.web.receipts import proven, texts
from tests.casework.web.reporting import ANSWERS, Reporter, text
from tests.ledger.sealing import Seals, seals
from vault.codes import parse

__all__ = ["seals"]
SEALING = "Your receipt is being sealed"


def reported(town: Town) -> tuple[str, SimpleCookie]:
    """A report that was sent, the code not typed back yet: where its pages are, and the cookies of its browser."""
    reporter = Reporter(Client(enforce_csrf_checks=True))
    reporter.answer()
    reporter.declare()
    return reporter.home, reporter.jar.cookies


begun = town_begun(to=reported)


@pytest.fixture
def sent(here: tuple[Town, tuple[str, SimpleCookie]]) -> Reporter:
    _, (home, cookies) = here
    jar = Client(enforce_csrf_checks=True)
    jar.cookies = cookies
    return Reporter(jar, home)


def readings() -> int:
    """How often the record says that something was opened."""
    return Entry.objects.filter(type="content.opened").count()


def test_a_receipt_is_sealed_later_while_the_signer_is_down(sent: Reporter, seals: Seals, capsys: Any) -> None:
    file = f"{sent.home}receipt/0/without-text/"
    waiting = sent.jar.get(file)
    assert SEALING in sent.page("receipt")
    assert waiting.status_code == 202
    assert SEALING in text(waiting)
    seals.sign()
    assert (SEALING in sent.page("receipt"), file in sent.page("receipt")) == (False, True)
    answer = sent.jar.get(file)
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="report-R-')
    assert answer.status_code == 200
    assert texts(answer) == {}
    assert proven(seals, answer, capsys) == 0


def test_with_the_text_it_holds_every_word_and_that_it_was_opened_is_in_the_record(
    sent: Reporter, seals: Seals, capsys: Any
) -> None:
    seals.sign()
    before = readings()
    answer = sent.jar.get(f"{sent.home}receipt/0/with-text/")
    assert answer.headers["Content-Disposition"].endswith('-with-text.tlog-proof"')
    held = texts(answer)
    assert (held["narrative"], held["reference"][:2]) == (ANSWERS["what"]["narrative"], "R-")
    wishes = {"keep_away", "keep_away_from", "also_accused"}
    assert set(held) == {"reference", "accused", "narrative", "particulars", "identity", "notify"} | wishes
    assert (readings() - before, proven(seals, answer, capsys)) == (5, 0)


def test_once_the_code_was_typed_back_the_words_need_it(sent: Reporter, seals: Seals) -> None:
    seals.sign()
    code = sent.code()
    page = sent.page("receipt")
    token = page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    sent.jar.post(f"{sent.home}receipt/", {"csrfmiddlewaretoken": token, "code": code})
    forms = [sent.jar.get(f"{sent.home}receipt/0/{form}/").status_code for form in ("without-text", "with-text")]
    assert (forms, "follow up with your twelve words to download it" in sent.page("receipt")) == ([200, 404], True)
    follow = Client()
    follow.post(reverse("follow_up"), {"code": " ".join(parse(code).words)})
    page = text(follow.get(reverse("follow_up_receipt")))
    assert [f'href="/follow-up/receipt/{form}/"' in page for form in ("without-text", "with-text")] == [True, True]
    assert (
        texts(follow.get(reverse("follow_up_receipt_file", args=["with-text"])))["narrative"]
        == ANSWERS["what"]["narrative"]
    )
    assert texts(follow.get(reverse("follow_up_receipt_file", args=["without-text"]))) == {}


@pytest.mark.parametrize("path", ["receipt/1/without-text/", "receipt/0/otherwise/", "receipt/7/with-text/"])
def test_a_receipt_that_does_not_exist_is_not_found(sent: Reporter, seals: Seals, path: str) -> None:
    seals.sign()
    assert sent.jar.get(f"{sent.home}{path}").status_code == 404


def test_nobody_else_gets_it(sent: Reporter, seals: Seals) -> None:
    seals.sign()
    paths = [f"{sent.home}receipt/0/without-text/", reverse("follow_up_receipt_file", args=["without-text"])]
    assert [Client().get(path).status_code for path in paths] == [404, 404]


def test_a_report_about_two_people_has_a_receipt_for_each(jar: Client, seals: Seals) -> None:
    reporter = Reporter(jar)
    reporter.answer(who={"people": "2", "name_1": "Rex Marlowe", "name_2": "Rita Marlowe"})
    reporter.declare()
    seals.sign()
    named = [texts(jar.get(f"{reporter.home}receipt/{n}/with-text/"))["accused"]["name"] for n in (0, 1)]
    assert named == ["Rex Marlowe", "Rita Marlowe"]
    assert jar.get(f"{reporter.home}receipt/1/without-text/").headers["Content-Disposition"].endswith('-2.tlog-proof"')
    assert len(reporter.code().split()) == 12


def test_the_receipts_of_two_people_say_whose_each_is_while_the_code_is_shown(jar: Client, seals: Seals) -> None:
    reporter = Reporter(jar)
    reporter.answer(who={"people": "2", "name_1": "Rex Marlowe", "name_2": "Una Voss"})
    reporter.declare()
    assert "Look again" in reporter.page("receipt")
    seals.sign()
    page = " ".join(reporter.page("receipt").split())
    assert ("About 1. Rex Marlowe" in page, "About 2. Una Voss" in page, "Look again" in page) == (True, True, False)
    reporter.post("receipt", {"code": reporter.code()})
    page = " ".join(reporter.page("receipt").split())
    assert ("About person 1" in page, "Marlowe" in page, "Una Voss" in page) == (True, False, False)
