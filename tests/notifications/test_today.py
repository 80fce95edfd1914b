"""An officer's first page: each thing to do once, late first, with the way to its step, and nothing of a hidden case."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page
from pytest_django import DjangoAssertNumQueries

from casework.models import Case, CaseGrant, Opening, Turn
from casework.models.turn import NEVER
from casework.procedure.plain_step import do
from casework.vocabulary import ClockName, Reading, Seat, Verb
from ledger.clock import now
from notifications.models import Item
from notifications.today.page import today
from notifications.today.rows import ends_of_things, first_and_dated
from notifications.topics.table import Topic
from tests.casework.answer_cast import Inquiry
from tests.casework.web.test_queue_look import Window
from tests.notifications.kept_inquiry import begun, here, inquiry
from tests.notifications.test_pages import at_the_desk, words
from tests.notifications.test_waiting_pages import plain, post

__all__ = ["begun", "here", "inquiry"]

PAGE = reverse("today")
LONDON = ZoneInfo("Europe/London")


def test_a_thing_to_do_is_one_line_with_the_way_to_its_step(
    inquiry: Inquiry, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    case = inquiry.swept()
    post()
    ines = inquiry["ines"]
    assert Item.objects.filter(person=ines, case=case, withdrawn_at__isnull=True).exists()
    with django_assert_num_queries(4):
        found = today(ines, now())
    (part,) = found.parts
    (line,) = part[1]
    step = reverse("step", args=[case.reference, Verb.ACKNOWLEDGE_COMPLAINT])
    assert (str(part[0]), line.address, line.reference, found.number) == ("New", step, case.reference, 1)
    page = words(at_the_desk(ines).get(PAGE))
    assert (f'href="{step}"' in page, case.code_name in page, "Today (1)" in page) == (True, True, True)


def test_the_number_of_cases_at_a_stage_leads_to_these_cases_in_the_queue(inquiry: Inquiry) -> None:
    ola, open_cases = inquiry["ola"], [inquiry.disclosed() for _ in range(2)]
    ((state, number),) = today(ola, now()).by_state
    there = f"{reverse('queue')}?whose=mine&state={state}"
    page = words(at_the_desk(ola).get(PAGE))
    assert (number, f'href="{there.replace("&", "&amp;")}">{number}<' in page) == (2, True)
    listed = words(at_the_desk(ola).get(there))
    assert [one.reference for one in open_cases if one.reference not in listed] == []


def test_danger_comes_first_then_late_then_due_within_three_days_then_new_then_the_rest(inquiry: Inquiry) -> None:
    cases, ines = [inquiry.swept() for _ in range(6)], inquiry["ines"]
    Turn.objects.all().delete()
    for case, days in zip(cases, (9, -3, 2, -1, 30, 30), strict=True):
        Turn.objects.create(
            case=case,
            user=ines,
            seat=Seat.INTAKE,
            step=Verb.ACKNOWLEDGE_COMPLAINT,
            due=now() + timedelta(days=days, minutes=1),
        )
    Case.objects.filter(pk=cases[5].pk).update(danger=True)
    at_the_desk(ines).get(reverse("case", args=[cases[4].reference]))
    new = {line.reference for part, lines in today(ines, now()).parts for line in lines if str(part) == "New"}
    assert new == {cases[0].reference, cases[4].reference}  # A look puts nothing off.
    Case.objects.filter(pk=cases[4].pk).update(moved_at=now() - timedelta(days=8))
    found = today(ines, now())
    assert [(str(part), [line.reference for line in lines]) for part, lines in found.parts] == [
        ("Somebody is in danger now", [cases[5].reference]),
        ("Late", [cases[1].reference, cases[3].reference]),
        ("Due within three days", [cases[2].reference]),
        ("New", [cases[0].reference]),
        ("Later", [cases[4].reference]),
    ]
    after = at_the_desk(ines).get(reverse("next_to_do"), {"but": cases[5].reference})
    assert after.headers["Location"] == reverse("step", args=[cases[1].reference, Verb.ACKNOWLEDGE_COMPLAINT])
    assert [line.reference for _, lines in found.ahead for line in lines] == [cases[2].reference]


def test_a_person_with_more_than_a_page_of_things_gets_the_first_of_each_part(inquiry: Inquiry) -> None:
    """Also those that are in danger, new or without a day, which stand before things with an earlier day."""
    late, week, danger, new, undated = cases = [inquiry.swept() for _ in range(5)]
    ines, moment = inquiry["ines"], now()
    Case.objects.filter(pk__in=[late.pk, week.pk, undated.pk]).update(moved_at=moment - timedelta(days=8))
    Case.objects.filter(pk=danger.pk).update(danger=True)
    Opening.objects.bulk_create(Opening(case=case, user=ines, at=moment) for case in cases)
    Turn.objects.filter(user=ines).delete()
    days = {late.pk: -3, week.pk: 5, danger.pk: 40, new.pk: 40}
    Turn.objects.bulk_create(
        Turn(case=case, user=ines, seat=Seat.INTAKE, step=verb, due=moment + timedelta(days=days[case.pk], minutes=n))
        for n, verb in enumerate(sorted(Verb)[:30])
        for case in cases[:4]
    )
    steps = {"case": undated, "user": ines, "seat": Seat.INTAKE}
    Turn.objects.bulk_create(Turn(step=verb, due=NEVER, **steps) for verb in sorted(Verb)[:30])
    first, dated = first_and_dated(ines, moment, moment + timedelta(days=7))
    rows = [(row["part"], row["case_id"]) for row in first]
    assert rows == [*[(0, danger.pk)] * 30, *[(1, late.pk)] * 30, *[(3, undated.pk)] * 30, *[(4, new.pk)] * 11]
    assert [row["day"] for row in first[30:60]] == [moment + timedelta(days=-3, minutes=n) for n in range(30)]
    assert [row["day"] for row in dated] == [moment + timedelta(days=5, minutes=n) for n in range(30)]
    assert len(ends_of_things(ines)) == 101


def test_things_due_within_a_week_come_first_by_day(inquiry: Inquiry) -> None:
    cases, ines = [inquiry.swept() for _ in range(2)], inquiry["ines"]
    for case, days in zip(cases, (-3, 5), strict=True):
        Turn.objects.filter(case=case, user=ines).update(due=now() + timedelta(days=days, minutes=1))
    about = {"seat": Seat.INTAKE, "topic": Topic.ANSWER, "since": now().date(), "due": now() + timedelta(days=4)}
    Item.objects.create(case=cases[0], person=ines, **about)
    first, dated = first_and_dated(ines, now(), now() + timedelta(days=7))
    assert [(row["part"], row["case_id"]) for row in first] == [(1, cases[0].pk), (4, cases[0].pk), (4, cases[1].pk)]
    assert [row["case_id"] for row in dated] == [cases[0].pk, cases[1].pk]


def test_the_whole_of_the_seventh_day_is_among_the_next_seven_days(inquiry: Inquiry) -> None:
    cases, ines = [inquiry.swept() for _ in range(2)], inquiry["ines"]
    last = datetime.combine(now().astimezone(LONDON).date() + timedelta(days=8), time.min, LONDON)
    for case, due in zip(cases, (last - timedelta(seconds=1), last), strict=True):
        Turn.objects.filter(case=case, user=ines).update(due=due)
    shown = [(day, line.reference) for day, lines in today(ines, now()).ahead for line in lines]
    assert shown == [(last.date() - timedelta(days=1), cases[0].reference)]


def test_news_of_a_case_stands_beside_the_step_that_is_expected_there(inquiry: Inquiry) -> None:
    case, ines = inquiry.swept(), inquiry["ines"]
    Item.objects.filter(person=ines).delete()
    for topic in (Topic.ANSWER, Topic.CLOCK):
        Item.objects.create(case=case, person=ines, seat=Seat.INTAKE, topic=topic, since=now().date())
    lines = [line for _, part in today(ines, now()).parts for line in part]
    assert [(str(line.words), line.key is not None) for line in lines] == [
        ("Acknowledge the report", False),
        ("An answer came in", True),
    ]
    assert len(ends_of_things(ines)) == 2
    assert "2 things to do, 1 of them tells you what happened" in words(at_the_desk(ines).get(PAGE))


ASKING = [(topic, 0) for topic in (Topic.FAR_APART, Topic.WITNESS, Topic.MESSAGE_BACK, Topic.STEP_LEFT)]
"""What can be put away, and asks for something all the same."""


@pytest.mark.parametrize(("topic", "told"), [(Topic.ANSWER, 1), (Topic.VOTE_OVER, 1), (Topic.TASK, 0), *ASKING])
def test_only_what_asks_for_nothing_counts_as_told(inquiry: Inquiry, topic: Topic, told: int) -> None:
    case, ines = inquiry.swept(), inquiry["ines"]
    Item.objects.filter(person=ines).delete()
    Turn.objects.filter(user=ines).delete()
    Item.objects.create(case=case, person=ines, seat=Seat.INTAKE, topic=topic, since=now().date())
    assert (today(ines, now()).number, today(ines, now()).news) == (1, told)


def test_what_is_next_is_a_step_before_what_only_tells_something(inquiry: Inquiry) -> None:
    told, case, ines = inquiry.swept(), inquiry.swept(), inquiry["ines"]
    Turn.objects.filter(user=ines, case=told).delete()
    Turn.objects.filter(user=ines, case=case).update(due=now() + timedelta(days=30))
    at_the_desk(ines).get(reverse("case", args=[case.reference]))
    Case.objects.filter(pk=case.pk).update(moved_at=now() - timedelta(days=8))
    Item.objects.filter(person=ines).delete()
    Item.objects.create(case=told, person=ines, seat=Seat.INTAKE, topic=Topic.ANSWER, since=now().date())
    (first, *_others) = [line for _, part in today(ines, now()).parts for line in part]
    leads = at_the_desk(ines).get(reverse("next_to_do")).headers["Location"]
    assert (first.reference, case.reference in leads) == (told.reference, True)


def test_a_step_that_was_taken_leaves_the_list_and_its_number_before_dispatch_has_read_it(inquiry: Inquiry) -> None:
    case, ines = inquiry.swept(), inquiry["ines"]
    post()
    assert (len(ends_of_things(ines)), today(ines, now()).number) == (1, 1)
    do(Verb.ACKNOWLEDGE_COMPLAINT, reference=case.reference, by=inquiry.by("ines"))
    Turn.objects.filter(user=ines).delete()  # An acknowledged case would wait for a screener.
    assert Item.objects.filter(person=ines, case=case, withdrawn_at__isnull=True).exists()
    assert (len(ends_of_things(ines)), today(ines, now()).number) == (0, 0)


def test_the_others_are_there_with_who_acts_next(inquiry: Inquiry) -> None:
    case = inquiry.served()
    post()
    Item.objects.all().delete()
    found = today(inquiry["ola"], now())
    (watched,) = found.watched
    assert (watched.reference, watched.seat, found.watching) == (case.reference, Seat.RESPONDENT, 1)
    assert f"{Seat.RESPONDENT.label}:" in words(at_the_desk(inquiry["ola"]).get(PAGE))
    for clock in (ClockName.FEEDBACK, ClockName.INVESTIGATION):
        about = {"seat": Seat.INVESTIGATOR, "topic": Topic.CLOCK, "clock": clock}
        Item.objects.create(case=case, person=inquiry["ola"], since=now().date(), **about)
    found = today(inquiry["ola"], now())
    assert {str(line.words): line.address for _, part in found.parts for line in part} == {
        "Give the reporter feedback": reverse("step", args=[case.reference, Verb.GIVE_FEEDBACK]),
        "Your deadline: Investigation": reverse("case", args=[case.reference]),
    }


def test_each_line_says_since_when_it_waits(inquiry: Inquiry) -> None:
    case, ines = inquiry.swept(), inquiry["ines"]
    inquiry.clock.shift(timedelta(days=3))
    ((_part, (line,)),) = today(ines, now()).parts
    day = Case.objects.get(pk=case.pk).turn_since.astimezone(LONDON).date()
    assert (line.since, (now().date() - day).days) == (day, 3)
    assert f"since {day.day} {day:%b}" in words(at_the_desk(ines).get(PAGE))
    served = inquiry.served()
    inquiry.clock.shift(timedelta(days=2))
    (watched,) = today(inquiry["ola"], now()).watched
    turn = Case.objects.get(pk=served.pk).turn_since.astimezone(LONDON).date()
    assert watched.since == turn
    page = words(at_the_desk(inquiry["ola"]).get(PAGE)).partition("Waiting for somebody else")[2]
    assert f"since {turn.day} {turn:%b}" in page


def test_news_says_since_which_day_it_waits_and_a_step_beside_the_first_says_none(inquiry: Inquiry) -> None:
    case, ines = inquiry.swept(), inquiry["ines"]
    told = now().date() - timedelta(days=5)
    Turn.objects.create(case=case, user=ines, seat=Seat.INTAKE, step=Verb.SEAT_OFFICER)
    Item.objects.filter(person=ines).delete()
    Item.objects.create(case=case, person=ines, seat=Seat.INTAKE, topic=Topic.ANSWER, since=told)
    lines = {str(line.words): line.since for _, part in today(ines, now()).parts for line in part}
    assert lines == {"Acknowledge the report": now().date(), "Seat an officer": None, "An answer came in": told}


def test_the_link_below_the_others_leads_to_these_cases_and_no_more(inquiry: Inquiry) -> None:
    waiting, own = [inquiry.served() for _ in range(9)], inquiry.disclosed()
    desk, found = at_the_desk(inquiry["ola"]), today(inquiry["ola"], now())
    page = words(desk.get(PAGE))
    address = f"{reverse('queue')}?whose=others"
    assert (found.watching, len(found.watched), f'href="{address}"' in page) == (9, 8, True)
    listed = words(desk.get(address))
    assert [case.code_name for case in waiting if case.code_name not in listed] == []
    assert (own.code_name in listed, "Waiting for somebody else" in listed) == (False, True)


def test_there_is_no_link_to_all_cases_that_wait_for_others_where_all_are_shown(inquiry: Inquiry) -> None:
    inquiry.served()
    found = today(inquiry["ola"], now())
    assert (found.watching, len(found.watched)) == (1, 1)
    assert f"{reverse('queue')}?whose=others" not in words(at_the_desk(inquiry["ola"]).get(PAGE))


def test_who_has_a_conflict_sees_the_page_as_if_the_case_were_not_there(inquiry: Inquiry) -> None:
    first = inquiry.swept()
    ines: Client = at_the_desk(inquiry["ines"])
    before = plain(words(ines.get(PAGE)))
    hidden = inquiry.swept()
    post()
    assert hidden.code_name in words(ines.get(PAGE))
    do(Verb.DECLARE_CONFLICT, reference=hidden.reference, by=inquiry.by("ines"))
    after = plain(words(ines.get(PAGE)))
    assert (first.code_name in after, hidden.code_name in after, after) == (True, False, before)


def test_a_case_that_the_queue_does_not_show_counts_at_no_stage(inquiry: Inquiry) -> None:
    case, ola = inquiry.disclosed(), inquiry["ola"]
    grants = CaseGrant.objects.filter(content_object=case, user=ola)
    grants.filter(permission__codename=Reading.SEE_CASE).delete()
    assert (grants.exists(), today(ola, now()).by_state) == (True, ())


def test_axe_finds_nothing_and_rows_are_low(page: Page, inquiry: Inquiry) -> None:
    for _ in range(12):
        inquiry.swept()
    inquiry.served()
    window = Window(page, at_the_desk(inquiry["ines"]), PAGE, reverse("own_drafts"))
    assert window.look() == []
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"http://localhost{PAGE}")
    heights = page.eval_on_selector_all(".ob-todo tbody tr", "rows => rows.map(row => row.offsetHeight)")
    assert (len(heights) >= 12, max(heights) <= 44) == (True, True)
