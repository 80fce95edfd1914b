"""A caller who wants no words: the officer is asked first, and from then on nothing is written to the caller."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.pseudonyms import pseudonym
from casework import tasks
from casework.access import Actor, case_called, the_clock
from casework.models import Case, Seating
from casework.procedure.intake.actions import acknowledge_complaint, make_slip, sweep_conflicts
from casework.queries.checks.replay import drifts
from casework.vocabulary import ClockName, NotNow, Seat, Verb
from casework.workflow.guard import REASONS
from ledger import queries as ledger
from ledger.clock import now
from notifications.dispatch.dispatcher import place_letters
from notifications.models import Message
from tests.casework.desk_cast import Desk
from tests.casework.web.conftest import signed_in
from tests.casework.web.reporting import WORDS, text
from tests.casework.web.test_caller_report import AGREED, ASKED, READ_BACK, SLIP, TAKE, sent
from tests.casework.web.test_follow import desk
from tests.casework.web.test_queue import rows

__all__ = ["desk"]
ASKS = "Go on without the twelve words?"
UNUSED = (
    "The caller has used no twelve words so far, and has read no letter or message. Words that the caller was given"
)
CLAIM = "Twelve words to be changed by the caller"
LOST = "If the caller has lost the words"
NO_WORDS = "The caller took no words: nobody can write to them."


def filed(desk: Desk) -> tuple[Client, Case]:
    """The browser of Ines, who has filed a caller's report and shown no words, and its case. The caller asked for mails."""
    ines = signed_in(desk.people["ines"])
    sent(ines, TAKE, **(ASKED | {"email": "sam@example.org", "notify": "on"}))
    sent(ines, READ_BACK, **AGREED)
    return ines, Case.objects.get()


def declined(desk: Desk) -> tuple[Client, Case]:
    ines, case = filed(desk)
    assert ines.post(SLIP, {"finish": "without"}).headers["Location"] == reverse("today")
    return ines, Case.objects.get(pk=case.pk)


def taken_up(desk: Desk, case: Case) -> Client:
    """Check for conflicts and acknowledge the report; return the browser of a screener."""
    sweep_conflicts(reference=case.reference, by=the_clock())
    acknowledge_complaint(reference=case.reference, by=Actor(user=desk.people["ines"]))
    return signed_in(Seating.objects.filter(case=case, seat=Seat.SCREENER).first().user)  # type: ignore[union-attr]


def test_one_press_ends_no_slip_whose_words_nobody_saw(desk: Desk) -> None:
    ines, case = filed(desk)
    assert re.search(r'href="\?slip=[^"]+without">The caller wants no words</a>', text(ines.get(SLIP)))
    for asked in (ines.get(f"{SLIP}?without"), ines.post(SLIP, {"finish": "yes"})):
        page = " ".join(text(asked).split())
        assert (ASKS in page, "No letter, message or mail goes to them" in page) == (True, True)
    assert len(ledger.stream(case.stream)) == 1
    assert len(WORDS.findall(text(ines.post(SLIP, {"show": "0"})))) == 12


def test_words_that_were_shown_are_never_declined(desk: Desk) -> None:
    ines, case = filed(desk)
    words = " ".join(WORDS.findall(text(ines.post(SLIP, {"show": "0"}))))
    assert ines.get(f"{SLIP}?without").headers["Location"].startswith(SLIP)
    for pressed in ("without", "yes"):
        unticked = ines.post(SLIP, {"finish": pressed})
        assert (unticked.status_code, "The slip is not ended." in text(unticked)) == (422, True)
    page = text(ines.get(SLIP))
    ways = ("The caller has the words: end this slip", "The caller has lost the words: make new ones")
    assert ([way in page for way in ways], ' id="has_words" required>' in page) == ([True, True], True)
    assert (len(words.split()), len(ledger.stream(case.stream))) == (12, 1)


def test_the_record_says_that_the_caller_took_no_code_and_who_wrote_it_down(desk: Desk) -> None:
    _ines, case = declined(desk)
    (received, entry) = ledger.stream(case.stream)
    assert (entry.type, entry.body["actor"]) == ("case.code_declined", received.body["data"]["reporter"])
    (noted,) = [one for one in ledger.stream("system") if one.type == "intake.code_declined"]
    assert noted.body["actor"] == str(pseudonym(desk.people["ines"]))
    assert noted.body["data"] == {"reporter": received.body["data"]["reporter"]}
    assert list(drifts([case.reference])) == []


def test_nobody_can_make_words_later_and_the_next_report_can_be_filed(desk: Desk) -> None:
    ines, _case = declined(desk)
    reporter = User.objects.get(kind="reporter")
    with pytest.raises(NotNow):
        make_slip(by=Actor(user=desk.people["ines"]), reporter=reporter.pk)
    assert ines.get(SLIP).headers["Location"] == TAKE
    sent(ines, TAKE, **(ASKED | {"narrative": "Another caller. Dunnock."}))
    assert sent(ines, READ_BACK, **AGREED).headers["Location"].startswith(SLIP)


def test_no_clock_runs_for_a_code_that_nobody_has(desk: Desk) -> None:
    ines, case = declined(desk)
    run = case_called(case.reference, now()).view.clock(ClockName.CODE_CLAIM)
    assert run is not None and not run.running
    screener = taken_up(desk, case)
    for browser in (ines, screener):
        page = " ".join(text(browser.get(reverse("case", args=[case.reference]))).split())
        assert (NO_WORDS in page, CLAIM in page, LOST in page) == (True, False, False)


def test_a_caller_who_never_uses_the_words_makes_nobody_late(desk: Desk) -> None:
    ines, case = filed(desk)
    ines.post(SLIP, {"show": "0"})
    taken_up(desk, case)
    with time_machine.travel(now() + timedelta(days=16), tick=False):
        tasks.lapses()
        ended = case_called(case.reference, now())
        page = " ".join(text(signed_in(desk.people["ines"]).get(reverse("case", args=[case.reference]))).split())
        assert (ended.view.over(ClockName.CODE_CLAIM), ended.late_from > now()) == (True, True)
    assert (ended.view.people.escalations, CLAIM in page, UNUSED in page, LOST in page) == ((), False, True, True)


def test_the_case_says_of_no_words_that_nobody_was_shown_that_they_work(desk: Desk) -> None:
    ines, case = filed(desk)
    sweep_conflicts(reference=case.reference, by=the_clock())
    page = " ".join(text(ines.get(reverse("case", args=[case.reference]))).split())
    assert (f"{UNUSED} still work." in page, "The words still work" in page) == (True, False)


def test_no_letter_is_written_to_a_caller_without_words(desk: Desk) -> None:
    _ines, case = declined(desk)
    taken_up(desk, case)
    place_letters()
    assert list(Message.objects.filter(seat=Seat.COMPLAINANT)) == []


def test_a_caller_with_words_gets_the_letter(desk: Desk) -> None:
    ines, case = filed(desk)
    ines.post(SLIP, {"show": "0"})
    taken_up(desk, case)
    place_letters()
    assert [one.template for one in Message.objects.filter(seat=Seat.COMPLAINANT)] == ["acknowledgement"]


def test_nobody_writes_to_a_caller_without_words_or_asks_them(desk: Desk) -> None:
    _ines, case = declined(desk)
    screener = taken_up(desk, case)
    page = text(screener.get(reverse("conversation", args=[case.reference, "reporter"])))
    assert (REASONS["reporter_reads_here"] in page, 'name="message"' in page) == (True, False)
    step = text(screener.get(reverse("step", args=[case.reference, Verb.REQUEST_INFORMATION])))
    assert REASONS["reporter_can_answer"] in step


def test_the_number_that_the_caller_is_told_finds_the_case(desk: Desk) -> None:
    ines, case = filed(desk)
    page = text(ines.get(f"{SLIP}?without"))
    number = page.partition('ob-figures ob-whole">')[2].partition("<")[0]
    ines.post(SLIP, {"finish": "without"})
    sweep_conflicts(reference=case.reference, by=the_clock())
    assert number.startswith("R-")
    assert rows(text(ines.get(reverse("queue"), {"words": number}))) == [case.reference]
