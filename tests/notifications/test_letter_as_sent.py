"""An officer reads a letter that was sent as its reader reads it, and nothing in it that their own seat does not open."""

import re
from html import unescape

from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from casework.models import Case, CaseGrant
from casework.vocabulary import Reading, Seat, Verb
from ledger.models import Entry
from notifications.dispatch.letters_ahead import NAMED, NAMELESS
from notifications.models import Message
from tests.casework.answer_cast import Inquiry
from tests.casework.taking import take
from tests.casework.web.conftest import signed_in
from tests.notifications.kept_inquiry import begun, here, inquiry
from tests.notifications.test_pages import at_the_desk
from tests.notifications.test_waiting_pages import post

__all__ = ["begun", "here", "inquiry"]

ARTICLE = re.compile(r'<article class="ob-letter".*?</article>', re.DOTALL)


def said(page: str) -> list[str]:
    """The words of each letter on a page, without its number, which another page may leave out."""
    return [" ".join(unescape(strip_tags(one)).split()) for one in ARTICLE.findall(page)]


def sent(browser: Client, case: Case, seat: str = "respondent", number: int = 1) -> str:
    answer = browser.get(reverse("case_letter", args=[case.reference, seat, number]))
    assert answer.status_code == 200
    return answer.content.decode()


def noticed(inquiry: Inquiry) -> Case:
    case = inquiry.noticed()
    post()
    return case


def test_an_officer_reads_the_very_words_of_a_letter_and_serves_it_on_nobody(inquiry: Inquiry) -> None:
    case = noticed(inquiry)
    letter, ola = Message.objects.get(case=case, seat=Seat.RESPONDENT), at_the_desk(inquiry["ola"])
    before = Entry.objects.filter(type="content.opened").count()
    (as_sent,) = said(sent(ola, case))
    letter.refresh_from_db()
    assert (letter.opened_at, Entry.objects.filter(type="case.letter_opened").count()) == (None, 0)
    assert Entry.objects.filter(type="content.opened").count() > before
    assert ("You have thirty days." in as_sent, "not shown to you" in as_sent) == (True, False)
    rex = signed_in(inquiry["rex"])
    (as_read,) = said(rex.get(reverse("member_letter", args=[letter.reference])).content.decode())
    (after,) = said(sent(ola, case))
    assert after == as_read


def test_the_tab_leads_to_each_letter_newest_first_under_its_day(inquiry: Inquiry) -> None:
    case = noticed(inquiry)
    ola = at_the_desk(inquiry["ola"])
    page = ola.get(reverse("case_letters", args=[case.reference]), {"with": "complainant"}).content.decode()
    numbers = [int(n) for n in re.findall(r'id="letter_(\d+)"', page)]
    assert (len(numbers) > 1, numbers) == (True, sorted(numbers, reverse=True))
    assert "Monday 2 March 2026</h3>" in page
    for number in numbers:
        assert reverse("case_letter", args=[case.reference, "complainant", number]) in page
        assert said(sent(ola, case, "complainant", number))


def test_whether_a_reporter_gave_a_name_is_not_told_and_no_name_stands_there(inquiry: Inquiry) -> None:
    case = noticed(inquiry)
    take(case, Verb.SEND_STATUS, inquiry.by("ola"), next_step="We read on.")
    post()
    ola, letters = at_the_desk(inquiry["ola"]), Message.objects.filter(case=case, seat=Seat.COMPLAINANT).count()
    pages = [sent(ola, case, "complainant", number) for number in range(1, letters + 1)]
    assert [page for page in pages if "Sandgrouse" in page or "pia@example.org" in page] == []
    (told,) = [page for page in pages if len(said(page)) == 2]
    assert (str(NAMED) in told, str(NAMELESS) in told) == (True, True)


def test_what_a_seat_does_not_open_is_left_out_and_said_to_be(inquiry: Inquiry) -> None:
    case, ola = noticed(inquiry), inquiry["ola"]
    CaseGrant.objects.filter(user=ola, permission__codename=Reading.READ_NOTICE.value).delete()
    page = sent(at_the_desk(ola), case)
    assert ("You have thirty days." in page, "Some parts of this letter are left out" in page) == (
        False,
        True,
    )


def test_nobody_without_the_case_or_its_people_finds_a_letter(inquiry: Inquiry) -> None:
    case = noticed(inquiry)
    there = reverse("case_letter", args=[case.reference, "respondent", 1])
    nowhere = reverse("case_letter", args=["OB-2222-2222", "respondent", 1])
    for name in ("vera", "regi", "stranger", "rex"):
        browser = at_the_desk(inquiry[name])
        answers = [browser.get(one) for one in (there, nowhere)]
        assert [one.status_code for one in answers] == [404, 404]
    ola = at_the_desk(inquiry["ola"])
    for seat, number in (("respondent", 2), ("respondent", 0), ("witness", 1), ("nobody", 1)):
        assert ola.get(reverse("case_letter", args=[case.reference, seat, number])).status_code == 404
    CaseGrant.objects.filter(user=inquiry["ola"], permission__codename=Reading.READ_PEOPLE.value).delete()
    assert ola.get(there).status_code == 404
    tab = ola.get(reverse("case_letters", args=[case.reference])).content.decode()
    assert "Read it as sent" not in tab
