"""A letter as a PDF: it says what its page says, and it is opened and recorded as the page is."""

import re
import unicodedata
from datetime import date
from html import unescape
from typing import Any

import pypdfium2
import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.safestring import mark_safe

from casework.models import Case
from casework.vocabulary import Seat
from notifications.letters.pdf import letter_pdf
from notifications.letters.subjects import SUBJECTS
from notifications.letters.writing import Letter
from notifications.models import Message
from tests.casework.answer_cast import Inquiry
from tests.notifications.test_pages import entries, notice, signed_in, unopened
from tests.notifications.test_templates import ROWS, written
from tests.scenario_fixtures import begun_by, case, here

__all__ = ["case", "here"]
BODY = {"left": 0, "bottom": 80, "right": 595, "top": 756}
"""The part of an A4 page between its head and its foot, in points."""

begun = begun_by(Inquiry, to=unopened)


def bare(text: str) -> str:
    """Return a text without white space, bullets and marks that have no picture."""
    return "".join(each for each in text if each != "•" and unicodedata.category(each)[0] not in "CZ")


def words_in(pdf: bytes) -> str:
    return bare("".join(page.get_textpage().get_text_bounded(**BODY) for page in pypdfium2.PdfDocument(pdf)))


def words_of_article(html: str) -> str:
    """Return the words of a letter's page below the Society's name, which stands in the head of the PDF."""
    article = re.search(r"<article.*?</p>(.*)</article>", html, re.DOTALL)
    assert article is not None
    return bare(unescape(re.sub(r"<[^>]+>", "", article[1])))


@pytest.fixture
def inquiry(here: tuple[Inquiry, Any]) -> Inquiry:
    return here[0]


def test_every_letter_says_in_its_pdf_what_it_says_on_its_page(case: Case) -> None:
    wrong = {}
    for kind, seat, post in ROWS:
        html = written(case, kind, seat, post)
        letter = Letter(
            reference="N-2222-3333",
            number=post.letter,
            subject=str(SUBJECTS[post.template]),
            placed_on=date(2026, 3, 2),
            seat=seat,
            html=mark_safe(html),
        )
        made, again = letter_pdf(letter), letter_pdf(letter)
        if words_in(made) != words_of_article(html) or made != again:
            wrong[post.template, seat] = words_in(made)
    assert wrong == {}


def test_the_pdf_of_a_notice_is_served_recorded_and_not_stored(inquiry: Inquiry, case: Case) -> None:
    reference, jar = notice(case).reference, signed_in(inquiry["rex"])
    answers: list[HttpResponse] = [jar.get(reverse("member_letter_pdf", args=[reference])) for _ in range(2)]  # type: ignore[misc]
    page = jar.get(reverse("member_letter", args=[reference])).content.decode()
    assert [one.status_code for one in answers] == [200, 200]
    assert (entries(case, "case.letter_opened"), notice(case).opened_at is None) == (1, False)
    said = {name: answers[1].headers[name] for name in ("Content-Type", "Content-Disposition", "Cache-Control")}
    assert said == {
        "Content-Type": "application/pdf",
        "Content-Disposition": f'attachment; filename="{reference}.pdf"',
        "Cache-Control": "no-store",
    }
    assert answers[1].headers["X-Content-Type-Options"] == "nosniff"
    assert re.sub(r"[12]\.(?=Amail|Thetender)", "", words_in(answers[1].content)) == words_of_article(page)
    assert answers[0].content == answers[1].content
    assert reverse("member_letter_pdf", args=[reference]) in page


def test_nobody_else_gets_the_pdf(inquiry: Inquiry, case: Case) -> None:
    reference = notice(case).reference
    assert Client().get(reverse("member_letter_pdf", args=[reference])).status_code == 302
    assert signed_in(inquiry["stranger"]).get(reverse("member_letter_pdf", args=[reference])).status_code == 404
    assert signed_in(inquiry["rex"]).get(reverse("member_letter_pdf", args=["N-XXXX-2222"])).status_code == 404
    assert signed_in(inquiry["rex"]).get(reverse("desk_letter_pdf", args=[reference])).status_code in (403, 404)
    letter = Message.objects.filter(case=case, seat=Seat.COMPLAINANT).first()
    assert letter is not None
    assert Client().get(reverse("reporter_letter_pdf", args=[letter.reference])).status_code == 404
    assert (entries(case, "case.letter_opened"), notice(case).opened_at) == (0, None)
