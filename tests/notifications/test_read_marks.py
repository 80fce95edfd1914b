"""A paper or an answer that came in waits on Today until its reader has opened it, whatever else they do in the case."""

import re
from html import unescape
from uuid import UUID

from django.test import Client
from django.urls import reverse

from casework.models import Case
from casework.procedure.evidence.actions import add_evidence
from casework.procedure.plain_step import do
from casework.procedure.reading.actions import open_content
from casework.vocabulary import CaseCompartment, Reading, Seat, Verb
from ledger.clock import now
from notifications.models import Item
from notifications.today.page import today
from notifications.topics.table import Topic
from tests.casework.answer_cast import Inquiry
from tests.notifications.kept_inquiry import begun, here, inquiry
from tests.notifications.test_pages import at_the_desk
from tests.notifications.test_waiting_pages import post
from tests.vault.sent import PDF, sent

__all__ = ["begun", "here", "inquiry"]

PAPER, ANSWER = "A paper came in", "An answer came in"


def waits(inquiry: Inquiry, name: str) -> list[str]:
    """What Today says to somebody of papers and answers."""
    post()
    lines = [line for _part, some in today(inquiry[name], now()).parts for line in some]
    return [str(line.words) for line in lines if str(line.words) in {PAPER, ANSWER}]


def look(browser: Client, case: Case, tab: str) -> None:
    assert browser.get(reverse(tab, args=[case.reference])).status_code == 200


def sent_by_reporter(inquiry: Inquiry, case: Case, text: str = "It was promised before, whimbrel.") -> Case:
    return add_evidence(reference=case.reference, by=inquiry.reporter(case), title="A mail", text=text)


def test_a_paper_waits_until_it_is_opened_whatever_else_its_reader_does(inquiry: Inquiry) -> None:
    case = sent_by_reporter(inquiry, inquiry.investigation())
    assert waits(inquiry, "ola") == [PAPER]
    inquiry.disclose(case)
    assert waits(inquiry, "ola") == [PAPER]
    ola = at_the_desk(inquiry["ola"])
    look(ola, case, "case")
    assert waits(inquiry, "ola") == [PAPER]
    look(ola, case, "case_evidence")
    assert waits(inquiry, "ola") == []


def test_a_paper_that_comes_after_another_was_opened_waits_again(inquiry: Inquiry) -> None:
    case, ola = sent_by_reporter(inquiry, inquiry.investigation()), at_the_desk(inquiry["ola"])
    assert waits(inquiry, "ola") == [PAPER]
    look(ola, case, "case_evidence")
    sent_by_reporter(inquiry, case)
    assert waits(inquiry, "ola") == [PAPER]


def test_a_line_stays_until_the_last_of_several_papers_was_opened(inquiry: Inquiry) -> None:
    case = inquiry.investigation()
    for text in ("One, dotterel.", "Two, godwit."):
        case = sent_by_reporter(inquiry, case, text)
        post()
    item = Item.objects.get(case=case, person=inquiry["ola"], topic=Topic.PAPER, withdrawn_at__isnull=True)
    assert item.about == [one.added_by for one in case.view.evidence.all]
    Item.objects.filter(pk=item.pk).update(about=[*item.about, UUID(int=1)])
    look(at_the_desk(inquiry["ola"]), case, "case_evidence")
    item.refresh_from_db()
    assert (item.about, item.withdrawn_at) == ([UUID(int=1)], None)


def test_a_paper_that_was_opened_leaves_alone_what_it_is_not_in(inquiry: Inquiry) -> None:
    case = sent_by_reporter(inquiry, inquiry.investigation())
    post()
    item = Item.objects.create(
        case=case, person=inquiry["ola"], seat=Seat.INVESTIGATOR, topic=Topic.STEP_BACK, since=now().date()
    )
    look(at_the_desk(inquiry["ola"]), case, "case_evidence")
    item.refresh_from_db()
    assert (item.about, item.withdrawn_at) == ([], None)


def test_a_paper_beside_others_waits_until_it_is_unfolded(inquiry: Inquiry) -> None:
    case, ola = inquiry.investigation(), at_the_desk(inquiry["ola"])
    for text in ("One, dotterel.", "Two, godwit."):
        case = sent_by_reporter(inquiry, case, text)
    assert waits(inquiry, "ola") == [PAPER]
    page = ola.get(reverse("case_allegation", args=[case.reference, 1])).content.decode()
    assert ("One, dotterel." in page, "Two, godwit." in page, waits(inquiry, "ola")) == (True, False, [PAPER])
    there = re.findall(r'href="([^"]*)#beside_left">\s*Evidence\s+2\s*<span\s*>[^<]*</span></a>', page)
    page = ola.get(reverse("case_allegation", args=[case.reference, 1]) + unescape(there[0])).content.decode()
    assert ("Two, godwit." in page, waits(inquiry, "ola")) == (True, [])


def test_a_paper_with_a_file_waits_until_the_file_is_opened(inquiry: Inquiry) -> None:
    case = inquiry.investigation()
    with sent(PDF + b"whimbrel") as file:
        case = add_evidence(
            reference=case.reference, by=inquiry.reporter(case), title="A scan", text="See it.", file=file
        )
    look(at_the_desk(inquiry["ola"]), case, "case_evidence")
    assert waits(inquiry, "ola") == [PAPER]
    look(at_the_desk(inquiry["ola"]), case, "case_evidence")
    assert waits(inquiry, "ola") == [PAPER]
    key = case.view.evidence.all[0].file
    assert at_the_desk(inquiry["ola"]).get(reverse("file", args=[case.reference, key])).status_code == 200
    assert waits(inquiry, "ola") == []


def test_an_answer_waits_until_its_words_were_opened(inquiry: Inquiry) -> None:
    case = inquiry.answered()
    assert ANSWER in waits(inquiry, "ola")
    ola = at_the_desk(inquiry["ola"])
    look(ola, case, "case_evidence")
    assert ANSWER in waits(inquiry, "ola")
    look(ola, case, "case_allegations")
    assert ANSWER not in waits(inquiry, "ola")


def test_each_reader_has_a_mark_of_their_own(inquiry: Inquiry) -> None:
    """Somebody else who opens a paper takes nothing from the one for whom it waits."""
    case = sent_by_reporter(inquiry, inquiry.disclosed())
    assert waits(inquiry, "ola") == [PAPER]
    look(at_the_desk(inquiry["dee"]), case, "case_evidence")
    assert waits(inquiry, "ola") == [PAPER]


def test_what_waits_to_be_read_ends_with_the_seat(inquiry: Inquiry) -> None:
    case = sent_by_reporter(inquiry, inquiry.investigation())
    assert waits(inquiry, "ola") == [PAPER]
    do(Verb.RECUSE_OFFICER, reference=case.reference, by=inquiry.by("ola"))
    assert waits(inquiry, "ola") == []
    assert not Item.objects.filter(person=inquiry["ola"], topic=Topic.PAPER, withdrawn_at__isnull=True).exists()


def test_a_paper_that_was_opened_while_another_came_is_not_lost(inquiry: Inquiry) -> None:
    """The letters are placed after the paper came in: what was opened in between takes only itself away."""
    case, ola = sent_by_reporter(inquiry, inquiry.investigation()), at_the_desk(inquiry["ola"])
    assert waits(inquiry, "ola") == [PAPER]
    later = sent_by_reporter(inquiry, case, "The next, godwit.")
    open_only_the_first(inquiry, case)
    assert waits(inquiry, "ola") == [PAPER]
    item = Item.objects.get(case=case, person=inquiry["ola"], topic=Topic.PAPER, withdrawn_at__isnull=True)
    assert item.about == [later.view.evidence.all[-1].added_by]
    look(ola, case, "case_evidence")
    assert waits(inquiry, "ola") == []


def open_only_the_first(inquiry: Inquiry, case: Case) -> None:
    first = case.view.evidence.all[0].added_by
    open_content(
        reference=case.reference,
        by=inquiry.by("ola"),
        rights=[Reading.READ_EVIDENCE],
        wanted={CaseCompartment.CASE: [(first, "text")]},
    )


def test_the_line_of_a_paper_leads_to_that_paper_which_stands_open_there(inquiry: Inquiry) -> None:
    case, ola = sent_by_reporter(inquiry, inquiry.investigation(), "One, dotterel."), at_the_desk(inquiry["ola"])
    post()
    look(ola, case, "case_evidence")
    sent_by_reporter(inquiry, case, "Two, godwit.")
    post()
    (there,) = re.findall(rf'href="([^"]+)">\s*{PAPER}', ola.get(reverse("today")).content.decode())
    address, _hash, place = unescape(there).partition("#")
    page = ola.get(address).content.decode()
    folds = dict(re.findall(r'<details class="ob-fold"\s+id="([^"]+)"([^>]*)>', page))
    opened = [one for one, more in folds.items() if " open" in more]
    assert (address.partition("?")[0], opened, len(folds)) == (
        reverse("case_evidence", args=[case.reference]),
        [place],
        2,
    )
    assert "Two, godwit." in page.partition(f'id="{place}"')[2].partition("</details>")[0]
