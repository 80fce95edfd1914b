"""The receipts that a party's own pages offer: behind what was done, until it is sealed and after, for nobody else."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from casework.models import Case
from ledger import queries as ledger
from ledger.models import Entry
from notifications.models import Message
from tests.casework.web.conftest import signed_in
from tests.casework.web.receipts import proven, texts
from tests.ledger.sealing import Seals, seals
from tests.notifications.road import Road
from tests.notifications.test_read_again import charged, own, road, seen
from tests.representatives import lena_speaks
from tests.step_client import StepClient

__all__ = ["charged", "road", "seals"]
pytestmark = pytest.mark.django_db
KEEP = "Keep a receipt that proves it"


def links(page: str, where: str) -> list[str]:
    """Return the addresses of receipts on a page that begin so, each once."""
    return sorted(set(re.findall(rf'href="({where}[^"]*receipts?/[^"]*)"', page)))


def entries_of(road: Road) -> list[Entry]:
    """Return the entries of the case."""
    return ledger.stream(Case.objects.get(reference=road.story.case).stream)


def reporter(road: Road) -> Client:
    browser = StepClient()
    browser.post(reverse("follow_up"), {"code": road.story.code})
    return browser


def retaliation(browser: Client, step: str) -> str:
    """Report retaliation, and return the page that confirms it."""
    day = {"first_day_day": "20", "first_day_month": "5", "first_day_year": "2026"}
    answer = browser.post(
        step, {"detriment": "My shifts were taken away, wagtail.", "who": "Rex Respond"} | day, follow=True
    )
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_reporter_is_offered_a_receipt_behind_each_act_and_later(road: Road, seals: Seals, capsys: Any) -> None:
    browser = reporter(road)
    done = retaliation(browser, reverse("follow_up_step", args=["report_retaliation"]))
    assert f'href="{reverse("follow_up_sent")}">{KEEP}</a>' in done
    entry = entries_of(road)[-1]
    page = seen(browser, reverse("follow_up_sent"))
    bare, whole = (f"{reverse('follow_up_sent')}receipts/{entry.id}/{form}/" for form in ("without-text", "with-text"))
    assert {bare, whole} <= set(links(page, reverse("follow_up_sent")))
    waiting = browser.get(whole)
    assert (waiting.status_code, "being sealed" in waiting.content.decode()) == (202, True)
    seals.sign()
    assert texts(browser.get(bare)) == {}
    assert texts(browser.get(whole)) == {"detriment": "My shifts were taken away, wagtail."}
    assert [proven(seals, browser.get(address), capsys) for address in (bare, whole)] == [0, 0]


def test_no_receipt_of_what_others_did_nor_of_what_does_not_exist(road: Road, seals: Seals) -> None:
    seals.sign()
    entries = entries_of(road)
    notice = next(one.id for one in entries if one.type == "case.notice_served")
    answer = next(one.id for one in entries if one.type == "case.response_filed")
    browser, rex = reporter(road), signed_in(road.rex)
    asked = [f"{reverse('follow_up_sent')}receipts/{one}/without-text/" for one in (notice, answer, uuid4())]
    pages = [browser.get(address) for address in asked]
    assert ([one.status_code for one in pages], len({one.content for one in pages})) == ([404] * 3, 1)
    received = next(one.id for one in entries if one.type == "report.received")
    there = reverse("member_case", args=[own(road)])
    pages = [rex.get(f"{there}receipts/{one}/without-text/") for one in (received, uuid4())]
    alike = {re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"', b"", one.content) for one in pages}
    assert ([one.status_code for one in pages], len(alike)) == ([404] * 2, 1)
    assert Client().get(asked[0]).status_code == 404


def test_a_member_gets_a_receipt_of_each_act_on_the_page_of_the_case(road: Road, seals: Seals, capsys: Any) -> None:
    rex, there = signed_in(road.rex), reverse("member_case", args=[own(road)])
    step = reverse("member_step", args=[own(road), "add_evidence"])
    done = rex.post(step, {"title": "The letter", "text": "See line four, wagtail."}, follow=True)
    assert f'href="{there}sent/">{KEEP}</a>' in done.content.decode()
    seals.sign()
    acts = [one for one in entries_of(road) if one.body["role"] == "respondent"]
    assert {"case.letter_opened", "case.response_filed", "case.filing_added"} <= {one.type for one in acts}
    for page in (f"{there}proof/", f"{there}sent/"):
        offered = links(seen(rex, page), there)
        assert [one.type for one in acts if f"{there}receipts/{one.id}/without-text/" not in offered] == []
    whole = rex.get(f"{there}receipts/{acts[-1].id}/with-text/")
    assert texts(whole) == {"title": "The letter", "text": "See line four, wagtail."}
    assert proven(seals, whole, capsys) == 0


def test_who_stops_speaking_for_a_member_keeps_a_receipt_of_that(road: Road, seals: Seals, capsys: Any) -> None:
    lena_speaks(road.story, "hearing")
    road.post()
    message = Message.objects.select_related("reader").get(template="representative_named")
    lena, there = signed_in(message.reader), reverse("member_case", args=[message.reference])
    done = lena.post(f"{there}do/end_representation/", {"confirmed": "on"}, follow=True)
    assert done.redirect_chain == [(reverse("member_inbox"), 302)]
    (receipt,) = links(done.content.decode(), "/member/acts/")
    assert lena.get(there).status_code == 404
    assert lena.get(receipt).status_code == 202
    seals.sign()
    assert proven(seals, lena.get(receipt), capsys) == 0
    entries = entries_of(road)
    others = [one.id for one in entries if one.body["role"] != "representative"]
    pages = [lena.get(reverse("last_act_receipt", args=[one])).status_code for one in [*others[-6:], uuid4()]]
    assert set(pages) == {404}
    assert [signed_in(one).get(receipt).status_code for one in (road.rex, road.people["ines"])] == [404, 404]
