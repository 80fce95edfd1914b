"""How long closed cases took: measured at night, told on three pages, never told of few cases."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from celery.schedules import crontab
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from casework import tasks
from casework.access import the_clock
from casework.models import Case, Durations
from casework.procedure.intake.actions import file_complaint, sweep_conflicts
from casework.queries.wording.durations import how_long_cases_take
from casework.vocabulary import CaseState, Seat, Verb
from config.broker import CELERY_BEAT_SCHEDULE
from ledger.clock import now
from local.demo.story import acknowledge, report_about
from notifications.dispatch.dispatcher import place_letters
from notifications.models import Message
from policy.models import RulebookEdition
from tests.casework.web.conftest import Town
from tests.casework.web.reading_grade import grade
from tests.casework.web.reporting import text
from tests.casework.web.test_other_language import KNOWN
from tests.pseudo_language import spoken, words_left

SENTENCE = "Half of the cases that this Society closed took {} or less; nine in ten took {} or less."
UNKNOWN = "A full case takes several months."
YEARS_AGO = timedelta(days=5 * 365 + 2)


def closed(days: Iterable[float], *, ago: timedelta = timedelta(days=1), **columns: str) -> None:
    """Cases that were closed some time ago, so many days after they were filed, as rows alone."""
    rulebook, over = RulebookEdition.objects.earliest("pk"), now() - ago
    Case.objects.bulk_create(
        Case(
            reference=f"OB-{uuid4().hex[:10]}", code_name=f"Amber Heron {n}", rulebook=rulebook, moved_at=over,
            filed_at=over - timedelta(days=took), **{"state": "closed", "closing_code": "not_proven", **columns},
        )
        for n, took in enumerate(days)
    )  # fmt: skip


def measured() -> list[tuple[date, int, int, int]]:
    tasks.measure_closed_cases()
    return list(Durations.objects.values_list("day", "cases", "half", "nine_in_ten"))


def words(browser: Client, path: str) -> str:
    return " ".join(text(browser.get(path)).split())


@pytest.mark.parametrize(
    ("days", "half", "nine_in_ten"),
    [([100, 3, 40, 7, 12], 12, 100), (range(20, 0, -1), 10, 18), ([0.01, 0.2, 1, 1.5, 2.01], 1, 3)],
)
def test_half_and_nine_in_ten_of_the_cases_took_so_many_days(
    books: None, days: Iterable[float], half: int, nine_in_ten: int
) -> None:
    closed(days)
    assert measured() == [(now().date(), len(list(days)), half, nine_in_ten)]


def test_of_four_cases_nothing_is_told(books: None) -> None:
    closed([3, 7, 12, 40])
    assert (measured(), how_long_cases_take()) == ([], "")


def test_figures_go_when_too_few_cases_are_left(books: None) -> None:
    Durations.objects.create(day=date(2026, 1, 4), cases=5, half=3, nine_in_ten=9)
    closed([3, 7, 12, 40])
    assert measured() == []


def test_a_second_night_replaces_the_first(books: None) -> None:
    Durations.objects.create(day=date(2026, 1, 4), cases=5, half=3, nine_in_ten=9)
    closed([5] * 5)
    first = measured()
    closed([9] * 6)
    assert (first, measured()) == ([(now().date(), 5, 5, 5)], [(now().date(), 11, 9, 9)])


def test_open_joined_and_old_cases_do_not_count(books: None) -> None:
    closed([5] * 5)
    closed([900] * 5, state="monitoring", closing_code="")
    closed([1] * 5, closing_code="duplicate")
    closed([900] * 5, ago=YEARS_AGO)
    assert measured() == [(now().date(), 5, 5, 5)]


def test_a_case_that_is_closed_by_its_steps_counts_from_then_on(town: Town) -> None:
    closed([1] * 4)
    story = town.story()
    acknowledge(story)
    one, two = story.holding(Seat.SCREENER)
    answers = dict.fromkeys(("imminent_harm", "power_imbalance", "dishonesty", "harassment"), "no")
    story.by(one, Verb.TRIAGE_CASE, severity="2", notes="calm", **answers)
    story.two(one, two, Verb.DISMISS_CASE, code_complaint="out_of_scope", reasons_complaint="Not ours.")
    town.clock.shift(timedelta(days=90))
    before = measured()
    tasks.lapses()
    assert (before, story.view.state) == ([], CaseState.CLOSED)
    assert measured() == [(now().date(), 5, 1, 90)]


def test_the_figures_are_measured_every_night() -> None:
    assert CELERY_BEAT_SCHEDULE["durations"] == {
        "task": tasks.measure_closed_cases.name,
        "schedule": crontab(hour=1, minute=43),
    }


def test_one_day_is_told_as_one_day(books: None) -> None:
    closed([0.2] * 5)
    measured()
    assert how_long_cases_take() == SENTENCE.format("1 day", "1 day")


def test_telling_takes_one_query_however_many_cases(
    books: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    closed(range(1, 21))
    measured()
    with django_assert_num_queries(1):
        assert how_long_cases_take() == SENTENCE.format("10 days", "18 days")


def test_the_start_page_tells_it_once_it_is_known(jar: Client) -> None:
    before = words(jar, reverse("start"))
    closed([100, 3, 40, 7, 12])
    measured()
    after, told = words(jar, reverse("start")), SENTENCE.format("12 days", "100 days")
    assert (UNKNOWN in before, "Half of the cases" in before) == (True, False)
    assert (UNKNOWN in after, told in after, grade(after) <= 6) == (False, True, True)


def test_the_start_page_tells_it_in_any_language(jar: Client) -> None:
    closed([100, 3, 40, 7, 12])
    measured()
    with spoken():
        assert words_left(text(jar.get(reverse("start"))), *KNOWN) == []


def test_reporter_and_member_read_it_beside_their_own_case(town: Town) -> None:
    town.case_in("awaiting_response")
    pages = [follow_up_page(), member_page(town, town.people["rex"])]
    before = [words(browser, path) for browser, path in pages]
    closed([100, 3, 40, 7, 12])
    measured()
    after, told = [words(browser, path) for browser, path in pages], SENTENCE.format("12 days", "100 days")
    assert ["Half of the cases" in page for page in before] == [False, False]
    assert [page.count(told) for page in after] == [1, 1]


def follow_up_page() -> tuple[Client, str]:
    filed = file_complaint(by=None, report=report_about("Rex Respond", "Wilma Quill", on=now().date()))
    assert filed.code is not None
    for case in filed.cases:
        sweep_conflicts(reference=case, by=the_clock())
    browser = Client()
    browser.post(reverse("follow_up"), {"code": " ".join(filed.code.words)})
    return browser, reverse("follow_up")


def member_page(town: Town, member: User) -> tuple[Client, str]:
    while place_letters():
        pass
    letter = Message.objects.get(reader=member)
    return town.browser("rex"), reverse("member_case", args=[letter.reference])
