"""Very many reports at once: each is filed, sealed and answered; the desk gets one line, and nothing waits for ever."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.budgets import PER_HOUR, Budget
from accounts.models import User
from accounts.rate_limit_key import source_token
from casework import access, tasks
from casework.models import Case, SlowReport
from casework.procedure.intake.actions import acknowledge_complaint
from casework.queries.invariants import breaches
from casework.queries.reports.floods import slow_reports
from casework.record.clocks import RunningClock
from casework.vocabulary import ClockName, Seat
from ledger.clock import now
from ledger.models import Entry
from notifications.models import Item
from notifications.today.page import today
from notifications.today.rows import ends_of_things
from notifications.topics.table import Topic
from tests.casework.api.conftest import REPORT
from tests.casework.web.conftest import Town
from tests.casework.web.reporting import Reporter, text
from tests.casework.web.test_queue import counts, rows
from vault.codes import new_code

FLOODER, HONEST = "203.0.113.9", "198.51.100.7"
LINE = re.compile(r'<a class="govuk-link" href="/desk/queue/\?flood=([0-9a-f]{12})">(\d+) reports?</a>')


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Budgets that a test can spend."""
    monkeypatch.setitem(PER_HOUR, Budget.FILING, 2)
    monkeypatch.setitem(PER_HOUR, Budget.WORDS, 4)


def send(address: str, words: str = "", **changed: Any) -> Any:
    """Send a report from an address, with words of its own unless some are given."""
    body = {**REPORT, "narrative": words or f"It happened, {uuid4()}.", "keep_away": [], **changed}
    key = {"Idempotency-Key": str(uuid4())}
    return Client(REMOTE_ADDR=address).post(reverse("api_complaints"), body, "application/json", headers=key)


def followed(answer: Any) -> int:
    """The status of the reporter's page, opened with the code of an answer."""
    jar = Client()
    jar.post(reverse("follow_up"), {"code": answer.json()["code"]})
    return jar.get(reverse("follow_up")).status_code


def digests(page: str) -> list[tuple[str, int]]:
    """The lines of floods on the desk: their name and how many reports they are of."""
    return [(name, int(count)) for name, count in LINE.findall(page)]


def test_every_report_of_a_flood_is_filed_and_answered_and_its_code_opens_it(town: Town) -> None:
    answers = [send(FLOODER) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [201] * 6
    assert [followed(answer) for answer in answers] == [200] * 6
    assert (Case.objects.count(), SlowReport.objects.count()) == (6, 4)
    filed = Entry.objects.filter(type="report.received").order_by("log_index")
    assert [b'"slow":true' in bytes(entry.entry) for entry in filed] == [False, False, True, True, True, True]


def test_a_flood_is_one_line_at_the_desk_and_an_honest_report_stands_in_the_list(town: Town) -> None:
    for _ in range(6):
        send(FLOODER)
    send(HONEST)
    tasks.sweep()
    page = text(town.browser("ines").get(reverse("queue")))
    ((name, count),) = digests(page)
    assert count == 4
    assert len(rows(page)) == 3
    assert counts(page)[""] == 3
    inside = text(town.browser("ines").get(f"{reverse('queue')}?flood={name}"))
    assert (len(rows(inside)), set(rows(inside)) & set(rows(page))) == (4, set())


def test_an_honest_report_is_swept_before_a_flood_and_each_flood_has_its_turn(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "SLOW_SWEEPS", 2)
    for _ in range(6):
        send(FLOODER)
    for _ in range(3):
        send("192.0.2.1")
    send(HONEST)
    for slow_and_swept in (2, 4, 5):
        tasks.sweep()
        swept = Case.objects.filter(swept=True)
        assert (swept.filter(slow=None).count(), swept.exclude(slow=None).count()) == (5, slow_and_swept)
        if slow_and_swept == 2:
            assert len(set(SlowReport.objects.filter(case__swept=True).values_list("flood", flat=True))) == 2


def test_a_report_about_many_people_counts_for_each_of_them(town: Town) -> None:
    people = [{"name": f"Somebody {n}"} for n in range(3)]
    send(FLOODER, accused=people)
    assert (Case.objects.count(), SlowReport.objects.count()) == (3, 3)


def test_the_same_words_from_many_networks_are_a_flood_too(town: Town) -> None:
    for network in range(7):
        send(f"10.0.{network}.1", "Buy  NOW, at once!" if network % 2 else "buy now at once")
    tasks.sweep()
    assert [count for _, count in digests(text(town.browser("ines").get(reverse("queue"))))] == [3]


def test_nobody_kept_from_a_report_sees_it_counted_in_a_flood(town: Town) -> None:
    for n in range(5):
        send(FLOODER, keep_away=[town.people["ian"].name] if n == 4 else [])
    tasks.sweep()
    counts = [digests(text(town.browser(first).get(reverse("queue")))) for first in ("ines", "ian")]
    assert [[count for _, count in one] for one in counts] == [[3], [2]]
    assert town.browser("ian").post(reverse("release_flood"), {"flood": counts[1][0][0]}).status_code == 302
    assert [count for _, count in digests(text(town.browser("ines").get(reverse("queue"))))] == [1]


def test_a_report_of_a_flood_that_is_taken_up_is_a_case_like_any_other(town: Town) -> None:
    for _ in range(5):
        send(FLOODER)
    tasks.sweep()
    genuine = SlowReport.objects.order_by("case__filed_at")[1].case.reference
    ines = town.browser("ines")
    assert ines.get(reverse("case", args=[genuine])).status_code == 200
    acknowledge_complaint(reference=genuine, by=access.Actor(user=town.people["ines"]))
    assert (SlowReport.objects.filter(case__reference=genuine).exists(), SlowReport.objects.count()) == (False, 2)
    page = text(ines.get(reverse("queue")))
    assert (genuine in rows(page), [count for _, count in digests(page)]) == (True, [2])


def test_an_officer_puts_a_flood_into_the_list_and_one_entry_says_so(town: Town) -> None:
    for _ in range(5):
        send(FLOODER)
    tasks.sweep()
    ines = town.browser("ines")
    ((name, _),) = digests(text(ines.get(reverse("queue"))))
    before = Entry.objects.count()
    page = text(ines.post(reverse("release_flood"), {"flood": name}, follow=True))
    assert "3 reports are in the list now." in page
    assert digests(page) == []
    assert len(rows(page)) == 5
    entry = Entry.objects.latest("log_index")
    assert (Entry.objects.count() - before, entry.type, b'"reports":3' in bytes(entry.entry)) == (
        1, "intake.flood_released", True,
    )  # fmt: skip


def test_a_flood_that_speaks_of_danger_puts_nothing_else_off_the_first_page(town: Town) -> None:
    ines = town.people["ines"]
    send(HONEST)
    town.clock.shift(timedelta(hours=2).total_seconds())
    for words in ("one", "two"):
        send(FLOODER, words)
    tasks.sweep()
    before = {line.reference for _, some in today(ines, now()).parts for line in some}
    for _ in range(4):
        send(FLOODER, danger="yes")
    tasks.sweep()
    for slow in SlowReport.objects.select_related("case"):
        about = {"seat": Seat.INTAKE, "topic": Topic.ANSWER, "since": now().date()}
        Item.objects.create(case=slow.case, person=ines, **about)
    found = today(ines, now())
    shown = {line.reference for _, some in found.parts for line in some}
    assert (shown, len(ends_of_things(ines))) == (before, 3)
    assert [line.reference for _, some in found.ahead for line in some if line.reference not in before] == []
    assert [(flood.reports, flood.danger) for flood in found.floods] == [(4, 4)]
    pages = [text(town.browser("ines").get(reverse(page))) for page in ("today", "queue")]
    assert digests(pages[0]) == digests(pages[1]) != []
    assert ["4 say that somebody is in danger" in page for page in pages] == [True, True]
    town.clock.shift(timedelta(days=3).total_seconds())
    assert (len(ends_of_things(ines)) > 3, today(ines, now()).floods) == (True, ())


def test_today_asks_as_much_in_a_small_flood_as_in_a_large_one(
    town: Town, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """The lane is read by its own index: a join to the cases took a look at each of three thousand, seven times a page."""
    ines = town.people["ines"]
    for more in (3, 6):
        for _ in range(more):
            send(FLOODER)
        tasks.sweep()
        today(ines, now())
        with django_assert_num_queries(4):
            found = today(ines, now())
    assert [flood.reports for flood in found.floods] == [7]
    assert "casework_case" not in str(slow_reports(now()).query)


@pytest.mark.parametrize("first", ["sara", "bo", "adam", "rex"])
def test_only_who_may_acknowledge_a_report_releases_it(town: Town, first: str) -> None:
    for _ in range(4):
        send(FLOODER)
    tasks.sweep()
    name = SlowReport.objects.values_list("flood", flat=True)[0]
    answer = town.browser(first).post(reverse("release_flood"), {"flood": name})
    nothing = town.browser("ines").post(reverse("release_flood"), {"flood": "0" * 400})
    assert answer.status_code == 404
    assert nothing.status_code == 404
    assert SlowReport.objects.count() == 2


def test_nothing_waits_longer_than_the_rulebook_allows(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "SLOW_SWEEPS", 1)
    for _ in range(6):
        send(FLOODER)
    tasks.sweep()
    assert Case.objects.filter(swept=False).count() == 3
    town.clock.shift(timedelta(days=2, seconds=1).total_seconds())
    tasks.sweep()
    page = text(town.browser("ines").get(reverse("queue")))
    assert (Case.objects.filter(swept=False).count(), SlowReport.objects.count()) == (0, 0)
    assert (len(rows(page)), digests(page)) == (6, [])


def clock_of(case: Case, name: ClockName) -> RunningClock:
    """A running clock of a case."""
    view = access.view_of(case, now())
    return next(run for run in view.clocks if run.name is name and run.running)


def test_the_clocks_of_reception_wait_with_the_lane_and_pages_say_the_later_day(town: Town) -> None:
    answers = [send(FLOODER) for _ in range(3)]
    usual, slow = Case.objects.filter(slow=None)[0], SlowReport.objects.get().case
    days = [(clock_of(slow, name).due or now()) - (clock_of(usual, name).due or now()) for name in (ClockName.ACK,)]
    assert days == [timedelta(days=2)]
    assert (clock_of(slow, ClockName.SWEEP).due or now()) > (clock_of(usual, ClockName.SWEEP).due or now())
    jar = Client()
    jar.post(reverse("follow_up"), {"code": answers[2].json()["code"]})
    page = text(jar.get(reverse("follow_up")))
    by = clock_of(slow, ClockName.ACK).due
    assert by is not None
    assert ("read a little later" in page, f"by {by:%-d %B %Y}" in page) == (True, True)
    assert list(breaches([slow.reference])) == []


def test_the_receipt_of_a_slow_report_says_so_with_the_later_days(town: Town) -> None:
    pages = []
    for _ in range(3):
        reporter = Reporter(Client(REMOTE_ADDR=FLOODER))
        reporter.answer(what={"narrative": f"Words of their own, {uuid4()}."})
        reporter.declare()
        pages.append(reporter.page("receipt"))
    assert ["is read a little later" in page for page in pages] == [False, False, True]
    days = [re.findall(r"By (\d+ \w+ \d+) we say here", page) for page in pages]
    assert (days[0] == days[1], days[1] == days[2]) == (True, False)


def test_a_report_that_was_sent_already_is_not_counted_again(town: Town) -> None:
    body, key = {**REPORT, "narrative": "Once."}, {"Idempotency-Key": str(uuid4())}
    jar = Client(REMOTE_ADDR=FLOODER)
    for _ in range(5):
        jar.post(reverse("api_complaints"), body, "application/json", headers=key)
    send(FLOODER)
    assert SlowReport.objects.count() == 0


def test_without_the_cache_reports_are_filed_and_none_is_slow(town: Town, settings: Settings, tmp_path: Path) -> None:
    gone = {"BACKEND": "config.fallback_cache.CountingCache", "LOCATION": f"unix://{tmp_path}/gone.sock"}
    settings.CACHES = {"default": gone}
    answers = [send(FLOODER) for _ in range(4)]
    assert ([answer.status_code for answer in answers], SlowReport.objects.count()) == ([201] * 4, 0)


def test_nothing_stored_leads_back_to_a_network(town: Town) -> None:
    for _ in range(4):
        send(FLOODER)
    token = source_token(FLOODER)
    names = set(SlowReport.objects.values_list("flood", flat=True))
    assert len(names) == 1
    assert token not in names
    assert not any(name in token for name in names)


def test_ten_thousand_wrong_codes_block_no_right_one_from_the_same_network(
    town: Town, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    monkeypatch.setitem(PER_HOUR, Budget.CODE, 3)
    right = send(FLOODER).json()["code"]
    jar, counted = Client(REMOTE_ADDR=FLOODER), (Entry.objects.count(), User.objects.count())
    for _ in range(3):
        assert jar.post(reverse("follow_up"), {"code": " ".join(new_code().words)}).status_code == 422
    with django_assert_num_queries(2):
        answer = jar.post(reverse("follow_up"), {"code": " ".join(new_code().words)})
    assert (answer.status_code, "a right one still opens your report" in text(answer)) == (429, True)
    assert (Entry.objects.count(), User.objects.count()) == counted
    assert jar.post(reverse("follow_up"), {"code": right}).status_code == 302
