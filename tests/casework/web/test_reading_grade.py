"""The public pages can be read by somebody with six years of school: grade 6 at most, by Flesch and Kincaid."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from casework.access import the_clock
from casework.models import Case
from casework.procedure.intake.actions import sweep_conflicts
from tests.casework.web.reading_grade import grade, sentences
from tests.casework.web.reporting import ANSWERS, Reporter, text
from tests.casework.web.test_follow import enter
from tests.step_client import StepClient

LIMIT = 6
READ = (
    "home", "start", "code", "oath", "procedure", "register", "verify", "contact", "accessibility", "privacy", "leave",
    "follow_up",
)  # fmt: skip
MOST_WORDS = {"/follow-up/": 400, "/follow-up/conversation/": 425, "receipt": 385}
"""The most words in the sentences of a page after sending; 150 where it is not listed."""
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


def test_a_reference_counts_as_no_word_of_a_sentence() -> None:
    said = "".join(f"<p>{drawn}</p><p>{drawn} is open.</p>" for drawn in ("R-7K4Q-X2MB", "R-K7Q4-2XMB", "OB-KXQR-TVXM"))
    assert sentences(f"<main>{said}<p>The 27th of May is near.</p></main>") == [["The", "of", "May", "is", "near"]]


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


@pytest.mark.parametrize("choice", ["confidential", "anonymous"])
def test_what_a_reporter_meets_after_sending_is_easy_and_short(jar: Client, choice: str) -> None:
    reporter = Reporter(jar)
    reporter.answer(
        **{
            "who": {"people": "2", "name_1": "Rex Marlowe", "name_2": "Una Voss"},
            "you": {"choice": choice},
            "contact": None if choice == "anonymous" else ANSWERS["contact"],
            "keep-away": {"keep_away": "his sister"},
        }
    )
    reporter.declare()
    for case in Case.objects.all():
        sweep_conflicts(reference=case.reference, by=the_clock())
    receipt, (browser, _) = reporter.page("receipt"), enter(reporter.code(), StepClient())
    write = {"message": "I am afraid.", "request_key": str(uuid4())}
    assert browser.post(reverse("follow_up_conversation"), write).status_code == 302
    steps = STEP.findall(text(browser.get(reverse("follow_up"))))
    pages = {at: text(browser.get(at)) for at in [*map(reverse, WITH_A_CODE), *steps]}
    pages |= {"receipt": receipt, "elsewhere": text(Client().get(reverse("resume_report", args=[uuid4()])))}
    assert {name: found for name, page in pages.items() if (found := round(grade(page), 1)) > LIMIT} == {}
    counted = {name: sum(map(len, sentences(page))) for name, page in pages.items()}
    assert {name: count for name, count in counted.items() if count > MOST_WORDS.get(name, 150)} == {}
