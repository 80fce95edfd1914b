"""The public pages can be read by somebody with six years of school: grade 6 at most, by Flesch and Kincaid."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.casework.web.reading_grade import grade, sentences
from tests.casework.web.reporting import ANSWERS, Reporter, text
from tests.casework.web.test_follow import enter

LIMIT = 6
READ = (
    "home", "start", "code", "oath", "procedure", "register", "verify", "contact", "accessibility", "privacy", "leave",
    "follow_up",
)  # fmt: skip
WITH_A_CODE = ("follow_up", "follow_up_sent", "follow_up_conversation", "follow_up_protection", "follow_up_receipt")
STEP = re.compile(r'href="(/follow-up/do/\w+/)"')


def test_the_grade_tells_an_easy_page_from_a_hard_one() -> None:
    easy = "<main><p>The cat sat on the mat.</p><p>It was a red mat.</p></main>"
    hard = (
        "<main><p>Notwithstanding extraordinary circumstances, confidentiality necessitates authorisation.</p></main>"
    )
    assert (grade(easy) < 2, grade(hard) > 15) == (True, True)


def test_labels_quotes_and_what_stands_beside_the_page_are_not_counted() -> None:
    inside = "<label>First name</label><blockquote>We hereby do swear.</blockquote>A new day has come."
    page = f"<nav>A long way to go.</nav><main>{inside}</main>"
    assert sentences(page) == [["A", "new", "day", "has", "come"]]


@pytest.mark.parametrize("name", READ)
def test_a_page_for_everybody_is_easy_to_read(jar: Client, name: str) -> None:
    assert grade(text(jar.get(reverse(name)))) <= LIMIT


def test_each_page_of_the_report_is_easy_to_read(jar: Client) -> None:
    reporter = Reporter(jar)
    pages = {name: reporter.page(name) for name in ANSWERS}
    reporter.answer()
    pages |= {name: reporter.page(name) for name in ("words", "check")}
    reporter.declare()
    pages["receipt"] = reporter.page("receipt")
    assert {name: found for name, page in pages.items() if (found := round(grade(page), 1)) > LIMIT} == {}


def test_each_page_behind_the_code_is_easy_to_read(jar: Client) -> None:
    reporter = Reporter(jar)
    reporter.answer()
    reporter.declare()
    browser, _ = enter(reporter.code())
    steps = STEP.findall(text(browser.get(reverse("follow_up"))))
    assert len(steps) == 3
    pages = {address: browser.get(address) for address in [*map(reverse, WITH_A_CODE), *steps]}
    assert {answer.status_code for answer in pages.values()} == {200}
    assert {name: found for name, page in pages.items() if (found := round(grade(text(page)), 1)) > LIMIT} == {}
