"""What waits for whom: told once, to nobody else, and withdrawn when it is done or the person may not know of it."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casework.access import the_clock
from casework.models import Case
from casework.procedure.intake.actions import acknowledge_complaint
from casework.procedure.plain_step import do
from casework.procedure.seats.actions import seat_officer
from casework.vocabulary import ClockName, Seat, Verb
from ledger.clock import now
from notifications.dispatch.dispatcher import place_letters
from notifications.models import Cursor, Item
from notifications.today.page import today
from notifications.topics.table import Topic
from notifications.waiting.times import notify_of_clocks, notify_of_letters
from tests.casework.answer_cast import Inquiry
from tests.notifications.kept_inquiry import begun, here, inquiry

__all__ = ["begun", "here", "inquiry"]


def post() -> None:
    while place_letters():
        pass


def waiting(case: Case) -> set[tuple[str, str]]:
    """Return each person and the kinds of notification that they have, by first name."""
    post()
    rows = Item.objects.filter(case=case, withdrawn_at__isnull=True)
    return {(name.split()[0], topic) for name, topic in rows.values_list("person__name", "topic")}


def test_a_new_report_waits_for_intake_after_its_sweep_until_it_is_acknowledged(inquiry: Inquiry) -> None:
    case = inquiry.file()
    assert waiting(case) == set()
    case = inquiry.swept()
    assert waiting(case) == {("Ines", Topic.REPORT)}
    acknowledge_complaint(reference=case.reference, by=inquiry.by("ines"))
    screeners = {("Sam", Topic.SEAT), ("Sol", Topic.SEAT), ("Sam", Topic.TURN), ("Sol", Topic.TURN)}
    assert waiting(case) == screeners


def test_reports_before_their_sweep_cost_dispatch_no_statement_of_their_own(inquiry: Inquiry) -> None:
    post()
    asked: list[list[str]] = []
    for number in (1, 3):
        for _ in range(number):
            inquiry.file()
        with CaptureQueriesContext(connection) as found:
            assert place_letters() == number
        asked.append([query["sql"] for query in found])
    assert len(asked[0]) == len(asked[1])
    assert [sql for sql in asked[1] if "casework_" in sql] == []


def test_a_seat_that_somebody_left_waits_for_intake_until_it_is_filled(inquiry: Inquiry) -> None:
    case = inquiry.investigation()
    assert ("Ola", Topic.TURN) in waiting(case)
    do(Verb.RECUSE_OFFICER, reference=case.reference, by=inquiry.by("ola"))
    assert {one for one in waiting(case) if one[0] in ("Ola", "Ines")} == {("Ines", Topic.EMPTY_SEAT)}
    seat = {"person": inquiry.person("sky"), "seat": Seat.INVESTIGATOR, "reason": "Ola left."}
    seat_officer(reference=case.reference, by=inquiry.by("ines"), **seat)
    assert ("Ines", Topic.EMPTY_SEAT) in waiting(case)  # a decider is wanted too
    seat_officer(
        reference=case.reference, by=inquiry.by("ines"), person=inquiry.person("dee"), seat=Seat.DECIDER, reason="Free."
    )
    found = waiting(case)
    assert ("Ines", Topic.EMPTY_SEAT) not in found
    assert {("Sky", Topic.SEAT), ("Sky", Topic.TURN)} <= found


def test_no_answer_waits_for_each_decider_until_they_leave_the_case(inquiry: Inquiry) -> None:
    case = inquiry.default_waits()
    assert {name for name, topic in waiting(case) if topic == Topic.DEFAULT} == {"Dee", "Dan", "Dot"}
    do(Verb.DECLARE_CONFLICT, reference=case.reference, by=inquiry.by("dee"))
    assert {name for name, topic in waiting(case) if topic == Topic.DEFAULT} == {"Dan", "Dot"}


def test_two_escalations_of_a_case_are_one_line(inquiry: Inquiry) -> None:
    case = inquiry.screening()
    for clock in (ClockName.SCREEN, ClockName.FEEDBACK):
        inquiry.pass_(case, clock)
        do(Verb.ESCALATE_CLOCK, reference=case.reference, by=the_clock(), clock=clock, subject=None)
        post()
    assert Item.objects.filter(case=case, topic=Topic.OVERDUE).count() == 1
    (line,) = today(inquiry.by("ines").user, now()).others
    assert (str(line.words), line.reference) == (f"Ask for progress: {ClockName.SCREEN.label}", case.reference)
    assert line.why == "Not done by: Screener."
    assert (line.days_left < 0, line.address) == (True, f"{reverse('queue_ask')}?case={case.reference}")


def test_a_clock_is_told_of_three_days_before_its_end_and_again_at_its_end(inquiry: Inquiry) -> None:
    case = inquiry.screening()
    post()
    notify_of_clocks()
    due = case.clocks.get(name=ClockName.SCREEN).due
    assert due is not None
    mine = Item.objects.filter(case=case, topic=Topic.CLOCK, clock=ClockName.SCREEN)
    inquiry.clock.move_to(due - timedelta(days=3, minutes=1))
    assert (notify_of_clocks(), mine.count()) == (0, 0)
    inquiry.clock.move_to(due - timedelta(days=3))
    assert notify_of_clocks() == 1
    assert {(item.person.name, item.due, item.late) for item in mine} == {
        ("Sam Okafor", due, False),
        ("Sol Brand", due, False),
    }
    mine.update(mail_due=None, mailed_at=now())
    assert notify_of_clocks() == 0
    inquiry.clock.move_to(due + timedelta(minutes=1))
    assert notify_of_clocks() == 1
    assert [(item.late, item.mail_due is not None) for item in mine] == [(True, True)] * 2


def test_a_letter_unopened_for_five_business_days_waits_for_the_investigator(
    inquiry: Inquiry,
) -> None:
    case = inquiry.noticed()
    post()
    inquiry.clock.shift(timedelta(days=6))
    assert (notify_of_letters(), notify_of_letters()) == (0, 0)
    inquiry.clock.shift(timedelta(days=3))
    notify_of_letters()
    assert ("Ola", Topic.UNOPENED) in waiting(case)
    assert notify_of_letters() == 0
    do(Verb.ACKNOWLEDGE_NOTICE, reference=case.reference, by=inquiry.by("rex"))
    assert ("Ola", Topic.UNOPENED) not in waiting(case)


def test_dispatch_waits_for_one_batch_of_unopened_letters_at_a_time(inquiry: Inquiry) -> None:
    cases = [inquiry.noticed(), inquiry.noticed(), inquiry.noticed()]
    post()
    inquiry.clock.shift(timedelta(days=9))
    with CaptureQueriesContext(connection) as asked:
        assert notify_of_letters(batch=2) == 3
    said = [
        query["sql"].split('"')[0] for query in asked if "SAVEPOINT" in query["sql"] or "FOR UPDATE" in query["sql"]
    ]
    assert said == ["SAVEPOINT ", "SELECT ", "RELEASE SAVEPOINT "] * 2
    found = Item.objects.filter(topic=Topic.UNOPENED).values_list("case", "person__name")
    assert set(found) == {(case.pk, "Ola Nwosu") for case in cases}


def test_a_kill_between_the_items_and_the_cursor_loses_none_and_makes_none_twice(inquiry: Inquiry) -> None:
    case = inquiry.investigation()
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        place_letters()
        raise KeyboardInterrupt
    assert Item.objects.count() == 0
    placed = waiting(case)
    Cursor.objects.update(log_index=-1)
    assert waiting(case) == placed
    assert Item.objects.filter(withdrawn_at__isnull=True).count() == len(placed)


def test_the_accused_is_told_of_their_time_and_never_before_they_know_of_the_case(inquiry: Inquiry) -> None:
    case = inquiry.served()
    due = case.clocks.get(name=ClockName.RESPONSE).due
    assert due is not None
    assert {topic for name, topic in waiting(case) if name == "Rex"} == set()
    inquiry.clock.move_to(due - timedelta(days=2))
    notify_of_clocks()
    rex = Item.objects.get(case=case, person=inquiry["rex"])
    assert (rex.topic, rex.clock, rex.due) == (Topic.CLOCK, ClockName.RESPONSE, due)
