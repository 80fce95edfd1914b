"""The pages on which a reporter says more about who must not see a report, and the one on which somebody rules with it."""

import re
from dataclasses import replace
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.offices import Office
from casework import tasks
from casework.models import Case
from casework.vocabulary import Accused
from ledger import queries as ledger
from tests.casework.desk_cast import REPORT, Desk
from tests.casework.web.reporting import TOKEN, Reporter, first, text
from tests.casework.web.test_follow import desk, enter, filed
from tests.casework.web.test_keep_away_page import alternate, in_office

__all__ = ["desk"]
HERE = reverse("follow_up_step", args=["explain_keep_away"])
WORDS = "It is the plover who chairs the board."
HIDDEN = re.compile(r'name="(step_version|request_key|draft_version)"\s+value="([^"]*)"')


@pytest.fixture
def ines(books: None) -> User:
    in_office("Ivo Standish", Office.INTAKE, alternate=True)
    return in_office("Ines Farrow", Office.INTAKE)


@pytest.fixture
def jar(ines: User) -> Client:
    """A reporter whose report waits for the ruling."""
    reporter = Reporter(Client(enforce_csrf_checks=True))
    reporter.answer(**{"keep-away": {"keep_away": "his sister"}})
    reporter.declare()
    browser = Client()
    browser.post(reverse("follow_up"), {"code": reporter.code()})
    tasks.sweep()
    return browser


def page_of(browser: Client, name: str) -> str:
    return " ".join(text(browser.get(reverse(name))).split())


def hidden(page: str) -> dict[str, str]:
    return dict(HIDDEN.findall(page))


def added(browser: Client, words: str = WORDS) -> None:
    answer = browser.post(HERE, {"explanation": words, **hidden(text(browser.get(HERE)))})
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("follow_up"))
    tasks.sweep()


def test_status_and_messages_lead_to_the_step_while_a_line_waits(jar: Client) -> None:
    for name in ("follow_up", "follow_up_conversation"):
        assert page_of(jar, name).count(f'href="{HERE}"') == 1
    assert "They see only this line and what you add." in page_of(jar, "follow_up")


def test_a_report_that_nobody_has_to_rule_on_offers_no_such_step(ines: User) -> None:
    reporter = Reporter(Client(enforce_csrf_checks=True))
    reporter.answer(**{"keep-away": {"keep_away": "Ines Farrow"}})
    reporter.declare()
    browser = Client()
    browser.post(reverse("follow_up"), {"code": reporter.code()})
    tasks.sweep()
    assert [HERE in page_of(browser, name) for name in ("follow_up", "follow_up_conversation")] == [False, False]
    refused = browser.post(HERE, {"explanation": WORDS, "request_key": str(uuid4())})
    assert (refused.status_code, WORDS in text(refused)) == (409, True)


def test_what_was_added_stands_where_the_ruling_is_given_newest_first(jar: Client) -> None:
    added(jar)
    added(jar, "And it is urgent.")
    page = text(alternate().get(reverse("step", args=[Case.objects.get().reference, "rule_on_keep_away"])))
    assert "What the reporter added" in page
    assert 0 < page.index("And it is urgent.") < page.index(WORDS) < page.index('name="line_1"')
    assert WORDS in text(jar.get(reverse("follow_up_sent")))
    assert "What you added about who must not see your report" in text(jar.get(reverse("follow_up_sent")))


def test_a_ruling_on_a_page_that_is_older_than_the_words_is_refused(jar: Client) -> None:
    case, ivo = Case.objects.get(), alternate()
    there = reverse("step", args=[case.reference, "rule_on_keep_away"])
    old = hidden(text(ivo.get(there)))
    added(jar)
    refused = ivo.post(there, {"line_1": ["nobody"], **old})
    assert refused.status_code == 409
    assert WORDS in text(refused)
    assert re.search(r'value="nobody"[^>]* checked', text(refused))
    assert "case.keep_away_ruled" not in [entry.type for entry in ledger.stream(case.stream)]
    assert ivo.post(there, {"line_1": ["nobody"], **hidden(text(refused))}).status_code == 302


def test_nothing_that_was_typed_is_lost(jar: Client) -> None:
    jar.post(HERE, {"explanation": WORDS, "draft": "keep", **hidden(text(jar.get(HERE)))})
    assert WORDS in text(jar.get(HERE))
    long = "x" * 20_001
    refused = jar.post(HERE, {"explanation": long, **hidden(text(jar.get(HERE)))})
    assert (refused.status_code, long in text(refused)) == (422, True)


def test_the_words_go_once_to_each_part_that_waits(desk: Desk) -> None:
    two = replace(REPORT, accused=(Accused(name="Rex Marlowe"), Accused(name="Una Voss")), keep_away=("his sister",))
    browser, _ = enter(" ".join(filed(two)[1].words))
    tasks.sweep()
    page = text(browser.get(HERE))
    typed = {"explanation": WORDS, "csrfmiddlewaretoken": first(TOKEN, page), **hidden(page)}
    for _ in range(2):
        browser.post(HERE, typed)
    told = [
        [one.type for one in ledger.stream(case.stream)].count("case.keep_away_explained")
        for case in Case.objects.all()
    ]
    assert told == [1, 1]
