"""The short way: what happened, who it is about and who reports; the rest later."""

from django.test import Client
from django.urls import reverse

from casework.models import Case
from casework.vocabulary import CaseCompartment
from tests.casework.web.reporting import ANSWERS, Reporter, sealed

SHORT = ("what", "who", "you", "contact")


def begun(jar: Client) -> Reporter:
    """Return a reporter who has chosen the short way."""
    home = jar.post(reverse("begin_report"), {"way": "short"}).headers["Location"].rpartition("what/")[0]
    return Reporter(jar, home=home)


def answered(reporter: Reporter, *pages: str) -> list[str]:
    """Answer these pages, and return where each led."""
    found = [reporter.post(page, ANSWERS[page]).headers["Location"] for page in pages]
    return [one.removeprefix(reporter.home) for one in found]


def test_four_pages_are_asked_and_the_report_is_filed(jar: Client) -> None:
    reporter = begun(jar)
    assert answered(reporter, *SHORT) == ["who/", "you/", "contact/", "check/"]
    assert reporter.declare().status_code == 302
    case = Case.objects.get()
    assert sealed(case, CaseCompartment.CASE, "narrative") == ANSWERS["what"]["narrative"]
    days = sealed(case, CaseCompartment.CASE, "particulars")
    assert (days["first_day"], days["ongoing"], days["elsewhere"], days["risk"]) == (None, False, "", "")
    assert sealed(case, CaseCompartment.KEEP_AWAY, "keep_away") == []


def test_an_anonymous_reporter_sees_five_screens(jar: Client) -> None:
    reporter = begun(jar)
    answered(reporter, "what", "who")
    assert reporter.post("you", {"choice": "anonymous"}).headers["Location"] == f"{reporter.home}check/"
    assert reporter.declare().status_code == 302


def test_the_other_questions_can_be_answered_after_all_and_nothing_is_lost(jar: Client) -> None:
    reporter = begun(jar)
    answered(reporter, *SHORT)
    assert "Answer the other questions now" in reporter.page("check")
    assert reporter.post("check", {"way": "full"}).headers["Location"] == f"{reporter.home}words/"
    assert jar.get(reporter.home).headers["Location"] == f"{reporter.home}when/"
    check = reporter.page("check")
    assert (ANSWERS["what"]["narrative"] in check, check.count("Not answered yet")) == (True, 7)
    assert "Answer the other questions now" not in check


def test_a_page_that_the_short_way_leaves_out_can_be_opened_and_leads_on(jar: Client) -> None:
    reporter = begun(jar)
    assert reporter.post("evidence", {"change": "back"}).headers["Location"] == f"{reporter.home}who/"


def test_the_check_asks_who_must_not_see_it_because_that_cannot_come_later(jar: Client) -> None:
    reporter = begun(jar)
    answered(reporter, *SHORT)
    page = "keep-away/?from=check"
    assert f'href="{reporter.home}{page}"' in reporter.page("check")
    for typed in ({"change": "back"}, {"keep_away": "Ida Intake", "change": "back"}, {"keep_away": "Ida Intake"}):
        assert reporter.post_to(page, typed).headers["Location"] == f"{reporter.home}check/"
    assert "Ida Intake" in reporter.page("check")
    assert reporter.declare().status_code == 302
    assert sealed(Case.objects.get(), CaseCompartment.KEEP_AWAY, "keep_away") == ["Ida Intake"]


def test_an_answer_to_another_question_is_shown_on_the_check_and_sent(jar: Client) -> None:
    reporter = begun(jar)
    answered(reporter, *SHORT)
    reporter.post("elsewhere", ANSWERS["elsewhere"])
    assert ANSWERS["elsewhere"]["remedy"] in reporter.page("check")
    assert reporter.declare().status_code == 302
    assert sealed(Case.objects.get(), CaseCompartment.CASE, "particulars")["remedy"] == ANSWERS["elsewhere"]["remedy"]
