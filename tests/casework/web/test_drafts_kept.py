"""What is kept of a report that is being written: checked field by field, for as long as the rulebook says."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine as machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.budgets import PER_HOUR, Budget
from casework import tasks
from ledger.clock import now
from tests.casework.web.reporting import ANSWERS, SEEN, TOKEN, Reporter, first, text
from vault import drafts
from vault.models import Draft

LONG = "x" * 190_000


def answers(reporter: Reporter) -> Any:
    """What is stored of the pages."""
    return drafts.read(reporter.handle, reporter.jar.cookies["draft"].value).answers.get("pages", {})


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"name_1": "x" * 201}, "“Their name” can be 200 characters at most. You typed 201."),
        ({"name_1": "Rex", "details_1": LONG}, "can be 1,000 characters at most. You typed 190,000."),
        ({"name_1": "a\x07b"}, "“Their name” holds a character that cannot be kept."),
    ],
)
def test_a_field_that_is_too_long_is_not_kept_while_a_page_is_unfinished(
    jar: Client, typed: dict[str, Any], words: str
) -> None:
    reporter = Reporter(jar)
    answer = reporter.post("who", {"people": "1", **typed, "change": "more"})
    page = text(answer)
    assert answer.status_code == 422
    assert words in page
    assert "Give a name" not in page
    assert answers(reporter) == {}


def test_what_was_typed_into_an_unfinished_page_stays_in_the_form_that_comes_back(jar: Client) -> None:
    typed = {"people": "2", "name_1": "Rex Marlowe", "employer_2": "y" * 201, "change": "more"}
    page = text(Reporter(jar).post("who", typed))
    assert ('value="Rex Marlowe"' in page, "y" * 201 in page, "Person 3" in page) == (True, True, False)


def test_only_fields_of_the_page_are_kept_and_one_answer_of_each(jar: Client) -> None:
    reporter = Reporter(jar)
    many = {f"first_{number}": LONG[:100] for number in range(500)}
    reporter.post("when", {**ANSWERS["when"], **many, "first_day": ["11"] * 400 + ["12"], "other": LONG[:1000]})
    reporter.post("commitments", {"commitments": ["2", "10"]})
    assert answers(reporter) == {
        "when": {name: ["12"] if name == "first_day" else [value] for name, value in ANSWERS["when"].items()},
        "commitments": {"commitments": ["2", "10"]},
    }


TYPED: list[tuple[str, dict[str, Any], tuple[str, ...]]] = [
    ("who", {"people": "2", "name_1": "x" * 201, "employer_2": "Corvid Works"}, ("x" * 201, "Corvid Works", "Person 2")),
    ("commitments", {"commitments": ["2"], "edition": "other-code"}, ("commitments=2 ticked",)),
    ("what", {"narrative": "whimbrel " * 2_500}, ("whimbrel " * 2_500,)),
    ("when", {"kind": "period", "first_day": "31", "first_month": "Febuary", "known_about": "on"}, (
        "kind=period ticked", 'value="31"', 'value="Febuary"', "known_about= ticked")),
    ("when", {"place": "Leeds", "witnesses": "a\x1bb"}, ("Leeds", "a\x1bb")),
    ("elsewhere", {"elsewhere": "yes"}, ("elsewhere=yes ticked",)),
    ("elsewhere", {"remedy": "x" * 4_001}, ("x" * 4_001,)),
    ("contact", {"name": "", "email": "not an address", "notify": "on"}, ("not an address", "notify=on ticked")),
    ("risk", {"afraid_details": "At work."}, ("At work.",)),
]  # fmt: skip


@pytest.mark.parametrize("way", [{"change": "back"}, {}], ids=["by Back", "refused"])
@pytest.mark.parametrize(
    ("name", "typed", "shown"), TYPED, ids=[f"{name} {next(iter(typed))}" for name, typed, _ in TYPED]
)
def test_a_page_that_is_left_unfinished_is_there_as_it_was_typed_on_return(
    jar: Client, name: str, typed: dict[str, Any], shown: tuple[str, ...], way: dict[str, str]
) -> None:
    reporter = Reporter(jar)
    assert reporter.post(name, {**typed, **way}).status_code == (302 if way else 422)
    page = with_ticks(reporter.page(name))
    assert [part for part in shown if part not in page] == []
    assert ("There is a problem" in page, reporter.page("check").count("Not answered yet")) == (False, 11)


def with_ticks(page: str) -> str:
    """A page, and after it each box that is ticked."""
    ticked = [
        dict(re.findall(r'(name|value)="([^"]*)"', tag)) for tag in re.findall(r"<input[^>]* checked[^>]*>", page)
    ]
    return page + "".join(f" {tag['name']}={tag.get('value', '')} ticked" for tag in ticked)


def test_back_keeps_a_finished_page_finished_and_leaves_a_blank_one_unanswered(jar: Client) -> None:
    reporter = Reporter(jar)
    assert reporter.post("when", {"change": "back"}).headers["Location"].endswith("/who/")
    assert answers(reporter) == {}
    reporter.answer()
    assert (
        reporter.post("what", {"narrative": "Told again.", "change": "back"}).headers["Location"].endswith("/report/")
    )
    check = reporter.page("check")
    assert ("Told again." in check, "Not answered yet" in check) == (True, False)


def test_back_stays_on_a_page_that_holds_more_than_there_is_room_for(jar: Client) -> None:
    answer = Reporter(jar).post("what", {"narrative": LONG, "change": "back"})
    assert (answer.status_code, LONG in text(answer)) == (422, True)


def test_back_from_the_first_page_leads_to_the_start_which_leads_to_the_report_again(jar: Client) -> None:
    reporter = Reporter(jar)
    to = reporter.post("what", {"narrative": "Told.", "change": "back"}).headers["Location"]
    assert (to, f'href="{reporter.home}"' in text(jar.get(to))) == (reverse("start"), True)


def test_back_from_the_files_takes_along_those_that_were_chosen(jar: Client) -> None:
    reporter = Reporter(jar)
    sent = {**tokens(reporter), "added": SimpleUploadedFile("a.txt", b"A."), "change": "back"}
    answer = jar.post(f"{reporter.home}evidence/", sent)
    assert answer.headers["Location"].endswith("/commitments/")
    assert ("a.txt" in reporter.page("evidence"), answers(reporter)) == (True, {})


def test_a_draft_that_is_too_large_is_refused_and_nothing_typed_is_lost(
    jar: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    reporter = Reporter(jar)
    reporter.post("who", ANSWERS["who"])
    monkeypatch.setattr(drafts, "MOST_TYPED", 1_000)
    answer = reporter.post("what", {"narrative": "whimbrel " * 200})
    page = text(answer)
    assert (answer.status_code, "Your report holds as much text as one report can." in page) == (422, True)
    assert ("whimbrel " * 150 in page, list(answers(reporter))) == (True, ["who"])


def test_the_longest_report_that_the_pages_take_fits_into_a_draft(jar: Client) -> None:
    reporter, wide = Reporter(jar), "\U0001f9ff"
    person = {"name": 200, "employer": 200, "number": 40, "details": 1000}
    people = {f"{part}_{n}": wide * length for n in range(1, 11) for part, length in person.items()}
    names = "\n".join([wide * 99] * 19)
    away = names.replace(wide, "\U00020000")
    longest: dict[str, dict[str, Any]] = {
        "who": {"people": "10", **people},
        "what": {"narrative": wide * 15_000},
        "when": {"kind": "day", "when_words": wide * 300, "place": wide * 300, "witnesses": names},
        "keep-away": {"keep_away": away},
        "elsewhere": {"elsewhere": "yes", "elsewhere_details": wide * 4000, "remedy": wide * 4000},
        "risk": {"afraid": "yes", "afraid_details": wide * 4000},
    }
    for name, data in longest.items():
        assert (name, reporter.post(name, data).status_code) == (name, 302)
    assert sorted(answers(reporter)) == sorted(longest)


def test_unsent_words_and_files_are_kept_as_long_as_the_rulebook_says(
    jar: Client, time_machine: machine.TimeMachineFixture
) -> None:
    reporter = Reporter(jar)
    reporter.post("who", ANSWERS["who"])
    jar.post(f"{reporter.home}evidence/", {**tokens(reporter), "added": SimpleUploadedFile("a.txt", b"A.")})
    stages, saved = [], now()
    for days in (6, 8, 29, 31):
        time_machine.move_to(saved + timedelta(days=days))
        tasks.purge_drafts()
        drafted = Draft.objects.first()
        stages.append((drafted is not None, drafted is not None and drafted.files.count()))
    assert stages == [(True, 1), (True, 0), (True, 0), (False, False)]
    time_machine.move_to(saved)
    start, privacy = text(jar.get(reverse("start"))), text(jar.get(reverse("privacy")))
    assert "What you typed is kept for 30 days after you last saved it, files for 7 days." in start
    assert ("30 days after you last saved it" in privacy, "7 days" in privacy) == (True, True)


def tokens(reporter: Reporter) -> dict[str, str]:
    """What the page of the evidence sends besides files."""
    page = reporter.page("evidence")
    return {"csrfmiddlewaretoken": first(TOKEN, page), "seen": first(SEEN, page), "add": "1"}


def test_of_very_many_drafts_from_one_network_the_last_are_kept_for_a_day_and_say_so(
    jar: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PER_HOUR, Budget.DRAFT, 3)
    many = [Reporter(Client(REMOTE_ADDR=f"203.0.113.{number}")) for number in range(5)]
    elsewhere = Reporter(Client(REMOTE_ADDR="203.0.114.1"))
    said = ["Yours is kept for one day" in one.page("who") for one in (*many, elsewhere)]
    assert said == [False, False, False, True, True, False]
    many[4].answer()
    assert many[4].declare().status_code == 302


def test_of_very_many_files_from_one_network_the_last_are_asked_for_later(
    jar: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PER_HOUR, Budget.UPLOAD, 1)
    reporter = Reporter(jar)
    files = [SimpleUploadedFile(name, b"A.") for name in ("a.txt", "b.txt")]
    answer = jar.post(f"{reporter.home}evidence/", {**tokens(reporter), "added": files})
    words = (
        "“b.txt”: Very many files came from your network within an hour. Send this one later, with your twelve words."
    )
    assert answer.status_code == 422
    assert words in text(answer)
    assert "a.txt" in reporter.page("evidence")
