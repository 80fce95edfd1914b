"""The page with what a reporter sent says every answer that the check said, in the same words."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.casework.web.reporting import ANSWERS, SHORT_WAY, Reporter, text
from tests.casework.web.test_follow import enter

ROW = re.compile(r'<dt[^>]*>([^<]+)</dt>\s*<dd[^>]*>(?:<div class="ob-typed">)?([^<]*)<', re.DOTALL)
PERIOD = {"kind": "period", "when_words": "March 2026", "last_about": "on", "last_month": "5", "last_year": "2026"}
NOTHING = frozenset({"No file", "You named nobody", "No answer"})
"""What the check says of a question without an answer."""


def rows(page: str) -> list[tuple[str, str]]:
    """Return what a page says was asked and answered."""
    found = [(unescape(key), unescape(value).strip()) for key, value in ROW.findall(page)]
    return [(key, value) for key, value in found if value not in NOTHING]


def sent_by(jar: Client, code: str) -> list[tuple[str, str]]:
    return rows(text(enter(code, jar)[0].get(reverse("follow_up_sent"))))


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"when": {**ANSWERS["when"], "kind": "ongoing", "first_day": "", "first_month": "", "first_year": ""}},
        {"when": {"kind": "period", "when_words": "Last spring"}},
        {"when": {"kind": "day", "when_words": "2025"}},
        {"when": PERIOD, "commitments": {"commitments": ["2"], "help_asked": "on"}},
        {"commitments": {"help_asked": "on"}, "keep-away": {"keep_away": ""}},
        {"who": {"people": "2", "name_1": "Rex Marlowe", "name_2": "Otto Finch", "details_2": "His clerk"}},
        {"who": {"people": "1", "unknown": "on"}, "you": {"choice": "anonymous"}, "contact": None},
        {"contact": {"name": "Pia", "email": "pia@example.org", "phone": "0123", "notify": "on"}},
        {"elsewhere": {"elsewhere": "yes", "elsewhere_details": "The police.\nNothing came of it."}},
    ],
)
def test_what_was_sent_says_every_answer_of_the_check(jar: Client, changed: dict[str, Any]) -> None:
    reporter = Reporter(jar)
    reporter.answer(**changed)
    checked = rows(reporter.page("check"))
    reporter.declare()
    assert sent_by(Client(), reporter.code()) == checked


def test_the_short_way_says_what_was_asked_and_that_no_commitment_was_chosen(jar: Client) -> None:
    reporter = Reporter(jar, short=True)
    reporter.send_short()
    assert sent_by(Client(), reporter.code())[3:5] == [
        ("Commitments", "You chose none. We look which ones fit."),
        ("How you report", "Confidentially, my name sealed"),
    ]
    assert SHORT_WAY["narrative"]


def test_the_page_speaks_to_the_reporter_and_not_as_the_record(jar: Client) -> None:
    reporter = Reporter(jar)
    reporter.answer(contact={"name": "Pia", "email": "pia@example.org", "notify": "on"})
    reporter.declare()
    sent = text(enter(reporter.code(), Client())[0].get(reverse("follow_up_sent")))
    assert [
        words for words in ("Particulars", "Mail without", "the reporter", "Report received") if words in sent
    ] == []
    assert ">Your report, " in sent
