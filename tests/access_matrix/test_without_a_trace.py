"""Readers and reporters leave no trace of their device: no early cookie, no address, no browser."""

from typing import Any

import pytest
from django.test import Client

from tests.access_matrix.matrix import routes
from tests.access_matrix.searching import found
from tests.access_matrix.visitor import Visitor
from tests.casework.web import conftest as web
from tests.casework.web.reporting import ANSWERS
from tests.journeys.town import keys_of
from tests.live import LiveStack

books = web.books
ADDRESS, BROWSER = "203.0.113.77", "TellTale/9.41 zqcanary"
FROM_OUTSIDE = {
    "User-Agent": BROWSER,
    "X-Forwarded-For": ADDRESS,
    "X-Real-IP": ADDRESS,
    "Forwarded": f"for={ADDRESS}",
    "Referer": "http://zqcanary.example/",
    "Accept-Language": "zqcanary",
}
PUBLIC = (
    "", "code/", "oath/", "register/", "verify/", "contact/", "accessibility/", "privacy/", "leave/", "report/",
    "healthz", "readyz", "api/v1/", "api/v1/schema/", "api/v1/code/", "api/v1/register/", "api/v1/offices/",
)  # fmt: skip
SIGNED_IN_ONLY = (
    "desk/",
    "board/",
    "ledger/",
    "member/",
    "member/oath/",
    "desk/queue/",
    "desk/messages/",
    "accounts/",
    "accounts/zone/",
    "accounts/tokens/",
)


@pytest.mark.parametrize("page", PUBLIC)
def test_a_page_for_everybody_sets_no_cookie(books: None, client: Client, page: str) -> None:
    assert page in routes()
    answer = client.get(f"/{page}")
    assert (answer.status_code, dict(answer.cookies)) == (200, {})


@pytest.mark.parametrize("page", SIGNED_IN_ONLY)
def test_a_page_that_sends_you_to_sign_in_sets_no_cookie(db: None, client: Client, page: str) -> None:
    answer = client.get(f"/{page}")
    assert (answer.status_code, dict(answer.cookies)) == (302, {})


def test_a_report_needs_three_cookies_and_all_end_with_the_browser(books: None, client: Client) -> None:
    began = client.post("/report/begin")
    page = client.get(began.headers["Location"])
    cookies: dict[str, Any] = {**began.cookies, **page.cookies}
    assert sorted(cookies) == ["begun", "csrftoken", "draft"]
    assert {(one["max-age"], one["expires"], one["httponly"]) for one in cookies.values()} == {("", "", True)}
    assert cookies["draft"]["path"] == began.headers["Location"].removesuffix("what/")


def test_neither_address_nor_browser_of_a_reporter_or_an_officer_is_kept(settled_stack: LiveStack) -> None:
    keys = keys_of(settled_stack.local_stack)
    reporter = Visitor(settled_stack.url, FROM_OUTSIDE)
    home = reporter.begins()
    for page, data in ANSWERS.items():
        answer = reporter.fills(f"{home}{page}/", data)
        assert (page, answer.status) == (page, 302)
    assert reporter.fills(f"{home}check/", {"declared": "on"}).status == 302
    assert reporter.fills("/follow-up/", {"code": "one two three"}).status == 422
    officer = Visitor(settled_stack.url, FROM_OUTSIDE).signs_in(keys["ines"])
    assert (officer.get("/desk/queue/").status, officer.get("/desk/cases/OB-2222-2222/").status) == (200, 404)
    assert found(settled_stack, ADDRESS, "203.0.113", BROWSER, "zqcanary", "TellTale") == []
