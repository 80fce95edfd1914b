"""The report as people write it: one question a page, nothing lost, sent once."""

import re
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from casework.forms.complaint import QUESTIONS, Asked
from casework.models import Case
from casework.queries.rulebook.published import books_at
from casework.vocabulary import CaseCompartment
from casework.vocabulary.report_samples import sample_said
from casework.web.public.fields import _rendered_once
from casework.web.public.writing import Writing
from ledger.clock import now
from tests.casework.web.reporting import ANSWERS, Reporter, sealed, text
from tests.casework.web.test_short_way import CALL_FIRST
from vault.drafts import Opened
from vault.models import Draft


def test_a_report_goes_in_page_by_page_and_says_what_was_written(jar: Client) -> None:
    reporter = Reporter(jar)
    reporter.answer(when={**ANSWERS["when"], "witnesses": "Wanda Quill\n\nOtto Finch"})
    answer = reporter.declare()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{reporter.home}receipt/")
    case = Case.objects.get()
    assert case.commitments == [2, 10]
    assert sealed(case, CaseCompartment.CASE, "accused") == {
        "name": "Rex Marlowe", "employer": "Corvid Works", "number": "M-77", "details": "", "unknown": False,
    }  # fmt: skip
    assert sealed(case, CaseCompartment.CASE, "narrative") == "The tender was given to a friend, whimbrel."
    assert sealed(case, CaseCompartment.CASE, "particulars") == sample_said() | {
        "first_day": "2026-01-12", "last_day": "2026-01-12", "known_on": None, "about": False, "ongoing": False,
        "lasted": "It was one day, or one moment", "days_said": {}, "help_asked": False,
        "place": "Leeds", "witnesses": ["Wanda Quill", "Otto Finch"], "elsewhere": "No", "remedy": "That it stops.",
        "risk": "I do not know, or would rather not say",
    }  # fmt: skip
    assert sealed(case, CaseCompartment.KEEP_AWAY, "keep_away") == ["Ines Farrow"]
    assert sealed(case, CaseCompartment.IDENTITY, "identity") == {
        "choice": "confidential", "name": "Pia Sandgrouse", "email": "pia@example.org", "phone": "",
    }  # fmt: skip
    assert sealed(case, CaseCompartment.NOTIFY, "notify") == ""


def test_every_page_of_a_report_has_its_address_below_the_home_of_the_report() -> None:
    handle = uuid4()
    draft = Writing(found=Opened(handle, "", {}, 0), asked=Asked(partial(books_at, now())))
    fixed = {"check": "check_report", "evidence": "report_evidence", "receipt": "receipt", "words": "report_words"}
    assert {page: draft.address(page) for page in fixed} == {
        page: reverse(name, args=[handle]) for page, name in fixed.items()
    }
    assert [draft.address(page) for page in QUESTIONS if page not in fixed] == [
        reverse("report_question", args=[handle, page]) for page in QUESTIONS if page not in fixed
    ]


def test_the_fields_of_the_check_and_for_files_are_rendered_once(jar: Client) -> None:
    reporter = Reporter(jar)
    reporter.answer()
    first = [reporter.page(page) for page in ("check", "evidence")]
    before = _rendered_once.cache_info()
    again = [reporter.page(page) for page in ("check", "evidence")]
    after = _rendered_once.cache_info()
    assert (after.hits - before.hits, after.misses - before.misses) == (2, 0)
    assert all('name="declared"' in check and 'name="added"' in files for check, files in (first, again))


def test_an_answer_is_there_on_return_and_the_check_shows_it(jar: Client) -> None:
    reporter = Reporter(jar)
    assert reporter.post("who", ANSWERS["who"]).headers["Location"] == f"{reporter.home}when/"
    assert 'value="Rex Marlowe"' in reporter.page("who")
    assert jar.get(reporter.home).headers["Location"] == f"{reporter.home}what/"
    check = reporter.page("check")
    assert ("Rex Marlowe" in check, check.count("Not answered yet"), "Send the report" in check) == (True, 10, False)


def test_once_all_is_answered_a_change_leads_back_to_the_check(jar: Client) -> None:
    reporter = Reporter(jar)
    reporter.answer()
    assert reporter.post("who", {"people": "1", "name_1": "Rex Marlow"}).headers["Location"] == f"{reporter.home}check/"


def test_the_check_has_one_link_to_change_for_each_page(jar: Client) -> None:
    reporter = Reporter(jar)
    reporter.answer(**{"keep-away": {}})
    links = re.findall(
        r'href="([^"]*from=check)">Change<span\n? *class="[^"]*"> ([^<]*)</span>', reporter.page("check")
    )
    pages = [page for page in ANSWERS if page != "declaration"]
    assert [href for href, _part in links] == [f"{reporter.home}{page}/?from=check" for page in pages]
    assert [part for _href, part in links][:3] == ["What happened", "Who it is about", "When and where"]
    assert all(link.endswith("from=check") for link, _ in links)


def test_an_unfinished_report_is_not_sent(jar: Client) -> None:
    reporter = Reporter(jar)
    reporter.answer(what=None)
    answer = reporter.send("check", reporter.page("what"), {"declared": "on"})
    assert (answer.status_code, "Not answered yet" in text(answer), Case.objects.count()) == (422, True, 0)


def test_who_stays_anonymous_is_asked_for_no_name_and_keeps_none(jar: Client) -> None:
    reporter = Reporter(jar)
    reporter.answer()
    reporter.post("you", {"choice": "anonymous"})
    assert "Pia Sandgrouse" not in reporter.page("check")
    reporter.declare()
    assert sealed(Case.objects.get(), CaseCompartment.IDENTITY, "identity") == {
        "choice": "anonymous", "name": "", "email": "", "phone": "",
    }  # fmt: skip


@pytest.mark.parametrize(("typed", "danger", "words"), [("yes", True, "Yes"), ("no", False, "No"), ("", False, "")])
def test_whether_somebody_is_in_danger_is_asked_with_the_story_and_sealed_with_it(
    jar: Client, typed: str, danger: bool, words: str
) -> None:
    reporter = Reporter(jar)
    page = reporter.page("what")
    assert page.index("What happened?") < page.index("Is somebody in danger now?")
    assert "If so, call the emergency services first. We then see your report before others." in page
    reporter.answer(what={**ANSWERS["what"], "danger": typed})
    assert ("Somebody is in danger now" in reporter.page("check")) == bool(typed)
    assert [CALL_FIRST in reporter.page(name) for name in ("who", "when", "check")] == [danger, False, danger]
    reporter.declare()
    case = Case.objects.get()
    assert (case.danger, sealed(case, CaseCompartment.CASE, "particulars")["danger"]) == (danger, words)


def test_several_people_are_a_case_each_and_nobody_known_is_one(jar: Client) -> None:
    reporter = Reporter(jar)
    reporter.post("who", {**ANSWERS["who"], "change": "more"})
    page = reporter.page("who")
    assert ("Person 2" in page, 'value="Rex Marlowe"' in page, "There is a problem" in page) == (True, True, False)
    reporter.answer(who={"people": "3", "name_1": "Rex Marlowe", "name_2": "", "name_3": "Una Voss"})
    reporter.declare()
    assert sorted(sealed(case, CaseCompartment.CASE, "accused")["name"] for case in Case.objects.all()) == [
        "Rex Marlowe",
        "Una Voss",
    ]
    other = Reporter(Client(enforce_csrf_checks=True))
    other.answer(who={"people": "1", "unknown": "on", "details_1": "The one with the red car"})
    other.declare()
    last = Case.objects.order_by("filed_at").last()
    assert last is not None
    accused = sealed(last, CaseCompartment.CASE, "accused")
    assert (accused["unknown"], accused["details"]) == (True, "The one with the red car")


def test_a_person_is_taken_off_and_those_after_move_up(jar: Client) -> None:
    reporter = Reporter(jar)
    reporter.post("who", {"people": "3", "name_1": "A", "name_2": "B", "name_3": "C", "change": "2"})
    page = reporter.page("who")
    assert ('value="A"' in page, 'value="B"' in page, 'value="C"' in page) == (True, False, True)
    assert "Person 3" not in page


@pytest.mark.parametrize(
    ("change", "place"), [("more", "3"), ("1", "1"), ("2", "1"), ("99", "2"), ("nonsense", "2"), ("٢", "2")]
)
def test_adding_or_taking_off_leads_to_the_name_where_one_goes_on(jar: Client, change: str, place: str) -> None:
    reporter = Reporter(jar)
    answer = reporter.post("who", {"people": "2", "name_1": "A", "name_2": "B", "change": change})
    assert answer.headers["Location"] == f"{reporter.home}who/#id_name_{place}"


BAD: list[tuple[str, dict[str, Any], str]] = [
    ("who", {"people": "1"}, "Give a name, or tick “I do not know who it was” further down."),
    ("who", {"people": "1", "name_1": "x" * 201}, "“Their name” can be 200 characters at most. You typed 201."),
    ("who", {"people": "1", "name_1": "A", "unknown": "on"}, "You gave a name and ticked “I do not know who it was”."),
    ("who", {"people": "1", "name_1": "a\x07b"}, "“Their name” holds a character that cannot be kept."),
    ("who", {"people": "1", "name_1": "a\x00b"}, "“Their name” holds a character that cannot be kept."),
    ("commitments", {}, "Choose at least one commitment, or tick “Help me choose”."),
    ("commitments", {"commitments": "11"}, "Choose from the answers listed under “Which commitments is it about?”."),
    ("commitments", {"commitments": "1", "edition": "other-code"}, "The Code has changed since you opened this page."),
    ("what", {"narrative": "  "}, "“What happened?” needs an answer."),
    ("what", {"narrative": "x" * 20_001}, "“What happened?” can be 20,000 characters at most. You typed 20,001."),
    ("when", {}, "“How long did it last?” needs an answer."),
    ("when", {"kind": "never"}, "Choose from the answers listed under “How long did it last?”."),
    ("when", {"kind": "day"}, "Say when it was. A year alone will do, or your own words."),
    ("when", {"kind": "day", "first_day": "31", "first_month": "2", "first_year": "2026"}, "must be a real date"),
    ("when", {"kind": "day", "first_day": "31", "first_month": "February", "first_year": "last spring"},
        "must have a year in four figures, for example 2026. Or say it in your own words"),
    ("when", {"kind": "day", "when_words": "31/2/2026"}, "must be a real date. Or say it in your own words"),
    ("when", {"kind": "day", "when_words": "27 Febuary 2026"}, "must have a real month, for example 3 or March"),
    ("when", {"kind": "day", "when_words": "27/3/26"}, "must have a year in four figures, for example 2026."),
    ("when", {"kind": "day", "when_words": "2999"}, "must be today or in the past"),
    ("when", {"kind": "period", "when_words": "2025"}, "Say when it ended, or choose “It is still going on”."),
    ("when", {"kind": "day", "first_year": "2999"}, "must be today or in the past"),
    ("when", {"kind": "period", "first_year": "2025", "last_year": "2024"}, "The last day is before the first day."),
    ("when", {"kind": "period", "first_year": "2025"}, "Say when it ended, or choose “It is still going on”."),
    ("when", {"kind": "ongoing", "last_year": "2025"}, "A last day fits only with"),
    ("when", {"witnesses": "a\x1bb"}, "“Who saw or heard it” holds a character that cannot be kept."),
    ("when", {"witnesses": "\n".join("abcdefghijklmnopqrstu")}, "Give 20 names at most, the most important first."),
    ("elsewhere", {"elsewhere": "yes"}, "Say where you raised it."),
    ("what", {"narrative": "x", "danger": "perhaps"}, "Choose from the answers listed under “Is somebody in danger now?”."),
    ("you", {"choice": "other"}, "Choose from the answers listed under “How do you want to report?”."),
    ("contact", {"name": ""}, "“Your name” needs an answer."),
    ("contact", {"name": "P", "email": "not an address"}, "Enter an e-mail address like name@example.org."),
    ("contact", {"name": "P", "notify": "on"}, "Give the address that we should write to"),
    ("risk", {}, "“Are you afraid of anything that may follow?” needs an answer."),
]  # fmt: skip


@pytest.mark.parametrize(("name", "typed", "words"), BAD)
def test_what_cannot_be_used_is_said_in_words_and_its_page_counts_as_not_answered(
    jar: Client, name: str, typed: dict[str, Any], words: str
) -> None:
    reporter = Reporter(jar)
    answer = reporter.post(name, typed)
    page = text(answer)
    assert (answer.status_code, "There is a problem" in page, "<title>Error: " in page, page.count(words) >= 2) == (
        422, True, True, True,
    )  # fmt: skip
    assert reporter.page("check").count("Not answered yet") == 11


def test_what_was_typed_stays_when_it_is_refused(jar: Client) -> None:
    typed = {"kind": "day", "first_day": "31", "first_month": "Febuary", "first_year": "2026"}
    page = text(Reporter(jar).post("when", typed))
    assert ('value="31"' in page, 'value="Febuary"' in page, 'value="day"' in page) == (True, True, True)


def test_another_tab_is_noticed_and_nothing_typed_is_lost(jar: Client) -> None:
    reporter = Reporter(jar)
    stale = reporter.page("what")
    reporter.post("what", {"narrative": "From the other tab."})
    answer = reporter.send("what", stale, {"narrative": "From this tab."})
    page = text(answer)
    assert (answer.status_code, "This page was changed in another tab" in page) == (409, True)
    assert ("From the other tab." in page, "From this tab." in page) == (True, True)
    assert reporter.send("what", page, {"narrative": "From this tab."}).status_code == 302
    assert "From this tab." in reporter.page("what")


def test_another_page_saved_in_another_tab_is_no_hindrance(jar: Client) -> None:
    reporter = Reporter(jar)
    stale = reporter.page("what")
    reporter.post("who", ANSWERS["who"])
    assert reporter.send("what", stale, ANSWERS["what"]).status_code == 302
    assert reporter.send("what", stale, ANSWERS["what"]).status_code == 302


def test_a_draft_is_there_for_its_own_browser_alone(jar: Client) -> None:
    reporter = Reporter(jar)
    stranger = Client()
    paths = [f"{reporter.home}{name}" for name in ("", "who/", "evidence/", "check/", "receipt/")]
    assert [stranger.get(path).status_code for path in paths] == [404] * 5
    assert [jar.get(f"{reporter.home}{name}/").status_code for name in ("nothing", "receipt")] == [404, 404]


def test_the_cookie_is_for_one_report_and_ends_with_the_browser(jar: Client) -> None:
    answer = jar.post(reverse("begin_report"), secure=True)
    handle = answer.headers["Location"].removesuffix("what/")
    assert {name: cookie["path"] for name, cookie in answer.cookies.items()} == {"draft": handle, "begun": "/report/"}
    for cookie in answer.cookies.values():
        assert (cookie["httponly"], cookie["samesite"], cookie["secure"]) == (True, "Lax", True)
        assert (cookie["max-age"], cookie["expires"]) == ("", "")
    assert answer.cookies["begun"].value in handle


def test_a_machine_that_fills_every_field_is_told_so_like_a_person(jar: Client) -> None:
    reporter = Reporter(jar)
    reporter.answer()
    answer = reporter.post("check", {"declared": "on", "website": "https://buy.example"})
    assert answer.status_code == 422
    assert Case.objects.count() == 0
    assert Draft.objects.count() == 1
    assert "Empty the field" in text(answer)


@pytest.mark.parametrize("change", ["more", "back"])
def test_the_twelve_words_are_shown_after_the_second_page_in_any_order(jar: Client, change: str) -> None:
    reporter = Reporter(jar)
    reporter.post("what", ANSWERS["what"])
    reporter.post("who", {**ANSWERS["who"], "change": change})
    assert reporter.post("who", ANSWERS["who"]).headers["Location"] == f"{reporter.home}words/"


def test_commitments_are_suggested_from_the_story_and_none_is_ticked(jar: Client) -> None:
    reporter = Reporter(jar)
    assert "These may fit" not in reporter.page("commitments")
    reporter.post("what", {"narrative": "He hid a fee, and lied about it."})
    page = " ".join(reporter.page("commitments").split())
    assert "<strong>2. Ethical, fair and transparent practice</strong>: you wrote “hid”, “fee”" in page
    assert ("you wrote “lied”" in page, re.findall(r"<input[^>]* checked", page)) == (True, [])
