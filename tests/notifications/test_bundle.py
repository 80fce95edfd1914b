"""The bundle as the member reads it: its numbers, its pages, its PDF, and who gets none."""

import re
import unicodedata
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pypdfium2
import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from casework import access
from casework.models import Case
from casework.procedure.evidence import steps
from casework.procedure.investigation_report.actions import finalise_report, share_draft_report
from casework.procedure.keep_and_record import keep_and_record
from casework.procedure.plain_step import do
from casework.queries.evidence.bundle import READS
from casework.record.events import BundleFrozenForPanel
from casework.record.rights import reading
from casework.recording import keep_file
from casework.vocabulary import CaseCompartment, Reading, Seat, Verb
from ledger import queries as ledger
from notifications.dispatch.dispatcher import place_letters
from notifications.models import Message
from tests.casework.answer_cast import COPY, SECRET, Inquiry
from tests.notifications.test_pages import signed_in
from tests.scenario_fixtures import begun_by, case, here
from tests.vault.sent import sent
from typesetting.typeset import typeset
from vault.views import make_view

__all__ = ["case", "here"]
WORDS = b"Friday list, as it was sent.\nAll regions."
DAY = date(2026, 2, 1)


def answered(inquiry: Inquiry) -> Case:
    """A case with a notice, a copy with words, one with a text file, and an answer."""
    found = inquiry.disclosed()
    with sent(WORDS, "list.txt") as file:
        found = inquiry.disclose(found, title="Weekly list", text="", file=file)
    found = inquiry.serve(found, evidence=tuple(copy.id for copy in found.view.evidence.copies))
    do(Verb.ACKNOWLEDGE_NOTICE, reference=found.reference, by=inquiry.by("rex"))
    found = inquiry.answer(found)
    place_letters()
    return access.case_behind(found.pk, found.view.now)


begun = begun_by(Inquiry, to=answered)


@pytest.fixture
def inquiry(here: tuple[Inquiry, Any]) -> Inquiry:
    return here[0]


def pdf_of_pages() -> bytes:
    """Return a PDF whose text takes two pages."""
    blocks = [
        {"kind": "heading", "level": 1, "runs": [["Complaint log", ""]]},
        {"kind": "paragraph", "tone": "", "runs": [["customer agreed, kestrel. " * 300, ""]]},
    ]
    data = {"title": "Log", "sender": "N", "reference": "r", "language": "en", "running": "r", "confidential": "c"}
    return typeset("letter", {**data, "page_of": ["", "/", ""], "blocks": blocks}, day=DAY)


def disclose_pages(inquiry: Inquiry, case: Case) -> UUID:
    """Give the respondent a copy whose file is a PDF, as if its pages had been looked at; return the key of the file."""
    with transaction.atomic(), sent(pdf_of_pages(), "log.pdf") as file:
        opened = access.case_for(inquiry.by("ola"), case.reference, Verb.DISCLOSE_EVIDENCE)
        kept = keep_file(opened, CaseCompartment.RESPONDENT, file)
        assert kept is not None
        piece = opened.view.evidence.all[0].id
        event = steps.disclose_evidence(opened, evidence=piece, copy=uuid4(), copied=True, one_holder=False, file=kept)
        keep_and_record(opened, event, {"title": "Complaint log", "text": None})
    return kept


def notice(case: Case) -> str:
    """Return the reference under which Rex knows the case."""
    return str(Message.objects.filter(case=case, seat=Seat.RESPONDENT).earliest("placed_at").reference)


def page(jar: Client, case: Case, number: int | None = None) -> str:
    asked = f"?page={number}" if number else ""
    answer = jar.get(reverse("member_bundle", args=[notice(case)]) + asked)
    assert answer.status_code == 200
    return str(answer.content.decode())


def index(html: str) -> list[tuple[str, str]]:
    """Return the lines of the index on screen: title and pages."""
    lines = re.findall(r"<li.*?</li>", html[html.index("ob-bundle__lines") :], re.DOTALL)
    found = [re.search(r">([^<]+)</a> <span class=\"ob-bundle__pages\">([^<]+)</span>", line) for line in lines]
    return [(one[1], one[2]) for one in found if one]


def pdf(jar: Client, case: Case) -> pypdfium2.PdfDocument:
    answer = jar.get(reverse("member_bundle_pdf", args=[notice(case)]))
    body = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert len(body) == int(answer.headers["Content-Length"])
    return pypdfium2.PdfDocument(body)


def words(text: str) -> str:
    kept = "".join(each for each in text if unicodedata.category(each) not in ("Cf", "Co"))
    return " ".join(kept.split())


def test_the_index_on_screen_is_the_index_of_the_pdf(inquiry: Inquiry, case: Case) -> None:
    jar = signed_in(inquiry["rex"])
    lines = index(page(jar, case))
    assert lines == [
        ("Notice of investigation", "2"),
        ("A mail", "3"),
        ("Weekly list", "4"),
        ("Answer of the member", "5"),
    ]
    made = pdf(jar, case)
    texts = [words(one.get_textpage().get_text_bounded()) for one in made]
    for title, number in lines:
        assert texts[int(number) - 1].startswith(title)
        assert f"{number} {title}" in texts[0]
    marks = [mark.get_title() for mark in made.get_toc()]
    assert marks == ["1  Index", *(f"{number}  {title}" for title, number in lines)]


def test_each_page_says_on_screen_and_in_the_pdf_what_stands_in_the_case(inquiry: Inquiry, case: Case) -> None:
    jar = signed_in(inquiry["rex"])
    texts = [words(one.get_textpage().get_text_bounded()) for one in pdf(jar, case)]
    said = {2: "Gave the tender away.", 3: COPY, 4: "Friday list, as it was sent.", 5: "Not so, godwit."}
    for number, sentence in said.items():
        assert (sentence in texts[number - 1], sentence in page(jar, case, number)) == (True, True), number
    everything = " ".join(texts)
    assert [hidden for hidden in (case.reference, case.code_name, SECRET, "Sandgrouse") if hidden in everything] == []


def test_a_copy_of_pictures_waits_without_moving_others_and_comes_at_the_end(
    inquiry: Inquiry, case: Case, converter: Any
) -> None:
    jar = signed_in(inquiry["rex"])
    before = index(page(jar, case))
    key = disclose_pages(inquiry, case)
    assert ("1 document is still being prepared" in page(jar, case), index(page(jar, case))) == (True, before)
    make_view(key)
    assert index(page(jar, case)) == [*before, ("Complaint log", "6–7")]
    texts = [words(one.get_textpage().get_text_bounded()) for one in pdf(jar, case)]
    assert (len(texts), "kestrel" in texts[5], texts[6].startswith("7") or "7" in texts[6]) == (7, True, True)
    shown = page(jar, case, 6)
    picture = reverse("member_bundle_picture", args=[notice(case), 6])
    assert (picture in shown, "kestrel" in shown) == (True, True)
    answer = jar.get(picture)
    assert (answer.content[:2], answer.headers["Content-Type"]) == (b"\xff\xd8", "image/jpeg")
    assert jar.get(reverse("member_bundle_picture", args=[notice(case), 3])).status_code == 404
    assert jar.get(reverse("member_bundle_picture", args=[notice(case), 99])).status_code == 404


def find(jar: Client, case: Case, typed: str, **asked: Any) -> list[tuple[str, str]]:
    """Return where words stand: the page, and the words with those around them."""
    answer = jar.post(reverse("member_bundle", args=[notice(case)]), {"words": typed, **asked})
    assert answer.status_code == 200
    listed = re.findall(r">p\. ([0-9–]+)</a>.*?<br>(.*?)</li>", answer.content.decode(), re.DOTALL)
    return [(number, words(re.sub(r"</?mark>", "", said))) for number, said in listed]


def test_words_are_found_in_texts_and_pictures_with_their_page(inquiry: Inquiry, case: Case, converter: Any) -> None:
    jar = signed_in(inquiry["rex"])
    make_view(disclose_pages(inquiry, case))
    assert [number for number, _ in find(jar, case, "Friday list,")] == ["4"]
    assert [number for number, _ in find(jar, case, "GAVE  the tender")] == ["2"]
    assert [number for number, _ in find(jar, case, "kestrel")] == ["6", "7"]
    assert (find(jar, case, "zeppelin"), find(jar, case, " "), find(jar, case, "<b>")) == ([], [], [])
    answer = jar.post(reverse("member_bundle", args=[notice(case)]), {"words": "kestrel", "from": "7"})
    assert [number for number in ("6", "7") if f">p. {number}</a>" in answer.content.decode()] == ["7"]


def test_a_long_bundle_is_searched_in_parts(inquiry: Inquiry, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casework.queries.evidence.bundle_search.MOST_PAGES", 2)
    jar = signed_in(inquiry["rex"])
    shown = jar.post(reverse("member_bundle", args=[notice(case)]), {"words": "godwit"}).content.decode()
    assert ("was not found" in shown, 'name="from" value="4"' in shown) == (True, True)
    assert [number for number, _ in find(jar, case, "godwit", **{"from": "4"})] == ["5"]


def send_to_panel(inquiry: Inquiry, case: Case) -> Case:
    """Bring an answered case before the deciders, and let them find a case to answer."""
    named, ola = case.reference, inquiry.by("ola")
    do(Verb.COMMENT_ON_RESPONSE, reference=named, by=inquiry.reporter(case), comment="I was there.")
    draft = inquiry.last(share_draft_report(reference=named, by=ola, draft="What was found out."))
    do(Verb.OPEN_LETTER, reference=named, by=inquiry.by("rex"), about=draft)
    for one in (inquiry.reporter(case), inquiry.by("rex")):
        do(Verb.COMMENT_ON_REPORT, reference=named, by=one, comment="As I see it.")
    case = finalise_report(reference=named, by=ola, report="What was found out, at the end.")
    for name in ("dee", "dan"):
        case = inquiry.vote(case, name, sees=True)
    do(Verb.FIND_CASE_TO_ANSWER, reference=named, by=inquiry.by("dot"), reasons="There is one.")
    return access.case_behind(case.pk, case.view.now)


def test_the_bundle_is_frozen_when_the_case_goes_to_a_panel(inquiry: Inquiry, case: Case) -> None:
    jar = signed_in(inquiry["rex"])
    before = index(page(jar, case))
    assert "Checked just now" not in page(jar, case)
    case = send_to_panel(inquiry, case)
    assert [one.event.begins for one in case.record if isinstance(one.event, BundleFrozenForPanel)] == [(2, 3, 4, 5)]
    shown = page(jar, case)
    assert (index(shown), shown.count("Checked just now: unchanged."), shown.count("Added after")) == (before, 1, 0)


def test_the_pdf_is_an_attachment_named_by_reference_and_reader(inquiry: Inquiry, case: Case) -> None:
    answer = signed_in(inquiry["rex"]).get(reverse("member_bundle_pdf", args=[notice(case)]))
    said = {name: answer.headers[name] for name in ("Content-Type", "Content-Disposition", "Cache-Control")}
    assert said == {
        "Content-Type": "application/pdf",
        "Content-Disposition": f'attachment; filename="bundle-{notice(case)}-member.pdf"',
        "Cache-Control": "no-store",
    }


def test_reading_the_bundle_is_one_entry_a_compartment(inquiry: Inquiry, case: Case) -> None:
    jar = signed_in(inquiry["rex"])
    before = sum(1 for one in ledger.stream("system") if one.type == "content.opened")
    for _ in range(3):
        page(jar, case)
        pdf(jar, case)
    assert sum(1 for one in ledger.stream("system") if one.type == "content.opened") - before == 2


def test_nobody_else_gets_the_bundle(inquiry: Inquiry, case: Case) -> None:
    for name in ("member_bundle", "member_bundle_pdf"):
        path = reverse(name, args=[notice(case)])
        assert Client().get(path).status_code == 302
        assert signed_in(inquiry["stranger"]).get(path).status_code == 404


@pytest.mark.parametrize("asked", ["0", "-1", "x", "99999999999", "２", ""])
def test_a_page_that_is_not_there_leads_to_the_nearest(inquiry: Inquiry, case: Case, asked: str) -> None:
    answer = signed_in(inquiry["rex"]).get(reverse("member_bundle", args=[notice(case)]), {"page": asked})
    assert answer.status_code == 200


def test_who_reads_the_bundle_reads_all_of_it() -> None:
    """So it is the same for everybody, and a number is the same page for everybody."""
    partly = []
    for seat, rows in reading.MATRIX.items():
        states = {state for some, _ in rows for state in some}
        for state in states:
            held = {right for some, rights in rows if state in some for right in rights}
            if Reading.READ_BUNDLE in held and not held >= READS:
                partly.append((seat, state))
    assert partly == []
