"""Callers in a row: the slip of each waits for its own caller, and holds up no other report."""

import html
import re
from datetime import timedelta

import time_machine
from django.urls import reverse

from accounts.models import User
from casework import tasks
from casework.models import Case
from tests.casework.desk_cast import MONDAY, Desk
from tests.casework.web.conftest import signed_in
from tests.casework.web.reporting import WORDS, text
from tests.casework.web.test_caller_report import AGREED, ASKED, ENDED, HIDDEN, READ_BACK, SLIP, TAKE, sent, taken_down
from tests.casework.web.test_follow import desk, enter

__all__ = ["desk"]
FORM = re.compile(r'<form method="post"(?: action="[^"?]*([^"]*)")? class="ob-actions"')


def test_two_callers_in_a_row_each_get_their_own_slip(desk: Desk) -> None:
    ines = taken_down(desk)
    page = dict(HIDDEN.findall(text(ines.get(READ_BACK)))) | AGREED
    first_slip = ines.post(READ_BACK, page).headers["Location"]
    sent(ines, TAKE, **(ASKED | {"narrative": "Another caller. Dunnock.", "came": "in_person"}))
    assert (ines.post(READ_BACK, page).status_code, Case.objects.count()) == (409, 1)
    fresh = dict(HIDDEN.findall(text(ines.get(READ_BACK)))) | AGREED
    again = ines.post(READ_BACK, fresh | {"request_key": page["request_key"]})
    assert (again.headers["Location"], "Dunnock" in text(ines.get(READ_BACK))) == (READ_BACK, True)
    other_slip = sent(ines, READ_BACK, **AGREED).headers["Location"]
    asks = re.findall(r'href="([^"]+slip=[^"]+)">([^,<]+)', text(ines.get(TAKE)))
    assert asks == [(first_slip, "By telephone"), (other_slip, "In person")]
    numbers = re.findall(r"</a> · Report (R-\w{4}-\w{4}) · It waits", " ".join(text(ines.get(TAKE)).split()))
    assert [
        f"Report {number}<" in text(ines.get(one))
        for one, number in zip((first_slip, other_slip), numbers, strict=True)
    ] == [True] * 2
    assert [ines.post(SLIP, {"show": "0"}).headers["Location"], User.objects.filter(kind="reporter").count()] == [
        TAKE,
        2,
    ]
    words = [" ".join(WORDS.findall(text(ines.post(one, {"show": "0"})))) for one in (other_slip, first_slip)]
    opened = [enter(one)[1].headers["Location"] for one in words]
    assert (opened, words[0] == words[1]) == ([reverse("claim_code")] * 2, False)
    ines.post(other_slip, ENDED)
    assert [SLIP in text(ines.get(TAKE)), ines.get(other_slip).headers["Location"]] == [True, TAKE]
    ines.post(first_slip, ENDED)
    assert (SLIP in text(ines.get(TAKE)), Case.objects.count()) == (False, 2)


def test_a_page_without_a_name_of_its_slip_makes_no_words_for_the_next_caller(desk: Desk) -> None:
    ines = taken_down(desk)
    slip = sent(ines, READ_BACK, **AGREED).headers["Location"]
    pages = [text(ines.get(path)) for path in (SLIP, f"{SLIP}?without")]
    leads = [f"{SLIP}{html.unescape(one)}" for page in pages for one in FORM.findall(page)]
    ines.post(slip, {"show": "0"})
    ines.post(slip, ENDED)
    sent(ines, TAKE, **(ASKED | {"narrative": "Another caller. Dunnock."}))
    sent(ines, READ_BACK, **AGREED)
    answers = [ines.post(leads[0], {"show": "0"}), ines.post(leads[1], {"finish": "without"})]
    assert [one.headers.get("Location") for one in answers] == [TAKE, TAKE]


def test_a_slip_says_on_which_day_it_waits_last_and_what_stops_lost_words(desk: Desk) -> None:
    ines = taken_down(desk)
    slip = sent(ines, READ_BACK, **AGREED).headers["Location"]
    listed, page = (" ".join(text(ines.get(one)).split()) for one in (TAKE, slip))
    assert ("It waits until 1 April 2026." in listed, "report” until 1 April 2026." in page) == (True, True)
    assert ("make new words there: the lost ones then open nothing" in listed) is True
    for days, waits in ((30, True), (31, False)):
        with time_machine.travel(MONDAY + timedelta(days=days), tick=False):
            tasks.purge_drafts()
            assert (slip in text(signed_in(desk.people["ines"]).get(TAKE))) is waits
